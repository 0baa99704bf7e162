import { describe, expect, it } from '@jest/globals';
import { ACT, CEILING, FLOOR, LEVEL, UNNAMED, level, total, verdict, type Fields } from '../../test/support/judging.js';
import { parseTarget } from './parse.rules.js';
import { longOverdueAfter } from './timeliness.rules.js';

const HALF = { ...FLOOR, due: '2024-06-30' };
const FIXED = { ...HALF, closes: 'fixed' };
const short = total('120', '2024-05-31');

describe('what is kept', () => {
  it.each<[metOn: string, timeliness: string, daysLate: number | null]>([
    ['2024-05-30', 'met_early', null],
    ['2024-05-31', 'met_early', null], // 30 days before due
    ['2024-06-01', 'met_on_time', null],
    ['2024-06-30', 'met_on_time', null],
    ['2024-07-01', 'met_late', 1],
    ['2025-06-30', 'met_late', 365],
  ])('300 reached on %s by the end of June: %s, %s days late', (metOn, timeliness, daysLate) => {
    expect(verdict(HALF, [total('300', metOn)], '2026-01-01')).toMatchObject({ timeliness, metOn, daysLate });
  });

  it.each<[why: string, target: Fields, figure: Fields, timeliness: string]>([
    ['late inside the grace too', { ...ACT, due: '2024-06-30', graceDays: 30 }, level('1', '2024-07-20'), 'met_late'],
    ['exceeded is kept as well', HALF, total('301', '2024-06-30'), 'met_on_time'],
    ['without due there is no time', { ...HALF, due: null }, total('300', '2024-06-30'), 'no_deadline'],
  ])('%s', (_why, target, figure, timeliness) => {
    expect(verdict(target, [figure], '2026-01-01').timeliness).toBe(timeliness);
  });
});

type Row = [asOf: string, timeliness: string];

describe('an open count that falls short, with a lag of 30 days and a grace of 40', () => {
  it.each<Row>([
    ['2024-05-30', 'not_due'],
    ['2024-05-31', 'due_soon'],
    ['2024-06-30', 'due_soon'],
    ['2024-07-01', 'awaiting_figures'],
    ['2024-07-30', 'awaiting_figures'],
    ['2024-07-31', 'in_grace'],
    ['2024-08-09', 'in_grace'],
    ['2024-08-10', 'overdue'],
    ['2024-11-07', 'overdue'], // 90 days after the grace
    ['2024-11-08', 'long_overdue'],
    ['2199-12-31', 'long_overdue'],
  ])('on %s: %s', (asOf, timeliness) => {
    expect(verdict({ ...HALF, graceDays: 40 }, [short], asOf).timeliness).toBe(timeliness);
  });
});

describe('an open count with the final figure, short: nothing to wait for', () => {
  const final = total('299', '2024-06-30');
  it.each<Row>([
    ['2024-06-30', 'due_soon'],
    ['2024-07-01', 'overdue'],
    ['2024-09-28', 'overdue'],
    ['2024-09-29', 'long_overdue'],
  ])('on %s: %s', (asOf, timeliness) => expect(verdict(HALF, [final], asOf).timeliness).toBe(timeliness));
});

describe('an open count of which nothing is settled', () => {
  const guess = total('300', '2024-06-30', { standing: 'estimate' });
  it.each<[why: string, figures: Fields[], asOf: string, timeliness: string]>([
    ['nothing, inside the lag', [], '2024-07-30', 'awaiting_figures'],
    ['nothing, after it: silence is no failure', [], '2024-07-31', 'unreported'],
    ['for ever', [], '2030-01-01', 'unreported'],
    ['a claim is closed at once', [total(null, '2024-06-30', { claim: 'met' })], '2024-07-01', 'closed'],
    ['an admission is overdue at once', [total(null, '2024-06-30', { claim: 'not_met' })], '2024-07-01', 'overdue'],
    ['an estimate that holds', [guess], '2024-07-30', 'awaiting_figures'],
    ['is unreported after the lag', [guess], '2024-07-31', 'unreported'],
    ['a short estimate is overdue', [{ ...guess, value: '299' }], '2024-07-31', 'overdue'],
    ['what decides nothing', [total('350', '2024-06-30', { bound: 'at_most' })], '2024-07-31', 'unreported'],
  ])('%s', (_why, figures, asOf, timeliness) => expect(verdict(HALF, figures, asOf).timeliness).toBe(timeliness));
});

describe('a fixed count', () => {
  const final = total('299', '2024-06-30');
  const waiting = { ...final, standing: 'provisional' };
  it.each<[why: string, figures: Fields[], asOf: string, timeliness: string, delivery: string]>([
    ['short so far, inside the lag', [short], '2024-07-30', 'awaiting_figures', 'in_progress'],
    ['short so far, after it: nobody knows', [short], '2024-07-31', 'unreported', 'in_progress'],
    ['nothing at all', [], '2024-07-31', 'unreported', 'no_figures'],
    ['the final figure on due', [final], '2024-06-30', 'due_soon', 'in_progress'],
    ['is missed the day after', [final], '2024-07-01', 'closed', 'missed'],
    ['a provisional one waits', [waiting], '2024-07-30', 'awaiting_figures', 'in_progress'],
    ['for the lag', [waiting], '2024-07-31', 'closed', 'missed'],
    ['an estimate is never missed', [{ ...final, standing: 'estimate' }], '2030-01-01', 'unreported', 'in_progress'],
  ])('%s', (_why, figures, asOf, timeliness, delivery) => {
    expect(verdict(FIXED, figures, asOf)).toMatchObject({ timeliness, delivery });
  });
});

describe('past due', () => {
  const act = { ...ACT, due: '2024-06-30' };
  const words = level(null, '2024-05-31', { claim: 'not_met' });
  const level24 = { ...LEVEL, due: '2024-06-30' };
  const slow = { ...CEILING, due: '2024-06-30' };
  const cut = [level('79', '2024-06-30', { standing: 'provisional' }), level('82', '2024-07-10')];
  it.each<[why: string, target: Fields, figures: Fields[], asOf: string, timeliness: string]>([
    ['a deliverable waits for no figures', act, [], '2024-07-01', 'overdue'],
    ['whatever its lag', { ...act, publicationLagDays: 60 }, [], '2024-07-01', 'overdue'],
    ['only for its grace', { ...act, graceDays: 10 }, [], '2024-07-10', 'in_grace'],
    ['to the day', { ...act, graceDays: 10 }, [], '2024-07-11', 'overdue'],
    ['in the works it is overdue too', act, [words], '2024-07-01', 'overdue'],
    ['what is breached is closed', slow, [total('11', '2024-06-30')], '2024-07-01', 'closed'],
    ['and what nobody can assess', { ...UNNAMED, due: '2024-06-30' }, [], '2024-07-01', 'closed'],
    ['a level of the week before is unreported', level24, [level('80', '2024-06-23')], '2024-07-31', 'unreported'],
    ['and of due, undecided', level24, [level('85', '2024-06-30', { bound: 'at_most' })], '2024-07-31', 'unreported'],
    ['but short it is overdue', level24, [level('79', '2024-06-23')], '2024-07-31', 'overdue'],
    ['closed but holding awaits figures', level24, cut, '2024-07-30', 'awaiting_figures'],
    ['a ceiling that holds is unreported', slow, [total('8', '2024-05-31')], '2024-07-31', 'unreported'],
    ['nothing without due', { ...HALF, due: null }, [short], '2030-01-01', 'no_deadline'],
  ])('%s', (_why, target, figures, asOf, timeliness) => {
    expect(verdict(target, figures, asOf).timeliness).toBe(timeliness);
  });
});

describe('closed but holding: a firm short share, an estimate that is enough', () => {
  const half = { ...UNNAMED, due: '2024-06-30' };
  const shares = [
    total(null, '2024-06-30', { statedShare: '0.9' }),
    total(null, '2024-07-10', { statedShare: '1', standing: 'estimate' }),
  ];
  it.each<[target: Fields, asOf: string, timeliness: string]>([
    [half, '2024-07-30', 'awaiting_figures'],
    [half, '2024-07-31', 'unreported'],
  ])('%j on %s: %s', (target, asOf, timeliness) => {
    expect(verdict(target, shares, asOf)).toMatchObject({ delivery: 'holding', timeliness });
  });
});

describe('overdue is long overdue after', () => {
  it.each<[start: string | null, due: string | null, days: number]>([
    ['2024-01-01', '2024-06-30', 90],
    ['2024-01-01', '2024-12-25', 90], // 360 days
    ['2024-01-01', '2024-12-26', 91], // 361: a quarter, rounded up
    ['2024-01-01', '2024-12-29', 91], // 364
    ['2024-01-01', '2024-12-30', 92],
    ['2022-08-31', '2024-09-01', 184], // 733
    [null, '2030-12-31', 90],
    ['2024-01-01', null, 90],
  ])('%s to %s: %i days', (start, due, days) => {
    expect(longOverdueAfter(parseTarget({ ...FLOOR, start, due }))).toBe(days);
  });
});
