import { expect, it } from '@jest/globals';
import { missedSlots, type SlotSchedule } from './slots.rules.js';

const HOUR = 3_600_000;
const NIGHTLY: SlotSchedule = { name: 'nightly', every: 24 * HOUR, at: 3 * HOUR, latest: 20 * HOUR };

it.each<[last: string | null, now: string, owed: string[], tooLate: string[]]>([
  [null, '2024-06-30T03:00:00Z', ['2024-06-30'], []], // at the first start only the newest
  [null, '2024-06-30T02:59:59Z', [], ['2024-06-29']],
  ['2024-06-30', '2024-06-30T03:00:00Z', [], []],
  ['2024-06-30', '2024-07-01T02:59:59Z', [], []],
  ['2024-06-30', '2024-07-01T03:00:00Z', ['2024-07-01'], []],
  ['2024-06-30', '2024-07-01T23:00:00Z', ['2024-07-01'], []], // twenty hours late is not too late
  ['2024-06-30', '2024-07-01T23:00:01Z', [], ['2024-07-01']],
  ['2024-06-28', '2024-07-01T04:00:00Z', ['2024-07-01'], ['2024-06-29', '2024-06-30']],
  ['2024-07-02', '2024-07-01T04:00:00Z', [], []], // a clock that was ahead
])('after the slot of %s, at %s, owes %j and skips %j', (last, now, owed, tooLate) => {
  const slots = missedSlots(NIGHTLY, last === null ? null : new Date(`${last}T03:00:00Z`), new Date(now));
  const days = (late: boolean): string[] =>
    slots.filter((slot) => slot.tooLate === late).map(({ slot }) => slot.toISOString().replace('T03:00:00.000Z', ''));
  expect([days(false), days(true)]).toEqual([owed, tooLate]);
});

it('writes down a thousand at a time, oldest first', () => {
  const slots = missedSlots(NIGHTLY, new Date('2000-01-01T03:00:00Z'), new Date('2024-07-01T04:00:00Z'));
  expect(slots).toHaveLength(1000);
  expect(slots[0]).toEqual({ slot: new Date('2000-01-02T03:00:00Z'), tooLate: true });
});
