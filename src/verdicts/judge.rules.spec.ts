import { describe, expect, it } from '@jest/globals';
import {
  ACT,
  CEILING,
  EVERY,
  FLOOR,
  LEVEL,
  MEAN,
  UNNAMED,
  judged,
  level,
  months,
  total,
  verdict,
  type Fields,
} from '../../test/support/judging.js';
import { dayNumber, dayText } from '../clock/calendar.rules.js';
import { standingOn, turningDays } from './judge.rules.js';

const june = total('120', '2024-06-30');
const stated = (statedShare: string, on: string): Fields => total(null, on, { statedShare });
const DUE = '2024-12-31';

describe('a verdict holds until', () => {
  const HALF = { ...FLOOR, due: '2024-06-30' };
  const quarterly = { ...FLOOR, cadence: 'quarterly' };
  const graced = { ...HALF, graceDays: 10 };
  const noDue = { ...FLOOR, due: null };
  const short = total('299', '2024-06-30');
  const known = level('80', DUE, { publishedOn: '2024-11-01' });
  const provisional = level('80', DUE, { standing: 'provisional' });
  const q1 = total('70', '2024-03-31');
  it.each<[why: string, target: Fields, figures: Fields[], asOf: string, changesOn: string | null]>([
    ['nothing on record: due soon', FLOOR, [], '2024-06-30', '2024-12-01'],
    ['to the day', FLOOR, [], '2024-11-30', '2024-12-01'],
    ['then past due', FLOOR, [], '2024-12-01', '2025-01-01'],
    ['on due still', FLOOR, [], DUE, '2025-01-01'],
    ['then past the lag', FLOOR, [], '2025-01-01', '2025-01-31'],
    ['then never', FLOOR, [], '2025-01-31', null],
    ['overdue becomes long overdue', FLOOR, [june], '2025-01-31', '2025-04-03'],
    ['and stays it', FLOOR, [june], '2025-04-03', null],
    ['the grace ends', graced, [short], '2024-07-01', '2024-07-11'],
    ['long overdue after the grace', graced, [short], '2024-07-11', '2024-10-09'],
    ['the next quarter ends', quarterly, [q1], '2024-06-30', '2024-07-01'],
    ['its lag ends', quarterly, [q1], '2024-07-01', '2024-07-31'],
    ['late becomes silent', quarterly, [q1], '2024-07-31', '2024-10-31'],
    ['nothing covered, the first quarter ends', quarterly, [], '2024-01-01', '2024-04-01'],
    ['twelve months and the lag', noDue, [june], '2024-07-01', '2025-07-31'],
    ['twenty-four', noDue, [june], '2025-07-31', '2026-07-31'],
    ['no more', noDue, [june], '2026-07-31', null],
    ['a level is met on due itself', LEVEL, [known], '2024-12-02', DUE],
    ['a provisional one after the lag', LEVEL, [provisional], '2025-01-01', '2025-01-31'],
    ['what is met stays', FLOOR, [total('300', '2024-06-30')], '2024-07-01', null],
    ['a figure that nobody knows yet changes nothing', FLOOR, [june], '2024-06-29', '2024-12-01'],
    ['an early claim is set aside past due', LEVEL, [level(null, '2024-10-31', { claim: 'met' })], DUE, '2025-01-01'],
  ])('%s', (_why, target, figures, asOf, changesOn) => {
    expect(verdict(target, figures, asOf).changesOn).toBe(changesOn);
  });

  it('lists its days from the earlier to the later', () => {
    const days = turningDays(judged({ ...FLOOR, cadence: 'quarterly', graceDays: 10 }, [june], '2024-07-01').evidence);
    expect(days.map(dayText)).toEqual([
      '2024-10-01', // the quarter is over
      '2024-10-31', // its lag
      '2024-12-01', // due soon
      '2024-12-31', // due
      '2025-01-01', // past due
      '2025-01-11', // past the grace
      '2025-01-31', // past the lag
      '2025-01-31', // silent
      '2025-04-13', // long overdue
      '2025-07-31', // 12 months
      '2026-07-31', // 24 months
    ]);
  });
});

describe('the share', () => {
  const based = { ...LEVEL, baseline: { value: '60', on: '2023-12-31' } };
  it.each<[why: string, target: Fields, figures: Fields[], share: string | null]>([
    ['of a count', FLOOR, [june], '0.4'],
    ['cut after twelve digits', FLOOR, [total('100', '2024-06-30')], '0.333333333333'],
    ['of a ceiling', CEILING, [total('8', '2024-06-30')], '0.8'],
    ['none of a ceiling of nothing', { ...CEILING, value: '0' }, [total('8', '2024-06-30')], null],
    ['none with nothing on record', FLOOR, [], null],
    ['of a level on its way', based, [level('75', '2024-06-30')], '0.75'],
    ['downwards', { ...based, comparator: 'at_most', value: '50' }, [level('58', '2024-06-30')], '0.2'],
    ['backwards', based, [level('59', '2024-06-30')], '-0.05'],
    ['none of a level without a baseline', LEVEL, [level('75', '2024-06-30')], null],
    ['none of a mean', { ...MEAN, baseline: { value: '6' } }, months('5'), null],
    ['none of an every', { ...EVERY, baseline: { value: '6' } }, months('5'), null],
    ['as stated, of a number never published', UNNAMED, [total('50', '2024-06-30', { statedShare: '0.7' })], '0.7'],
    ['the latest', UNNAMED, [stated('0.6', '2024-05-31'), stated('0.7', '2024-06-30')], '0.7'],
    ['before a later count too', UNNAMED, [stated('0.6', '2024-05-31'), june], '0.6'],
    ['none, stated nowhere', UNNAMED, [june], null],
    ['none of a deliverable', ACT, [level('1', '2024-06-30', { statedShare: '1' })], null],
  ])('%s', (_why, target, figures, share) => expect(verdict(target, figures, '2024-07-01').share).toBe(share));
});

it('a verdict is plain, and what is not known is null', () => {
  expect(verdict(FLOOR, [], '2024-06-30')).toEqual({
    headline: 'no_figures',
    delivery: 'no_figures',
    timeliness: 'not_due',
    pace: 'unknown',
    freshness: 'none',
    achieved: null,
    share: null,
    expectedShare: null,
    ratio: null,
    requiredMean: null,
    metOn: null,
    daysLate: null,
    changesOn: '2024-12-01',
  });
  expect(verdict(ACT, [level('1', '2025-01-20')], '2025-02-01')).toEqual({
    headline: 'met',
    delivery: 'met',
    timeliness: 'met_late',
    pace: 'not_applicable',
    freshness: 'closed',
    achieved: '1',
    share: null,
    expectedShare: null,
    ratio: null,
    requiredMean: null,
    metOn: '2025-01-20',
    daysLate: 20,
    changesOn: null,
  });
});

describe('a ruling stands in place of the figures’ own delivery', () => {
  const due = dayNumber(DUE);
  it.each<
    [delivery: 'met' | 'missed' | 'in_progress' | 'breached', metOn: number | null, asOf: number, stands: string]
  >([
    ['met', due, due + 40, 'met met met_on_time closed'],
    ['met', due + 9, due + 40, 'met met met_late closed'],
    ['breached', null, due + 40, 'breached breached closed closed'],
    ['missed', null, due - 10, 'missed missed due_soon closed'],
    ['in_progress', null, due, 'behind in_progress due_soon fresh'],
    ['in_progress', null, due + 40, 'unreported in_progress unreported silent'],
  ])('%s, reached on day %s, on day %i', (delivery, metOn, asOf, stands) => {
    const { evidence } = judged({ ...FLOOR, closes: 'fixed' }, [june], '2024-07-01');
    const { headline, delivered, timeliness, freshness } = standingOn(evidence, asOf, { delivery, metOn });
    expect([headline, delivered.delivery, timeliness, freshness].join(' ')).toBe(stands);
  });

  it('and what it closes short is missed', () => {
    const { evidence } = judged({ ...FLOOR, closes: 'fixed' }, [total('300', DUE)], DUE);
    const { headline, delivered } = standingOn(evidence, due + 1, { delivery: 'in_progress', metOn: null });
    expect([headline, delivered.delivery]).toEqual(['missed', 'missed']);
  });
});
