import { describe, expect, it } from '@jest/globals';
import { ACT, FLOOR, LEVEL, MEAN, type Fields } from '../../test/support/judging.js';
import { dayText } from '../clock/calendar.rules.js';
import { asRatio, textOf } from './amount.rules.js';
import { parseTarget } from './parse.rules.js';
import { isCeiling, isFloor, limitsOf, originOf } from './target.rules.js';

const print = (amount: bigint | null): string | null => (amount === null ? null : textOf(asRatio(amount)));

describe('the limits of a promise', () => {
  const about = { comparator: 'about', value: '5.5', tolerance: '0.1' };
  it.each<[fields: Fields, bottom: string | null, top: string | null, strict: boolean]>([
    [{ comparator: 'at_least', value: '300' }, '300', null, false],
    [{ comparator: 'more_than', value: '300' }, '300', null, true],
    [{ comparator: 'at_most', value: '5' }, null, '5', false],
    [{ comparator: 'less_than', value: '5' }, null, '5', true],
    [{ comparator: 'between', value: '5', upper: '7' }, '5', '7', false],
    [about, '5.4', '5.6', false],
    [{ ...about, missAllowed: 'none' }, '5.4', '5.6', false],
    [{ ...about, missAllowed: 'below' }, null, '5.6', false],
    [{ ...about, missAllowed: 'above' }, '5.4', null, false],
  ])('%j: %s to %s, strict %s', (fields, bottom, top, strict) => {
    const limits = limitsOf(parseTarget({ ...MEAN, ...fields }))!;
    expect([print(limits.bottom), print(limits.top), limits.strict]).toEqual([bottom, top, strict]);
  });

  it.each<[why: string, fields: Fields]>([
    ['no published number', { ...MEAN, comparator: 'about', tolerance: '1', value: null }],
    ['a deliverable', ACT],
    ['a deliverable with a number', { ...ACT, value: '1' }],
  ])('are none for %s', (_why, fields) => expect(limitsOf(parseTarget(fields))).toBeNull());
});

it.each<[comparator: string, floor: boolean, ceiling: boolean]>([
  ['at_least', true, false],
  ['more_than', true, false],
  ['at_most', false, true],
  ['less_than', false, true],
  ['between', false, false],
  ['about', false, false],
])('%s: a floor %s, a ceiling %s', (comparator, floor, ceiling) => {
  const target = parseTarget({ ...MEAN, comparator, upper: '9', tolerance: '1' });
  expect([isFloor(target), isCeiling(target)]).toEqual([floor, ceiling]);
});

describe('progress counts from', () => {
  const dated = { baseline: { value: '70', on: '2022-06-30' } };
  const undated = { baseline: { value: '70' } };
  it.each<[why: string, fields: Fields, origin: string | null]>([
    ['the day before start', FLOOR, '2023-12-31'],
    ['nowhere without a start', { ...FLOOR, start: null }, null],
    ['the day of a level’s baseline', { ...LEVEL, ...dated }, '2022-06-30'],
    ['that day, without a start too', { ...LEVEL, ...dated, start: null }, '2022-06-30'],
    ['the day before start, where the baseline has no day', { ...LEVEL, ...undated }, '2023-12-31'],
    ['the day before start for a flow, whatever its baseline', { ...FLOOR, ...dated }, '2023-12-31'],
  ])('%s', (_why, fields, origin) => {
    const day = originOf(parseTarget(fields));
    expect(day === null ? null : dayText(day)).toBe(origin);
  });
});
