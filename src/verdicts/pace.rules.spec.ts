import { describe, expect, it } from '@jest/globals';
import {
  ACT,
  CEILING,
  EVERY,
  FLOOR,
  LEVEL,
  MEAN,
  UNNAMED,
  increment,
  level,
  months,
  total,
  verdict,
  type Fields,
} from '../../test/support/judging.js';
import { addDays, dayNumber } from '../clock/calendar.rules.js';
import { textOf } from './amount.rules.js';
import { expectedShare } from './pace.rules.js';
import { parseTarget } from './parse.rules.js';

/** Pace with the expected share and the ratio, cut after four digits, or the required mean. */
function paced(target: Fields, figures: Fields[], asOf: string): string {
  const { pace, expectedShare: due, ratio, requiredMean } = verdict(target, figures, asOf);
  return [pace, due && `due ${cut(due)}`, ratio && `ratio ${cut(ratio)}`, requiredMean && `mean ${cut(requiredMean)}`]
    .filter(Boolean)
    .join(', ');
}

const cut = (text: string): string => text.replace(/(\.\d{4})\d+/, '$1');

const from = (value: string, more: Fields = {}): Fields => ({
  ...LEVEL,
  baseline: { value, on: '2023-12-31' },
  ...more,
});

const share = (statedShare: string, more: Fields = {}): Fields => total(null, '2023-02-19', { statedShare, ...more });
const read = (statedShare: string): Fields => level(null, '2024-07-01', { statedShare });

/** One level a month of 2024. */
const each = (...values: number[]): Fields[] => months(...values.map(String));
/** One level a month of 2023. */
const before = (...values: number[]): Fields[] =>
  values.map((value, month) => level(String(value), `2023-${String(month + 1).padStart(2, '0')}-28`));
/** So many values before the window. */
const back = (count: number, value: number): Fields[] =>
  Array.from({ length: count }, () => level(String(value), '2022-01-01'));

/** 100 in the first 100 days of 2023: the share due is the day of the year. */
const HUNDRED = { ...FLOOR, value: '100', start: '2023-01-01', due: '2023-04-10' };
const at = (value: string, day: string, more: Fields = {}): Fields => total(value, day, more);

describe('the share due', () => {
  const ramp = [
    { on: '2023-01-20', share: '0.1' },
    { on: '2023-03-21', share: '0.7' },
  ];
  const lower = [{ on: '2023-04-10', share: '0.8' }];
  const based = { ...LEVEL, baseline: { value: '60', on: '2023-12-31' } };
  it.each<[why: string, target: Fields, day: string, share: string | null]>([
    ['nothing at the origin', HUNDRED, '2022-12-31', '0'],
    ['nor before it', HUNDRED, '2022-06-30', '0'],
    ['a hundredth on the first day', HUNDRED, '2023-01-01', '0.01'],
    ['half on the fiftieth', HUNDRED, '2023-02-19', '0.5'],
    ['all but a hundredth the day before due', HUNDRED, '2023-04-09', '0.99'],
    ['all on due', HUNDRED, '2023-04-10', '1'],
    ['no more after it', HUNDRED, '2024-01-01', '1'],
    ['none without a start', { ...HUNDRED, start: null }, '2023-02-19', null],
    ['none without due', { ...HUNDRED, due: null }, '2023-02-19', null],
    ['a level from its baseline’s day', based, '2024-07-01', '0.5'],
    ['a window of one day', { ...HUNDRED, due: '2023-01-01' }, '2023-01-01', '1'],
    ['a ramp from nothing', { ...HUNDRED, trajectory: ramp }, '2023-01-10', '0.05'],
    ['its first point', { ...HUNDRED, trajectory: ramp }, '2023-01-20', '0.1'],
    ['between its points', { ...HUNDRED, trajectory: ramp }, '2023-02-19', '0.4'],
    ['its last point', { ...HUNDRED, trajectory: ramp }, '2023-03-21', '0.7'],
    ['after it straight to due', { ...HUNDRED, trajectory: ramp }, '2023-03-31', '0.85'],
    ['all on due with a ramp', { ...HUNDRED, trajectory: ramp }, '2023-04-10', '1'],
    ['a ramp that ends lower, on due', { ...HUNDRED, trajectory: lower }, '2024-01-01', '0.8'],
    ['and on the way there', { ...HUNDRED, trajectory: lower }, '2023-02-19', '0.4'],
    ['an empty ramp is a straight line', { ...HUNDRED, trajectory: [] }, '2023-02-19', '0.5'],
  ])('%s', (_why, target, day, share) => {
    const expected = expectedShare(parseTarget(target), dayNumber(day));
    expect(expected === null ? null : textOf(expected)).toBe(share);
  });
});

describe('a count is held against the share due on the data’s day', () => {
  it.each<[value: string, day: string, paced: string]>([
    ['1', '2023-01-09', 'too_early, due 0.09'],
    ['1', '2023-01-10', 'far_behind, due 0.1, ratio 0.1'],
    ['29.999999999999', '2023-02-19', 'far_behind, due 0.5, ratio 0.5999'],
    ['30', '2023-02-19', 'behind, due 0.5, ratio 0.6'],
    ['47.499999999999', '2023-02-19', 'behind, due 0.5, ratio 0.9499'],
    ['47.5', '2023-02-19', 'on_track, due 0.5, ratio 0.95'],
    ['57.499999999999', '2023-02-19', 'on_track, due 0.5, ratio 1.1499'],
    ['57.5', '2023-02-19', 'ahead, due 0.5, ratio 1.15'],
    ['99', '2023-02-19', 'ahead, due 0.5, ratio 1.98'],
    ['0', '2023-02-19', 'far_behind, due 0.5, ratio 0'],
    ['-5', '2023-02-19', 'far_behind, due 0.5, ratio -0.1'],
  ])('%s of 100 by %s: %s', (value, day, expected) => {
    expect(paced(HUNDRED, [at(value, day)], '2023-03-31')).toBe(expected);
  });
});

describe('a ceiling is held the other way round', () => {
  const ceiling = { ...HUNDRED, comparator: 'at_most', closes: 'fixed' };
  it.each<[value: string, day: string, paced: string]>([
    ['9', '2023-01-09', 'too_early, due 0.09'],
    ['84', '2023-02-19', 'far_behind, due 0.5, ratio 0.5952'],
    ['80', '2023-02-19', 'behind, due 0.5, ratio 0.625'],
    ['50', '2023-02-19', 'on_track, due 0.5, ratio 1'],
    ['43', '2023-02-19', 'ahead, due 0.5, ratio 1.1627'],
    ['0', '2023-02-19', 'ahead, due 0.5'],
    ['-1', '2023-02-19', 'ahead, due 0.5'],
  ])('%s of at most 100 by %s: %s', (value, day, expected) => {
    expect(paced(ceiling, [at(value, day)], '2023-03-31')).toBe(expected);
  });

  it('less than is a ceiling too', () => {
    expect(paced({ ...ceiling, comparator: 'less_than' }, [at('80', '2023-02-19')], '2023-03-31')).toMatch('behind');
  });

  it('one of nothing or less has no pace', () => {
    expect(paced({ ...ceiling, value: '0' }, [at('-1', '2023-02-19')], '2023-03-31')).toBe('unknown');
    expect(paced({ ...ceiling, value: '-3' }, [at('-3.5', '2023-02-19')], '2023-03-31')).toBe('unknown');
  });
});

describe('pace is judged only while the answer is open', () => {
  const thirty = at('30', '2023-02-19');
  const claim = total(null, '2023-03-01', { claim: 'met' });
  const guess = at('100', '2023-02-19', { standing: 'estimate' });
  const band = { ...HUNDRED, comparator: 'between', upper: '120', closes: 'fixed' };
  const about = { ...HUNDRED, comparator: 'about', tolerance: '5', closes: 'fixed' };
  it.each<[why: string, target: Fields, figures: Fields[], asOf: string, pace: string]>([
    ['on due still', HUNDRED, [thirty], '2023-04-10', 'behind'],
    ['not past it', HUNDRED, [thirty], '2023-04-11', 'not_applicable'],
    ['not when met', HUNDRED, [at('100', '2023-02-19')], '2023-03-31', 'not_applicable'],
    ['not when breached', { ...CEILING, value: '10' }, [total('11', '2024-02-29')], '2024-03-01', 'not_applicable'],
    ['not when claimed', HUNDRED, [thirty, claim], '2023-03-31', 'not_applicable'],
    ['not when nobody can assess it', UNNAMED, [], '2024-03-01', 'not_applicable'],
    ['unknown with no figures', HUNDRED, [], '2023-03-31', 'unknown'],
    ['unknown without due', { ...HUNDRED, due: null }, [thirty], '2030-01-01', 'unknown'],
    ['unknown without a start', { ...HUNDRED, start: null }, [thirty], '2023-03-31', 'unknown'],
    ['unknown of words alone', HUNDRED, [total(null, '2023-02-19', { claim: 'not_met' })], '2023-03-31', 'unknown'],
    ['unknown of a deliverable', ACT, [level('0.5', '2024-06-30')], '2024-07-01', 'unknown'],
    ['unknown of a band', band, [thirty], '2023-03-31', 'unknown'],
    ['unknown of about', about, [thirty], '2023-03-31', 'unknown'],
    ['unknown of every', EVERY, each(5, 5), '2024-03-01', 'unknown'],
    ['an estimate is paced', HUNDRED, [guess], '2023-03-31', 'ahead'],
    ['what cannot be laid is not', HUNDRED, [increment('9', '2022-12-01', '2023-02-19')], '2023-03-31', 'unknown'],
  ])('%s', (_why, target, figures, asOf, pace) => expect(verdict(target, figures, asOf).pace).toBe(pace));
});

describe('a level on its way from a baseline', () => {
  const half = level('75', '2024-07-01');
  const strict = from('70', { comparator: 'more_than' });
  const down = from('100', { comparator: 'at_most' });
  it.each<[why: string, target: Fields, figures: Fields[], paced: string]>([
    ['half the way at half the time', from('70'), [half], 'on_track, due 0.5, ratio 1'],
    ['a quarter of it', from('70'), [level('72.5', '2024-07-01')], 'far_behind, due 0.5, ratio 0.5'],
    ['backwards', from('70'), [level('69', '2024-07-01')], 'far_behind, due 0.5, ratio -0.2'],
    ['downwards', down, [level('90', '2024-07-01')], 'on_track, due 0.5, ratio 1'],
    ['by the latest', from('70'), [level('79', '2024-06-30'), half], 'on_track, due 0.5, ratio 1'],
    ['too early', from('70'), [level('71', '2024-01-31')], 'too_early, due 0.0846'],
    ['from the start, without a day', { ...LEVEL, baseline: { value: '70' } }, [half], 'on_track, due 0.5, ratio 1'],
    ['without a baseline', LEVEL, [half], 'unknown'],
    ['without a figure', from('70'), [], 'unknown'],
    ['holding', from('70'), [level('80', '2024-07-01')], 'unknown'],
    ['from a baseline that satisfies already', from('81'), [half], 'unknown'],
    ['80 is not more than 80', strict, [level('80', '2024-07-01')], 'ahead, due 0.5, ratio 2'],
    ['a band', from('70', { comparator: 'between', upper: '90' }), [half], 'unknown'],
  ])('%s', (_why, target, figures, expected) => expect(paced(target, figures, '2024-07-01')).toBe(expected));
});

describe('a number never published is paced by its latest share', () => {
  const hundred = { ...HUNDRED, value: null };
  const third = share('0.3');
  const count = at('5', '2023-03-01');
  const denial = total(null, '2023-02-19', { claim: 'not_met' });
  const earlier = share('0.1', { periodEnd: '2023-02-01' });
  const last = { ...LEVEL, value: null };
  const mean = { ...MEAN, comparator: 'at_least', value: null };
  it.each<[why: string, target: Fields, figures: Fields[], asOf: string, paced: string]>([
    ['at its own day', hundred, [third], '2023-03-31', 'behind, due 0.5, ratio 0.6'],
    ['not at that of a later count', hundred, [third, count], '2023-03-31', 'behind, due 0.5, ratio 0.6'],
    ['the latest', hundred, [earlier, third], '2023-03-31', 'behind, due 0.5, ratio 0.6'],
    ['held by an estimate', hundred, [share('1', { standing: 'estimate' })], '2023-03-31', 'ahead, due 0.5, ratio 2'],
    ['words that deny leave nothing', hundred, [denial], '2023-03-31', 'unknown'],
    ['a level on its way', last, [read('0.5')], '2024-07-01', 'on_track, due 0.5, ratio 1'],
    ['a level that holds', last, [read('1')], '2024-07-01', 'unknown'],
    ['a mean that holds', mean, [read('1')], '2024-07-01', 'ahead, due 0.5, ratio 2'],
    ['an every', { ...mean, aggregate: 'every' }, [read('0.5')], '2024-07-01', 'unknown'],
    ['without due', { ...hundred, due: null }, [third], '2023-03-31', 'unknown'],
  ])('%s', (_why, target, figures, asOf, expected) => expect(paced(target, figures, asOf)).toBe(expected));

  it('not for a ceiling, even when words deny it', () => {
    const ceiling = { ...CEILING, value: null };
    const denied = total(null, '2024-06-30', { statedShare: '0.5', claim: 'not_met' });
    expect(verdict(ceiling, [denied], '2024-07-01')).toMatchObject({ delivery: 'in_progress', pace: 'unknown' });
  });
});

describe('a mean with a cadence: what the remaining months must keep', () => {
  const floor = { ...MEAN, comparator: 'at_least', value: '80' };
  const quarters = { ...MEAN, cadence: 'quarterly' };
  const lessThan = { ...MEAN, comparator: 'less_than' };
  const moreThan = { ...floor, comparator: 'more_than' };
  const band = { ...MEAN, comparator: 'between', upper: '6' };
  const quarter = level('8', '2024-03-31');
  it.each<[why: string, target: Fields, figures: Fields[], asOf: string, paced: string]>([
    ['no month known', MEAN, [], '2024-03-01', 'unknown'],
    ['five values are too few', MEAN, each(5, 5, 5, 5, 5), '2024-06-01', 'too_early, mean 5'],
    ['six are enough', MEAN, each(5, 5, 5, 5, 5, 5), '2024-07-01', 'on_track, mean 5'],
    ['history counts among them', MEAN, [...before(5, 5, 5, 5), ...each(5, 5)], '2024-03-01', 'on_track, mean 5'],
    ['below the lowest', MEAN, each(6, 6, 6, 6, 6, 6), '2024-07-01', 'far_behind, mean 4'],
    ['on the lowest: below the mean', MEAN, each(4, 7, 7, 6, 6, 6), '2024-07-01', 'behind, mean 4'],
    ['on the mean', MEAN, each(3, 7, 5, 4, 6, 5), '2024-07-01', 'on_track, mean 5'],
    ['over the mean', MEAN, each(6, 4, 4, 4, 4, 4), '2024-07-01', 'on_track, mean 5.6666'],
    ['on the highest', MEAN, each(6, 4, 4, 4, 4.5, 4.5, 3), '2024-08-01', 'on_track, mean 6'],
    ['over the highest', MEAN, each(4, 4, 4, 4, 4, 4), '2024-07-01', 'ahead, mean 6'],
    ['eleven of twelve', MEAN, each(5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5), '2024-12-01', 'on_track, mean 5'],
    ['twelve leave nothing to keep', MEAN, each(5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5), '2024-12-31', 'not_applicable'],
    ['past due nothing is asked', MEAN, each(5), '2025-01-01', 'not_applicable'],
    ['less than is a ceiling too', lessThan, each(6, 6, 6, 6, 6, 6), '2024-07-01', 'far_behind, mean 4'],
    ['a band has none', band, each(5, 5, 5, 5, 5, 5), '2024-07-01', 'unknown'],
    ['without a cadence none', { ...MEAN, cadence: null }, each(5, 5, 5, 5, 5, 5), '2024-07-01', 'unknown'],
    ['quarters', quarters, [...before(5, 5, 5, 5, 5), quarter], '2024-04-01', 'far_behind, mean 4'],
    ['a floor: over the highest', floor, each(70, 70, 70, 70, 70, 70), '2024-07-01', 'far_behind, mean 90'],
    ['a floor: on the highest', floor, each(90, 70, 70, 70, 60, 60), '2024-07-01', 'behind, mean 90'],
    ['a floor: on the mean', floor, each(90, 70, 80, 80, 80, 80), '2024-07-01', 'on_track, mean 80'],
    ['a floor: under the mean', floor, each(70, 90, 90, 90, 90, 90), '2024-07-01', 'on_track, mean 73.3333'],
    ['a floor: under the lowest', floor, each(90, 90, 90, 90, 90, 90), '2024-07-01', 'ahead, mean 70'],
    ['more than is a floor too', moreThan, each(90, 90, 90, 90, 90, 90), '2024-07-01', 'ahead, mean 70'],
  ])('%s', (_why, target, figures, asOf, expected) => expect(paced(target, figures, asOf)).toBe(expected));
});

describe('a mean looks back on 24 values, and on 12 for their mean', () => {
  const two = each(6, 6); // the other ten must keep 4.8
  it.each<[why: string, before: Fields[], pace: string]>([
    ['the 24th back is looked at', [...back(1, 4), ...back(21, 5)], 'behind'],
    ['the 25th is not', [...back(1, 4), ...back(22, 5)], 'far_behind'],
    ['twelve make the mean', [...back(2, 1), ...back(10, 5)], 'behind'],
    ['the twelfth back among them', [...back(2, 1), ...back(1, 0), ...back(9, 5)], 'on_track'],
  ])('%s', (_why, before, pace) => {
    const dated = before.map((figure, at) => ({ ...figure, periodEnd: addDays('2022-01-01', at) }));
    expect(verdict(MEAN, [...dated, ...two], '2024-03-01').pace).toBe(pace);
  });
});
