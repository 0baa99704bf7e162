import { describe, expect, it } from '@jest/globals';
import {
  ACT,
  EVERY,
  FLOOR,
  LEVEL,
  MEAN,
  increment,
  judged,
  level,
  months,
  total,
  type Fields,
} from '../../test/support/judging.js';
import { ALERTS, alertsOf } from './alerts.rules.js';

const alerts = (target: Fields, figures: Fields[], asOf = '2026-01-01'): string =>
  alertsOf(judged(target, figures, asOf)).join(' ');

const span = (from: string, to: string, value: string | null = '1'): Fields =>
  increment(value, `2024-${from}`, `2024-${to}`);
const q1 = span('01-01', '03-31');
const q2 = span('04-01', '06-30');

describe('a running total that falls', () => {
  const march = total('100', '2024-03-31');
  const low = total('99', '2024-06-30');
  it.each<[why: string, figures: Fields[], alerts: string]>([
    ['falls', [march, low], 'running_total_fell'],
    ['stays', [march, total('100', '2024-06-30')], ''],
    ['rises', [march, total('101', '2024-06-30')], ''],
    ['falls, and rises again', [march, low, total('120', '2024-09-30')], 'running_total_fell'],
    ['rises, and falls', [march, total('120', '2024-06-30'), total('110', '2024-09-30')], 'running_total_fell'],
    ['counts from another day', [march, { ...low, periodStart: '2024-04-01' }], ''],
    ['counts from the start, and says so', [march, { ...low, periodStart: '2024-01-01' }], 'running_total_fell'],
    [
      'is superseded',
      [
        { ...march, id: 'a' },
        { ...low, supersedes: 'a' },
      ],
      '',
    ],
    ['words beside it', [march, total(null, '2024-06-30', { claim: 'met' })], ''],
    ['an increment after it', [march, q2], ''],
  ])('%s', (_why, figures, expected) => expect(alerts(FLOOR, figures)).toBe(expected));
});

describe('overlaps and gaps', () => {
  it.each<[why: string, figures: Fields[], alerts: string]>([
    ['one after the other', [q1, q2], ''],
    ['one day shared', [q1, span('03-31', '06-30')], 'periods_overlap'],
    ['in whichever order', [span('03-31', '06-30'), q1], 'periods_overlap'],
    ['a month inside a quarter', [q1, span('02-01', '02-29')], ''],
    ['its first month', [q1, span('01-01', '01-31')], ''],
    ['its last month', [q1, span('03-01', '03-31')], ''],
    ['all three of them', [span('01-01', '01-31'), span('02-01', '02-29'), span('03-01', '03-31'), q1], ''],
    ['two that overlap inside a third', [span('01-01', '06-30'), q1, span('03-01', '04-30')], 'periods_overlap'],
    [
      'after one that is over',
      [span('01-01', '01-31'), span('02-01', '03-31'), span('03-15', '04-15')],
      'periods_overlap',
    ],
    ['words share days with anything', [q1, span('03-31', '06-30', null)], ''],
    ['a running total does too', [q1, total('2', '2024-06-30', { periodStart: '2024-02-01' })], ''],
    ['a missing month', [q1, span('05-01', '06-30')], 'gap'],
    ['a missing beginning', [q2], 'gap'],
    ['both', [q1, span('03-31', '04-30'), span('06-01', '06-30')], 'periods_overlap gap'],
  ])('%s', (_why, figures, expected) => expect(alerts(FLOOR, figures)).toBe(expected));
});

describe('a missing period', () => {
  it.each<[why: string, target: Fields, figures: Fields[], alerts: string]>([
    ['in between', MEAN, months('5', null, '5'), 'missing_period'],
    ['at the beginning', EVERY, months(null, '5'), 'missing_period'],
    ['not what is still to come', MEAN, months('5', '5'), ''],
    ['nothing on record', MEAN, [], ''],
    ['all twelve', EVERY, months('5', '5', '5', '5', '5', '5', '5', '5', '5', '5', '5', '5'), ''],
    ['no cadence', { ...MEAN, cadence: null }, months('5', null, '5'), ''],
    ['a number never published', { ...MEAN, value: null }, months('5', null, '5'), ''],
    ['a level at its day', { ...LEVEL, cadence: 'monthly' }, months('5', null, '5'), ''],
  ])('%s', (_why, target, figures, expected) => expect(alerts(target, figures)).toBe(expected));
});

describe('an act before start', () => {
  const act = { ...ACT, start: '2024-01-01' };
  const before = level('1', '2023-12-31');
  it.each<[why: string, target: Fields, figures: Fields[], alerts: string]>([
    ['the day before', act, [before], 'act_before_start'],
    ['on the day', act, [level('1', '2024-01-01')], ''],
    ['no act', act, [{ ...before, value: '0.999999999999' }], ''],
    ['without a start', ACT, [before], ''],
    ['a level has a history', LEVEL, [level('90', '2023-12-31')], ''],
  ])('%s', (_why, target, figures, expected) => expect(alerts(target, figures)).toBe(expected));
});

describe('a level that slid after it was met', () => {
  const met = level('80', '2024-12-31');
  const slid = level('79', '2025-01-31');
  const band = { ...LEVEL, comparator: 'between', upper: '85' };
  it.each<[why: string, target: Fields, figures: Fields[], alerts: string]>([
    ['slid', LEVEL, [met, slid], 'slid_after_met'],
    ['held', LEVEL, [met, level('80', '2025-01-31')], ''],
    ['went past the top', band, [met, level('86', '2025-01-31')], 'slid_after_met'],
    ['an estimate says nothing', LEVEL, [met, { ...slid, standing: 'estimate' }], ''],
    ['nor what is undecided', LEVEL, [met, level('79', '2025-01-31', { bound: 'at_least' })], ''],
    ['what was short before is no slide', LEVEL, [level('79', '2024-12-31'), level('80', '2025-01-31')], ''],
    [
      'of two that end together the one that was short',
      LEVEL,
      [{ ...slid, periodStart: '2024-12-01', periodEnd: '2024-12-31' }, met],
      '',
    ],
    ['never met', LEVEL, [level('79', '2024-12-31'), slid], ''],
    ['a mean', { ...MEAN, cadence: null }, [level('5', '2024-12-31')], ''],
    ['an act', ACT, [level('1', '2024-06-30'), level('0.5', '2024-07-31')], ''],
    ['a number never published', { ...LEVEL, value: null }, [{ ...met, statedShare: '1' }, slid], ''],
  ])('%s', (_why, target, figures, expected) => expect(alerts(target, figures)).toBe(expected));
});

it('alerts have their words, and are told in that order', () => {
  expect(ALERTS.join(' ')).toBe(
    'running_total_fell periods_overlap gap missing_period act_before_start slid_after_met stage_above_first',
  );
  const fell = [
    total('5', '2024-08-31', { periodStart: '2024-07-01' }),
    total('4', '2024-09-30', { periodStart: '2024-07-01' }),
  ];
  expect(alerts(FLOOR, [span('02-01', '03-31'), span('03-31', '04-30'), ...fell])).toBe(
    'running_total_fell periods_overlap gap',
  );
});
