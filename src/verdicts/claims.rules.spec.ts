import { describe, expect, it } from '@jest/globals';
import { ACT, CEILING, FLOOR, LEVEL, UNNAMED, judged, level, total, type Fields } from '../../test/support/judging.js';

const DUE = '2024-12-31';
const words = (claim: string, on: string, more: Fields = {}): Fields => total(null, on, { claim, ...more });
const said = (claim: string, on: string, more: Fields = {}): Fields => level(null, on, { claim, ...more });

/** Delivery, and whether it is closed. */
function told(target: Fields, figures: Fields[], asOf: string): string {
  const { delivered } = judged(target, figures, asOf);
  return `${delivered.delivery}${delivered.closed ? ', closed' : ''}`;
}

type Row = [why: string, target: Fields, figures: Fields[], told: string];

const FIXED = { ...FLOOR, closes: 'fixed' };
const eight = total('8', '2024-06-30');
const june = total('120', '2024-06-30');

/** The final share is short; a later estimate is enough. */
const holds = [
  total(null, DUE, { statedShare: '0.9' }),
  total(null, '2025-01-10', { statedShare: '1', standing: 'estimate' }),
];

describe('words speak where numbers have not', () => {
  it.each<Row>([
    ['nothing but words', FLOOR, [words('met', DUE)], 'claimed'],
    ['exceeded is a claim as well', FLOOR, [words('exceeded', DUE)], 'claimed'],
    ['words after the numbers', FLOOR, [june, words('met', '2024-07-01')], 'claimed'],
    ['words of the same day', FLOOR, [june, words('met', '2024-06-30')], 'in_progress'],
    ['words before them', FLOOR, [june, words('met', '2024-06-29')], 'in_progress'],
    ['words where a ceiling holds', CEILING, [eight, words('met', '2024-09-30')], 'claimed'],
    ['words after what is met', FLOOR, [total('300', '2024-06-30'), words('not_met', DUE)], 'met'],
    ['words after what is exceeded', FLOOR, [total('301', '2024-06-30'), words('not_met', DUE)], 'exceeded'],
    ['words after what is breached', CEILING, [total('11', '2024-06-30'), words('met', DUE)], 'breached'],
    ['words of an act', ACT, [said('met', '2024-06-30')], 'claimed'],
    ['no number promised', UNNAMED, [words('exceeded', DUE)], 'claimed'],
    ['then words of any day, whatever is covered', UNNAMED, [june, words('met', '2024-03-31')], 'claimed'],
    ['the latest words count', FLOOR, [words('met', '2024-07-31'), words('not_met', '2024-08-31')], 'in_progress'],
    ['an estimate’s words too', FLOOR, [words('met', DUE, { standing: 'estimate' })], 'claimed'],
    ['words beside a share', FLOOR, [total(null, DUE, { statedShare: '0.5', claim: 'met' })], 'in_progress, closed'],
    ['closed, but an estimate holds', UNNAMED, [...holds, words('met', '2025-01-20')], 'claimed, closed'],
    ['a closed shortfall stays one', FLOOR, [total('200', DUE), words('met', '2025-01-15')], 'in_progress, closed'],
  ])('%s', (_why, target, figures, expected) => expect(told(target, figures, '2025-02-01')).toBe(expected));
});

describe('an admission', () => {
  it.each<Row>([
    ['of due closes an open promise', FLOOR, [words('not_met', DUE)], 'in_progress, closed'],
    ['of a later day too', FLOOR, [words('not_met', '2025-01-15')], 'in_progress, closed'],
    ['of the day before does not', FLOOR, [words('not_met', '2024-12-30')], 'in_progress'],
    ['beside an earlier number', FLOOR, [june, words('not_met', DUE)], 'in_progress, closed'],
    ['closes what held', CEILING, [eight, words('not_met', DUE)], 'missed, closed'],
    ['and what is fixed is missed', FIXED, [words('not_met', DUE)], 'missed, closed'],
    ['of a fixed one before due is not', FIXED, [words('not_met', '2024-12-30')], 'in_progress'],
    ['of the day before leaves what held', CEILING, [eight, words('not_met', '2024-12-30')], 'holding'],
    ['without due it closes nothing', { ...FLOOR, due: null }, [words('not_met', DUE)], 'in_progress'],
    ['makes the unnamed movement', UNNAMED, [words('not_met', '2024-06-30')], 'in_progress'],
    ['and at due closes it', UNNAMED, [words('not_met', DUE)], 'in_progress, closed'],
    ['also without due', { ...UNNAMED, due: null }, [words('not_met', '2024-06-30')], 'in_progress'],
  ])('%s', (_why, target, figures, expected) => expect(told(target, figures, '2025-02-01')).toBe(expected));
});

describe('words on a level that end before due', () => {
  const unnamed = { ...LEVEL, value: null };
  const half = total(null, '2024-06-30', { statedShare: '0.5' });
  const noDue = { ...LEVEL, due: null };
  it.each<[why: string, target: Fields, figures: Fields[], asOf: string, told: string]>([
    ['count until due', LEVEL, [said('met', '2024-10-31')], DUE, 'claimed'],
    ['and are set aside past it', LEVEL, [said('met', '2024-10-31')], '2025-01-01', 'in_progress'],
    ['words of due are not', LEVEL, [said('met', DUE)], '2025-01-01', 'claimed'],
    ['an admission neither', LEVEL, [said('not_met', '2024-10-31')], '2025-01-01', 'in_progress'],
    ['nor of the unnamed', unnamed, [said('not_met', '2024-10-31')], DUE, 'in_progress'],
    ['past due', unnamed, [said('not_met', '2024-10-31')], '2025-01-01', 'not_assessable'],
    ['without due they count for ever', noDue, [said('met', '2024-10-31')], '2030-01-01', 'claimed'],
    ['of a flow they count for ever', FLOOR, [words('met', '2024-10-31')], '2030-01-01', 'claimed'],
    ['of an act too', ACT, [said('met', '2024-10-31')], '2030-01-01', 'claimed'],
    [
      'before 1970 as after it',
      { ...LEVEL, start: null, due: null },
      [said('met', '1960-10-31')],
      '2030-01-01',
      'claimed',
    ],
    ['of a flow too', { ...FLOOR, start: null, due: null }, [words('met', '1960-10-31')], '2030-01-01', 'claimed'],
    [
      'beside a share without due',
      { ...UNNAMED, due: null },
      [half, words('met', '2024-09-30')],
      '2030-01-01',
      'claimed',
    ],
  ])('%s', (_why, target, figures, asOf, expected) => expect(told(target, figures, asOf)).toBe(expected));
});
