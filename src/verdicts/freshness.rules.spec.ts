import { describe, expect, it } from '@jest/globals';
import { ACT, CEILING, FLOOR, LEVEL, UNNAMED, level, total, verdict, type Fields } from '../../test/support/judging.js';

type Row = [asOf: string, freshness: string];

describe('quarterly figures, 30 days after each quarter; covered to March', () => {
  const target = { ...FLOOR, cadence: 'quarterly' };
  it.each<Row>([
    ['2024-03-31', 'fresh'],
    ['2024-06-30', 'fresh'],
    ['2024-07-01', 'due'],
    ['2024-07-30', 'due'],
    ['2024-07-31', 'late'],
    ['2024-10-30', 'late'], // a quarter after the end of the lag
    ['2024-10-31', 'silent'],
    ['2030-01-01', 'silent'],
  ])('on %s: %s', (asOf, freshness) => {
    expect(verdict(target, [total('50', '2024-03-31')], asOf).freshness).toBe(freshness);
  });
});

describe('monthly figures, 31 days after each month; nothing covered', () => {
  const target = { ...FLOOR, cadence: 'monthly', publicationLagDays: 30 };
  it.each<Row>([
    ['2023-12-31', 'none'],
    ['2024-01-31', 'none'],
    ['2024-02-01', 'due'],
    ['2024-03-01', 'due'],
    ['2024-03-02', 'late'],
    ['2024-04-01', 'late'],
    ['2024-04-02', 'silent'],
  ])('on %s: %s', (asOf, freshness) => expect(verdict(target, [], asOf).freshness).toBe(freshness));

  it.each<Row>([
    ['2024-01-31', 'none'],
    ['2024-02-01', 'late'], // without a lag it is late at once
    ['2024-02-29', 'late'], // a month after 31 January, clipped
    ['2024-03-01', 'silent'],
  ])('without a lag, on %s: %s', (asOf, freshness) => {
    expect(verdict({ ...target, publicationLagDays: 0 }, [], asOf).freshness).toBe(freshness);
  });
});

describe('a cadence that due cuts short: the last figure is expected on due', () => {
  const target = { ...FLOOR, cadence: 'yearly', due: '2024-08-31' };
  it.each<Row>([
    ['2024-08-31', 'fresh'],
    ['2024-09-01', 'due'],
    ['2024-09-30', 'due'],
    ['2024-10-01', 'late'],
    ['2025-09-30', 'late'],
    ['2025-10-01', 'silent'],
  ])('on %s: %s', (asOf, freshness) => {
    expect(verdict(target, [total('50', '2024-08-30')], asOf).freshness).toBe(freshness);
  });
});

describe('no cadence, covered to June', () => {
  const target = { ...FLOOR, due: '2030-12-31' };
  it.each<Row>([
    ['2024-06-30', 'fresh'],
    ['2025-07-30', 'fresh'], // 12 months and the lag
    ['2025-07-31', 'late'],
    ['2026-07-30', 'late'],
    ['2026-07-31', 'silent'],
    ['2030-12-31', 'silent'],
    ['2031-01-01', 'due'],
    ['2031-01-30', 'due'],
    ['2031-01-31', 'silent'],
  ])('on %s: %s', (asOf, freshness) => {
    expect(verdict(target, [total('50', '2024-06-30')], asOf).freshness).toBe(freshness);
  });

  it.each<Row>([
    ['2025-07-30', 'fresh'],
    ['2025-07-31', 'late'],
    ['2026-07-31', 'silent'],
  ])('without due, on %s: %s', (asOf, freshness) => {
    expect(verdict({ ...target, due: null }, [total('50', '2024-06-30')], asOf).freshness).toBe(freshness);
  });
});

describe('no cadence, nothing covered', () => {
  it.each<[due: string | null, asOf: string, freshness: string]>([
    ['2024-12-31', '2024-12-31', 'none'],
    ['2024-12-31', '2025-01-01', 'due'],
    ['2024-12-31', '2025-01-30', 'due'],
    ['2024-12-31', '2025-01-31', 'silent'],
    [null, '2030-01-01', 'none'],
    ['1969-12-31', '1970-01-15', 'due'], // days before 1970 are days like others
  ])('due %s, on %s: %s', (due, asOf, freshness) => {
    expect(verdict({ ...FLOOR, start: null, due }, [], asOf).freshness).toBe(freshness);
  });
});

describe('nothing more is expected', () => {
  const june = total('120', '2024-06-30');
  const claim = total(null, '2024-12-31', { claim: 'met' });
  const guess = level('80', '2024-12-31', { standing: 'estimate' });
  const year = total('299', '2024-12-31');
  it.each<[why: string, target: Fields, figures: Fields[], asOf: string, freshness: string]>([
    ['of what is met', FLOOR, [total('300', '2024-06-30')], '2030-01-01', 'closed'],
    ['of what is exceeded', FLOOR, [total('301', '2024-06-30')], '2030-01-01', 'closed'],
    ['of what is missed', { ...FLOOR, closes: 'fixed' }, [year], '2025-01-01', 'closed'],
    ['of what is breached, past due', CEILING, [total('11', '2024-06-30')], '2025-01-01', 'closed'],
    ['but until due it is', CEILING, [total('11', '2024-06-30')], '2024-12-31', 'fresh'],
    ['of what is claimed, past due', FLOOR, [june, claim], '2025-01-01', 'closed'],
    ['of what nobody can assess, past due', UNNAMED, [], '2025-01-01', 'closed'],
    ['of an act that is done', ACT, [level('1', '2024-06-30')], '2030-01-01', 'closed'],
    ['of an act ever', ACT, [], '2030-01-01', 'none'],
    ['of one in the works', ACT, [level('0.5', '2024-06-30')], '2030-01-01', 'none'],
    ['beyond due', FLOOR, [year], '2030-01-01', 'fresh'],
    ['not of the day before', FLOOR, [total('299', '2024-12-30')], '2030-01-01', 'silent'],
    ['of a level that holds at due', LEVEL, [guess], '2030-01-01', 'fresh'],
  ])('%s', (_why, target, figures, asOf, freshness) => {
    expect(verdict(target, figures, asOf).freshness).toBe(freshness);
  });
});
