import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newId } from '../src/database/ids.js';
import { SnakeNaming } from '../src/database/naming.js';
import { Refusal } from '../src/errors.js';
import { decodeCursor, encodeCursor } from '../src/http/cursor.js';
import { parseJson } from '../src/http/json.js';
import { drawn } from './support/chance.js';
import { size } from './support/size.js';

const parse = (text: string): unknown => parseJson(Buffer.from(text));
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'taken';
};
/** Names that every object has, which are refused wherever they stand. */
const taken = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);
const name = fc.string({ unit: 'binary' }).filter((text) => !taken.has(text));
const sound = fc.jsonValue({ maxDepth: 5 }).filter((value) => isSound(value));

function isSound(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\u0000');
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, inner]) => !taken.has(key) && isSound(key) && isSound(inner));
}

describe('strict JSON', () => {
  it('reads what JSON.parse reads, when it is sound', () => {
    fc.assert(
      fc.property(sound, fc.nat(3), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(parse(text)).toEqual(JSON.parse(text));
      }),
      drawn(size('RUNS')),
    );
  });

  it('refuses a name twice at any depth, whatever the names and values look like', () => {
    fc.assert(
      fc.property(fc.array(name, { maxLength: 8 }), name, sound, sound, (path, twice, one, other) => {
        const key = JSON.stringify(twice);
        const inner = `{${key}:${JSON.stringify(one)},${key}:${JSON.stringify(other)}}`;
        const text = path.reduce((json, step) => `{${JSON.stringify(step)}:[${json}]}`, inner);
        expect(['duplicate_name', 'unsound_text']).toContain(codeOf(() => parse(text)));
      }),
      drawn(size('RUNS')),
    );
  });

  it('never throws anything but a refusal', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(() => codeOf(() => parseJson(Buffer.from(bytes)))).not.toThrow();
      }),
      drawn(2 * size('RUNS')),
    );
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', '\\u0041', '1', 'null', ' ')),
        (parts) => {
          expect(() => codeOf(() => parse(parts.join('')))).not.toThrow();
        },
      ),
      drawn(3 * size('RUNS')),
    );
  });

  it.each([
    ['32 levels', `${'['.repeat(32)}${']'.repeat(32)}`, 'taken'],
    ['33 levels', `${'['.repeat(33)}${']'.repeat(33)}`, 'too_deep'],
    ['100,000 levels around an escape', `${'['.repeat(1e5)}"\\u0041"${']'.repeat(1e5)}`, 'too_deep'],
    ['33 brackets in a text', JSON.stringify('['.repeat(33)), 'taken'],
    ['colons in texts and names', '{":":":","a:":[":",{"b":":"}]}', 'taken'],
    ['quotes and backslashes in names', String.raw`{"\"":1,"\\":2,"\\\"":3}`, 'taken'],
    ['the same name in two objects', '[{"a":1},{"a":1}]', 'taken'],
    ['a pair of surrogates by escapes', String.raw`"\ud83d\ude00"`, 'taken'],
    ['half a pair', String.raw`"\ud83d"`, 'unsound_text'],
    ['half a pair in a name', String.raw`{"\ud83d":1}`, 'unsound_text'],
    ['a NUL', String.raw`["a\u0000"]`, 'unsound_text'],
    ['what looks like a NUL', String.raw`"\\u0000"`, 'taken'],
    ['a way to a prototype', '{"a":{"__proto__":1}}', 'unknown_field'],
    ['a name that every object has', '{"toString":1}', 'unknown_field'],
    ['a byte order mark alone', '\ufeff', 'malformed_json'],
  ])('%s', (_what, text, code) => {
    expect(codeOf(() => parse(text))).toBe(code);
  });
});

describe('a cursor', () => {
  const isText = (part: unknown): part is string => typeof part === 'string';
  const isNumber = (part: unknown): part is number => typeof part === 'number';

  it('comes back as it was', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), (text, number) => {
        expect(decodeCursor<[string, number]>(encodeCursor([text, number]), isText, isNumber)).toEqual([text, number]);
      }),
      drawn(100),
    );
  });

  it.each([
    '',
    'x',
    '!!!',
    'W10',
    encodeCursor(['a']),
    encodeCursor([1, 'a']),
    encodeCursor(['a', 1, 1]),
    encodeCursor([null, 1]),
  ])('%j is not one of a list of text and number', (cursor) => {
    expect(codeOf(() => decodeCursor<[string, number]>(cursor, isText, isNumber))).toBe('bad_cursor');
  });
});

describe('an id', () => {
  it('is a UUIDv7, later than those before it, and never the same', () => {
    const ids = Array.from({ length: 20_000 }, newId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids.slice(0, 100))
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const times = ids.map((id) => id.slice(0, 18));
    expect(times.toSorted()).toEqual(times);
    expect(Math.abs(Number.parseInt(ids[0]!.replaceAll('-', '').slice(0, 12), 16) - Date.now())).toBeLessThan(60_000);
  });
});

describe('a column', () => {
  const naming = new SnakeNaming();
  it.each([
    ['titleZh', 'title_zh'],
    ['publicationLagDays', 'publication_lag_days'],
    ['id', 'id'],
    ['sha256', 'sha256'],
  ])('%s is called %s', (property, column) => {
    expect(naming.columnName(property, undefined, [])).toBe(column);
  });
});
