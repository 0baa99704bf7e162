import { describe, expect, it } from '@jest/globals';
import { historyOf, recordOf } from '../../test/support/records.js';
import { total } from '../../test/support/judging.js';
import type { Day } from '../clock/calendar.rules.js';
import type { Explained } from '../verdicts/explain.rules.js';
import { answerOf, digestOfAnswer, digestOfDays } from './digests.rules.js';
import { wantedFlags } from './flags.rules.js';
import { judgeTarget } from './settling.rules.js';

const { explained, stretches } = judgeTarget(
  historyOf(recordOf({ figures: [total('120', '2024-06-30')] })),
  '2024-07-20',
  null,
  'fact',
);
const answer = explained!;

describe('the digest of an answer', () => {
  const digestOf = (explained: Explained, dueOn: Day | null): string =>
    digestOfAnswer(answerOf(explained), 7, wantedFlags(explained), dueOn);
  const digest = digestOf(answer, '2024-12-01');

  it.each(Object.keys(answer) as (keyof Explained)[])('differs with %s, but for its day and its rules', (key) => {
    const other = digestOf({ ...answer, [key]: key === 'alerts' ? ['decrease'] : 'other' }, '2024-12-01');
    if (key === 'asOf' || key === 'rulesVersion') expect(other).toBe(digest);
    else expect(other).not.toBe(digest);
  });

  it('differs with the day on which it is to be settled again', () => {
    expect(digestOf(answer, '2024-11-30')).not.toBe(digest);
    expect(digestOf(answer, null)).not.toBe(digest);
  });

  it('differs with its rank', () => {
    expect(digestOfAnswer(answerOf(answer), 8, wantedFlags(answer), '2024-12-01')).not.toBe(digest);
  });

  it('differs with the flags', () => {
    const flag = { kind: 'overdue', detail: null, acknowledged: false } as const;
    expect(digestOfAnswer(answerOf(answer), 7, [flag], '2024-12-01')).not.toBe(digest);
  });
});

describe('the digest of days', () => {
  const digest = digestOfDays(stretches);
  const [first, ...others] = stretches;

  it.each(Object.keys(first!.axes))('differs with %s', (axis) => {
    expect(digestOfDays([{ ...first!, axes: { ...first!.axes, [axis]: 'other' } }, ...others])).not.toBe(digest);
  });

  it('differs with the days, and with what is left out', () => {
    expect(digestOfDays([{ ...first!, from: first!.from - 1 }, ...others])).not.toBe(digest);
    expect(digestOfDays([{ ...first!, to: first!.to - 1 }, ...others])).not.toBe(digest);
    expect(digestOfDays(others)).not.toBe(digest);
    expect(digestOfDays([...stretches])).toBe(digest);
  });
});
