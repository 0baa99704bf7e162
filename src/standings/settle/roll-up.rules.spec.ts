import { describe, expect, it } from '@jest/globals';
import type { Goalpost, Headline } from '../../verdicts/words.rules.js';
import { type Axes, NO_END, type Stretch } from './changes.rules.js';
import { rollUpOf, rollUpStretches, sameRollUp } from './roll-up.rules.js';

const axes = (headline: Headline, goalpost: Goalpost = 'unchanged', due: string | null = null): Axes => ({
  headline,
  delivery: 'in_progress',
  timeliness: 'not_due',
  pace: 'unknown',
  freshness: 'none',
  confidence: 'single_source',
  goalpost,
  due,
});
const stretch = (from: number, to: number, headline: Headline): Stretch => ({ from, to, words: axes(headline) });

describe('a pledge shows the worst of its targets', () => {
  it.each<[headlines: Headline[], worst: Headline]>([
    [['met'], 'met'],
    [['met', 'overdue', 'behind'], 'overdue'],
    [['ahead', 'on_track'], 'on_track'],
    [['not_assessable', 'exceeded'], 'exceeded'], // not_assessable only if nothing else is left
    [['withdrawn', 'not_assessable'], 'not_assessable'],
    [['withdrawn', 'withdrawn'], 'withdrawn'],
    [['contested', 'missed'], 'contested'],
  ])('of %j: %s', (headlines, worst) => {
    const counts: Record<string, number> = {};
    for (const headline of headlines) counts[headline] = (counts[headline] ?? 0) + 1;
    expect(rollUpOf(headlines.map((headline) => axes(headline)))).toMatchObject({ headline: worst, counts });
  });

  it('and nothing without any', () => expect(rollUpOf([])).toBeNull());
});

describe('beside it', () => {
  it.each<[goalposts: Goalpost[], shown: Goalpost]>([
    [['unchanged', 'clarified'], 'clarified'],
    [['clarified', 'tightened'], 'tightened'],
    [['tightened', 'eased'], 'eased'],
    [['eased', 'mixed'], 'mixed'],
    [['unchanged'], 'unchanged'],
  ])('of the goalposts %j: %s', (goalposts, shown) => {
    expect(rollUpOf(goalposts.map((goalpost) => axes('met', goalpost)))!.goalpost).toBe(shown);
  });

  it.each<[dues: (string | null)[], first: string | null]>([
    [[null], null],
    [[null, '2024-12-31'], '2024-12-31'],
    [['2024-12-31', null, '2024-06-30', '2025-06-30'], '2024-06-30'],
  ])('of the due days %j: %s', (dues, first) => {
    expect(rollUpOf(dues.map((due) => axes('met', 'unchanged', due)))!.due).toBe(first);
  });

  it('its severity is that of the headline', () => expect(rollUpOf([axes('met'), axes('missed')])!.severity).toBe(20));
});

describe('day by day', () => {
  it.each<[why: string, targets: Stretch[][], days: string[]]>([
    ['no target', [], []],
    ['one target', [[stretch(10, 20, 'on_track'), stretch(20, NO_END, 'met')]], ['10–20 on_track', '20–end met']],
    [
      'two, the worse shown',
      [[stretch(10, 20, 'on_track'), stretch(20, NO_END, 'overdue')], [stretch(10, NO_END, 'met')]],
      ['10–20 on_track', '20–end overdue'],
    ],
    [
      'a second that comes later',
      [[stretch(10, NO_END, 'met')], [stretch(15, NO_END, 'met')]],
      ['10–15 met', '15–end met'], // one, then two of them
    ],
    ['what says the same goes on', [[stretch(10, 20, 'met'), stretch(20, NO_END, 'met')]], ['10–end met']],
    ['days without any are left out', [[stretch(10, 20, 'met')], [stretch(30, 40, 'met')]], ['10–20 met', '30–40 met']],
  ])('%s', (_why, targets, days) => {
    const told = rollUpStretches(targets).map(
      ({ from, to, words }) => `${from}–${to === NO_END ? 'end' : to} ${words.headline}`,
    );
    expect(told).toEqual(days);
  });
});

it('two roll-ups say the same', () => {
  const one = rollUpOf([axes('met', 'eased', '2024-12-31')])!;
  expect(sameRollUp(one, { ...one })).toBe(true);
  expect(sameRollUp(one, { ...one, headline: 'overdue' })).toBe(false);
  expect(sameRollUp(one, { ...one, goalpost: 'mixed' })).toBe(false);
  expect(sameRollUp(one, { ...one, due: null })).toBe(false);
  expect(sameRollUp(one, { ...one, counts: { met: 2 } })).toBe(false);
  expect(sameRollUp(one, { ...one, counts: { met: 1, behind: 1 } })).toBe(false);
});
