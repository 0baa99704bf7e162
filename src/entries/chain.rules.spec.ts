import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CHAIN_START, canonical, chainOf, type SealedEntry } from './chain.rules.js';

const entry: SealedEntry = {
  position: 1,
  knownAt: '2024-01-25T04:00:00.000Z',
  kind: 'figure',
  pledgeId: null,
  targetId: null,
  factId: '018d3c2e-0000-7000-8000-000000000001',
  body: { value: '120', form: 'running_total', periodStart: null },
  authorId: 'admin',
  reviewerId: null,
  forced: false,
  recordedAt: '2024-01-25T03:59:59.000Z',
};

describe('the canonical text of a value', () => {
  it.each<[value: unknown, text: string]>([
    [null, 'null'],
    [{ b: 1, a: '甲' }, '{"a":"甲","b":1}'],
    [{ a: undefined, b: [undefined, true] }, '{"b":[null,true]}'],
    [{ b: { d: 'x', c: [] }, a: {} }, '{"a":{},"b":{"c":[],"d":"x"}}'],
    ['"\n', '"\\"\\n"'],
  ])('of %j is %s', (value, text) => expect(canonical(value)).toBe(text));

  it('is one text for one value, whatever the order of its keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonical(turned)).toBe(canonical(value));
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('the chain', () => {
  const first = chainOf(CHAIN_START, entry);

  it('is a SHA-256 that anybody can make again', () => {
    expect(first.toString('hex')).toBe('b757fdf891d9ca522b5f3edbaff177b5ae211b06adf53b9bbe61bfb84687af65');
  });

  it.each<[field: keyof SealedEntry, value: unknown]>([
    ['position', 2],
    ['knownAt', '2024-01-25T04:00:00.001Z'],
    ['kind', 'void'],
    ['pledgeId', entry.factId],
    ['targetId', entry.factId],
    ['factId', null],
    ['body', { ...(entry.body as object), value: '121' }],
    ['authorId', null],
    ['reviewerId', 'admin'],
    ['forced', true],
    ['recordedAt', '2024-01-25T04:00:00.000Z'],
  ])('breaks when %s is changed', (field, value) => {
    expect(chainOf(CHAIN_START, { ...entry, [field]: value })).not.toEqual(first);
  });

  it('breaks when the link before it is another', () => {
    expect(chainOf(first, entry)).not.toEqual(first);
  });
});
