import { describe, expect, it } from '@jest/globals';
import { dayNumber } from '../clock/calendar.rules.js';
import { ONE } from './amount.rules.js';
import { Reader, RuleRefusal, isAbsent, type Fault } from './reader.rules.js';

const KNOWN = new Set(['a', 'b', 'list', 'inside']);

/** A reader of an object at `/at`, with the faults it found so far as `pointer code`. */
function reading(input: unknown): { reader: Reader; faults: () => string[] } {
  const found: Fault[] = [];
  return {
    reader: new Reader(input, '/at', found, KNOWN),
    faults: () => found.map(({ pointer, code }) => `${pointer} ${code}`),
  };
}

describe('a field', () => {
  it.each<[why: string, read: (reader: Reader) => unknown, given: unknown, got: unknown, faults: string[]]>([
    ['a word', (r) => r.word('a', r.fields.a, ['x', 'y'], null), 'y', 'y', []],
    ['another word', (r) => r.word('a', r.fields.a, ['x', 'y'], 'x'), 'z', 'x', ['/at/a unknown_word']],
    ['no word', (r) => r.word('a', r.fields.a, ['x', 'y'], 'y'), null, 'y', []],
    ['no word at all', (r) => r.word('a', r.fields.a, ['x', 'y'], null), undefined, null, []],
    ['a needed word', (r) => r.neededWord('a', r.fields.a, ['x', 'y']), 'y', 'y', []],
    ['a needed word left out', (r) => r.neededWord('a', r.fields.a, ['x', 'y']), null, 'x', ['/at/a missing']],
    ['a decimal', (r) => r.decimal('a', r.fields.a), '2', 2n * ONE, []],
    ['no decimal', (r) => r.decimal('a', r.fields.a), null, null, []],
    ['a number', (r) => r.decimal('a', r.fields.a), 2, null, ['/at/a not_a_decimal']],
    ['a day', (r) => r.day('a', r.fields.a), '2024-02-29', dayNumber('2024-02-29'), []],
    ['no day', (r) => r.day('a', r.fields.a), null, null, []],
    ['a day of no month', (r) => r.day('a', r.fields.a), '2023-02-29', null, ['/at/a not_a_day']],
    ['a needed day', (r) => r.neededDay('a', r.fields.a), '1970-01-02', 1, []],
    ['a needed day left out', (r) => r.neededDay('a', r.fields.a), null, 0, ['/at/a missing']],
    ['a whole number', (r) => r.wholeNumber('a', r.fields.a, 9, 5), 7, 7, []],
    ['the least', (r) => r.wholeNumber('a', r.fields.a, 9, 5), 0, 0, []],
    ['the most', (r) => r.wholeNumber('a', r.fields.a, 9, 5), 9, 9, []],
    ['less', (r) => r.wholeNumber('a', r.fields.a, 9, 5), -1, 5, ['/at/a not_a_whole_number']],
    ['more', (r) => r.wholeNumber('a', r.fields.a, 9, 5), 10, 5, ['/at/a not_a_whole_number']],
    ['a part', (r) => r.wholeNumber('a', r.fields.a, 9, 5), 1.5, 5, ['/at/a not_a_whole_number']],
    ['without end', (r) => r.wholeNumber('a', r.fields.a, 9, 5), Infinity, 5, ['/at/a not_a_whole_number']],
    ['in text', (r) => r.wholeNumber('a', r.fields.a, 9, 5), '7', 5, ['/at/a not_a_whole_number']],
    ['no whole number', (r) => r.wholeNumber('a', r.fields.a, 9, 5), null, 5, []],
    ['text', (r) => r.text('a', r.fields.a, 3), 'abc', 'abc', []],
    ['no text', (r) => r.text('a', r.fields.a, 3), null, null, []],
    ['empty text', (r) => r.text('a', r.fields.a, 3), '', null, ['/at/a not_a_text']],
    ['long text', (r) => r.text('a', r.fields.a, 3), 'abcd', null, ['/at/a not_a_text']],
    ['a list for text', (r) => r.text('a', r.fields.a, 3), ['a'], null, ['/at/a not_a_text']],
    ['a list', (r) => r.list('a', r.fields.a, 2), [1, 2], [1, 2], []],
    [
      'a list with a hole',
      (r) => [...r.list('a', r.fields.a, 2).entries()],
      Object.assign([], { 1: 2 }),
      [
        [0, undefined],
        [1, 2],
      ],
      [],
    ],
    ['no list', (r) => r.list('a', r.fields.a, 2), null, [], []],
    ['a long list', (r) => r.list('a', r.fields.a, 2), [1, 2, 3], [], ['/at/a too_many']],
    ['an object for a list', (r) => r.list('a', r.fields.a, 2), { length: 1 }, [], ['/at/a not_a_list']],
    ['a needed decimal', (r) => r.neededDecimal('a', r.fields.a), '2', 2n * ONE, []],
    ['a needed decimal left out', (r) => r.neededDecimal('a', r.fields.a), null, 0n, ['/at/a missing']],
    ['a needed decimal that is none', (r) => r.neededDecimal('a', r.fields.a), 'x', 0n, ['/at/a not_a_decimal']],
    ['as it came', (r) => r.fields.a, 0, 0, []],
    ['given', (r) => isAbsent(r.fields.a), false, false, []],
    ['not given', (r) => isAbsent(r.fields.b), 0, true, []],
    ['null and absent are one', (r) => isAbsent(r.fields.a), null, true, []],
  ])('%s', (_why, read, given, got, faults) => {
    const all = reading({ a: given });
    expect(read(all.reader)).toEqual(got);
    expect(all.faults()).toEqual(faults);
  });
});

describe('an object', () => {
  it.each<[why: string, input: unknown, faults: string[]]>([
    ['an empty one', {}, []],
    ['known fields', { a: 1, b: 2 }, []],
    ['another field', { a: 1, c: 2 }, ['/at/c unknown_field']],
    ['a path for a name', { 'x/y~z': 1 }, ['/at/x~1y~0z unknown_field']],
    ['several for a name', { '//~~': 1 }, ['/at/~1~1~0~0 unknown_field']],
    ['null', null, ['/at not_an_object']],
    ['a list', [], ['/at not_an_object']],
    ['text', 'a', ['/at not_an_object']],
    ['a function', () => 1, ['/at not_an_object']],
  ])('%s', (_why, input, faults) => expect(reading(input).faults()).toEqual(faults));

  it('that is none is refused once', () => {
    const { reader, faults } = reading('x');
    reader.neededDay('a', reader.fields.a);
    reader.refuseAt('list/0', 'code', 'message');
    expect(faults()).toEqual(['/at not_an_object']);
  });

  it('inside another', () => {
    const { reader, faults } = reading({ inside: { a: 'x', d: 1 } });
    const inside = reader.inside('inside', reader.fields.inside, KNOWN);
    expect(inside.fields.a).toBe('x');
    inside.refuse('a', 'code', 'message');
    inside.refuseAt('list/0', 'code', 'message');
    inside.refuse('', 'code', 'message');
    expect(faults()).toEqual([
      '/at/inside/d unknown_field',
      '/at/inside/a code',
      '/at/inside/list/0 code',
      '/at/inside code',
    ]);
  });
});

it('a refusal tells all its faults', () => {
  const refusal = new RuleRefusal([
    { pointer: '', code: 'x', message: 'must be an object' },
    { pointer: '/a', code: 'y', message: 'must be a day' },
  ]);
  expect(refusal.message).toBe('/: must be an object; /a: must be a day');
  expect(refusal.errors).toHaveLength(2);
  expect(refusal).toBeInstanceOf(Error);
});
