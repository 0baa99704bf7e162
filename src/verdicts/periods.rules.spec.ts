import { describe, expect, it } from '@jest/globals';
import { EVERY, FLOOR, MEAN, endOf, level, months, type Fields } from '../../test/support/judging.js';
import { dayNumber, dayText } from '../clock/calendar.rules.js';
import { asRatio, textOf } from './amount.rules.js';
import { knownOn } from './figure.rules.js';
import { parseFigures, parseTarget } from './parse.rules.js';
import { countPeriods, expectedEnd, windowOf } from './periods.rules.js';

describe('calendar periods that share a day with', () => {
  it.each<[from: string, to: string, months: number, count: number]>([
    ['2024-01-01', '2024-12-31', 1, 12],
    ['2024-01-01', '2024-12-31', 3, 4],
    ['2024-01-01', '2024-12-31', 6, 2],
    ['2024-01-01', '2024-12-31', 12, 1],
    ['2024-01-31', '2024-02-01', 1, 2], // one day of each
    ['2024-01-31', '2024-01-31', 1, 1],
    ['2024-02-15', '2024-04-01', 3, 2],
    ['2024-02-15', '2024-03-31', 3, 1],
    ['2024-06-30', '2024-07-01', 6, 2],
    ['2023-12-31', '2025-01-01', 12, 3],
    ['2024-01-02', '2024-01-01', 1, 0],
  ])('%s to %s, %i months each: %i', (from, to, length, count) => {
    expect(countPeriods(dayNumber(from), dayNumber(to), length)).toBe(count);
  });
});

describe('the next figure is expected for the period that ends on', () => {
  it.each<[cadence: string, start: string, due: string | null, coveredTo: string | null, end: string]>([
    ['monthly', '2024-01-01', '2024-12-31', null, '2024-01-31'],
    ['monthly', '2024-01-31', '2024-12-31', null, '2024-01-31'],
    ['monthly', '2024-01-01', '2024-12-31', '2024-01-30', '2024-01-31'],
    ['monthly', '2024-01-01', '2024-12-31', '2024-01-31', '2024-02-29'],
    ['quarterly', '2024-01-01', '2024-12-31', '2024-03-30', '2024-03-31'],
    ['quarterly', '2024-01-01', '2024-12-31', '2024-03-31', '2024-06-30'],
    ['half_yearly', '2024-01-01', '2024-12-31', '2024-06-30', '2024-12-31'],
    ['yearly', '2022-08-01', '2025-08-31', '2024-12-31', '2025-08-31'], // no later than due
    ['yearly', '2022-08-01', '2025-08-31', '2024-12-30', '2024-12-31'],
    ['yearly', '2022-08-01', null, '2024-12-31', '2025-12-31'],
    ['yearly', '2024-02-01', '2024-05-31', null, '2024-05-31'],
  ])('%s from %s to %s, covered to %s: %s', (cadence, start, due, coveredTo, end) => {
    const target = parseTarget({ ...FLOOR, cadence, start, due });
    expect(dayText(expectedEnd(target, coveredTo === null ? null : dayNumber(coveredTo)))).toBe(end);
  });
});

const print = (value: bigint | null): string => textOf(asRatio(value!));
const spanning = (periodStart: string, periodEnd: string): Fields => level('5', periodEnd, { periodStart });

/** The window's figures as `used values / whole / number of periods`. */
function windowed(target: Fields, figures: Fields[]): string {
  const parsed = parseTarget(target);
  const known = knownOn(parsed, parseFigures(figures, parsed), dayNumber('2030-01-01'));
  const { used, whole, periods } = windowOf(parsed, known.all);
  return `${used.map(({ value }) => print(value)).join(' ')} / ${whole ? print(whole.value) : 'none'} / ${periods}`;
}

describe('the window of a mean or an every', () => {
  const year = level('9', '2024-12-31', { periodStart: '2024-01-01' });
  const quarterly = { ...MEAN, cadence: 'quarterly' };
  const open = { ...EVERY, cadence: null };
  const inside = { ...quarterly, due: '2024-11-15' };
  const day30 = level('1', '2024-01-30');
  const day31 = level('2', '2024-01-31');
  it.each<[why: string, target: Fields, figures: Fields[], window: string]>([
    ['nothing', MEAN, [], ' / none / 12'],
    ['one figure a month', MEAN, months('1', '2', '3'), '1 2 3 / none / 12'],
    ['a month may be missing', MEAN, months('1', null, '3'), '1 3 / none / 12'],
    ['of two in a month the later', MEAN, [day31, day30], '2 / none / 12'],
    ['the later also when it came first', MEAN, [day30, day31], '2 / none / 12'],
    ['two months of a quarter stand for one quarter', quarterly, months('1', '2', null, '4'), '2 4 / none / 4'],
    ['words are no figure', MEAN, [level(null, '2024-01-31', { claim: 'met' })], ' / none / 12'],
    ['the whole window is of no period', MEAN, [...months('1'), year], '1 / 9 / 12'],
    ['it must begin with the window', MEAN, [{ ...year, periodStart: '2024-01-02' }], '9 / none / 12'],
    ['and end with it', MEAN, [{ ...year, periodEnd: '2024-12-30' }], '9 / none / 12'],
    ['without a cadence every figure counts', open, [day30, day31], '1 2 / none / null'],
    ['the whole window among them', open, [level('1', '2024-01-31'), year], '1 9 / 9 / null'],
    ['a quarter that due cuts is one too', inside, [level('4', '2024-11-15')], '4 / none / 4'],
  ])('%s', (_why, target, figures, window) => expect(windowed(target, figures)).toBe(window));

  // A fixed window sets aside what ends after due before it gets here, and open is refused: `known` is passed by.
  const short = parseTarget({ ...MEAN, due: '2024-11-15' });
  it.each<[why: string, figures: Fields[], used: string]>([
    ['what ends after due is of the month of due', [spanning('2024-11-01', '2024-11-30')], '5'],
    ['of two the later', [level('4', '2024-11-10'), spanning('2024-11-15', '2024-12-31')], '5'],
    ['what begins on due belongs to it', [spanning('2024-11-15', '2024-12-31')], '5'],
    ['and not what begins after', [spanning('2024-11-16', '2024-12-31')], ''],
    ['without a first day its last counts', [level('5', '2024-11-15')], '5'],
    ['and must not be after due', [level('5', '2024-11-16')], ''],
  ])('%s', (_why, figures, values) => {
    const { used } = windowOf(short, parseFigures(figures, short));
    expect(used.map(({ value }) => textOf(asRatio(value!))).join(' ')).toBe(values);
  });

  it('holds twelve months when all twelve are known', () => {
    const values = Array.from({ length: 12 }, (_, at) => String(at + 1));
    expect(windowed(MEAN, months(...values))).toBe(`${values.join(' ')} / none / 12`);
    expect(endOf(12)).toBe('2024-12-31');
  });
});
