import { describe, expect, it } from '@jest/globals';
import {
  CEILING,
  FLOOR,
  LEVEL,
  UNNAMED,
  increment,
  judged,
  level,
  total,
  type Fields,
} from '../../test/support/judging.js';
import { needOf } from './need.rules.js';

/** What each remaining period must bring, and the best so far. */
function needed(target: Fields, figures: Fields[], asOf: string): string | null {
  const need = needOf(judged(target, figures, asOf));
  if (need === null) return null;
  return `${need.perPeriod} (${need.perPeriodUp}) each ${need.months}, best ${need.best ?? 'unknown'}`;
}

const MONTHLY = { ...FLOOR, cadence: 'monthly' };
const QUARTERLY = { ...FLOOR, cadence: 'quarterly' };
const NO_START = { ...FLOOR, start: null };
const june = total('120', '2024-06-30');
const january = increment('50', '2024-01-01', '2024-01-31');
const february = increment('10', '2024-02-01', '2024-02-29');
const spring = increment('90', '2024-02-01', '2024-04-30');

describe('what each remaining period must bring', () => {
  it.each<[why: string, target: Fields, figures: Fields[], asOf: string, need: string | null]>([
    ['six months', MONTHLY, [june], '2024-07-01', '30 (30) each 1, best 20'],
    ['two quarters', QUARTERLY, [june], '2024-07-01', '90 (90) each 3, best 60'],
    ['one half-year', { ...FLOOR, cadence: 'half_yearly' }, [june], '2024-07-01', '180 (180) each 6, best 120'],
    ['the rest of a year', { ...FLOOR, cadence: 'yearly' }, [june], '2024-07-01', '180 (180) each 12, best 120'],
    ['from what is covered on, whatever the day', MONTHLY, [june], '2024-12-31', '30 (30) each 1, best 20'],
    ['past due nothing', MONTHLY, [june], '2025-01-01', null],
    ['one month', MONTHLY, [total('299', '2024-11-30')], '2024-12-01', '1 (1) each 1, best 27.181818181818'],
    [
      'the month in which the figures end too',
      MONTHLY,
      [total('120', '2024-06-15')],
      '2024-07-01',
      '25.714285714285 (25.8) each 1, best 20',
    ],
    ['nothing once it is reached', MONTHLY, [total('300', '2024-06-30')], '2024-07-01', null],
    ['nor held', MONTHLY, [total('300', '2024-06-30', { standing: 'estimate' })], '2024-07-01', null],
    [
      'nothing left to bring it',
      MONTHLY,
      [total('299', '2024-12-31', { publishedOn: '2024-12-01' })],
      '2024-12-02',
      null,
    ],
    ['nothing on record', MONTHLY, [], '2024-07-01', null],
    ['nothing without a cadence', FLOOR, [june], '2024-07-01', null],
    ['nothing without due', { ...MONTHLY, due: null }, [june], '2024-07-01', null],
    ['nothing of a ceiling', { ...CEILING, cadence: 'monthly' }, [total('5', '2024-06-30')], '2024-07-01', null],
    ['nothing of a level', { ...LEVEL, cadence: 'monthly' }, [level('70', '2024-06-30')], '2024-07-01', null],
    ['nothing of the unnamed', { ...UNNAMED, cadence: 'monthly' }, [june], '2024-07-01', null],
    ['more than is a floor', { ...MONTHLY, comparator: 'more_than' }, [june], '2024-07-01', '30 (30) each 1, best 20'],
  ])('%s', (_why, target, figures, asOf, need) => expect(needed(target, figures, asOf)).toBe(need));
});

describe('the best period so far', () => {
  it.each<[why: string, figures: Fields[], best: string]>([
    ['is the highest', [january, february], '50'],
    ['in whichever order', [increment('10', '2024-01-01', '2024-01-31'), { ...february, value: '50' }], '50'],
    ['a quarter counts by its months', [january, spring], '50'],
    ['also when it is the better', [{ ...january, value: '29' }, spring], '30'],
    ['a share counts as its part', [total(null, '2024-03-31', { statedShare: '0.3' })], '30'],
    ['nothing is the best of nothing', [increment('0', '2024-01-01', '2024-01-31')], '0'],
  ])('%s', (_why, figures, best) => {
    expect(needed(MONTHLY, figures, '2024-05-01')).toMatch(new RegExp(`best ${best}$`));
  });

  it('is unknown where a cadence is not allowed to stand', () => {
    // A cadence needs a start; a judgement of a target without both is made by hand.
    const judgement = judged(NO_START, [june], '2024-07-01');
    const target = { ...judgement.evidence.target, cadence: 1 };
    expect(needOf({ ...judgement, evidence: { ...judgement.evidence, target } })?.best).toBeNull();
  });
});
