import { type Day, type DayNumber, dayNumber, dayText, dayTextOrNull } from '../clock/calendar.rules.js';
import { type Explained, explain, nextAside } from '../verdicts/explain.rules.js';
import { standingOf } from '../verdicts/standing.rules.js';
import { timelineOf } from '../verdicts/timeline.rules.js';
import { severityOf } from '../verdicts/words.rules.js';
import {
  type Axes,
  type Change,
  type Stretch,
  axesOn,
  correctedChanges,
  firstChanges,
  ruleChanges,
  stretchesOf,
  timedChanges,
} from './changes.rules.js';
import { type TargetHistory, becauseOf, recordUpTo } from './history.rules.js';

/** What is kept of a target since it was last settled. */
export interface Settled {
  asOf: Day;
  firstPublishedOn: Day;
  /** as they were told; not looked at where time alone has gone on */
  stretches: readonly Stretch[];
}

/** Why a target is settled anew: time went on, a fact came, or the rules were changed. */
export type Occasion = 'time' | 'fact' | 'rules';

/** Where a target stands after settling; `explained` is null where it left the board (void). */
export interface Settlement {
  targetId: string;
  pledgeId: string;
  zone: string;
  asOf: Day;
  /** all of them; where time alone has gone on, those since the day of the last settling */
  stretches: readonly Stretch[];
  changes: Change[];
  explained: Explained | null;
  axes: Axes | null;
  severity: number;
  firstPublishedOn: Day;
  changesOn: Day | null;
  /** the day on which it is to be settled again: no later than `changesOn`, and on which what is told beside it differs */
  dueOn: Day | null;
  /** the day from which today's headline has stood; reckoned when it is asked for */
  headlineSince: () => Day;
}

/**
 * Judges a target anew for today and says what moved since it was last settled. Where another machine's clock was ahead
 * and has settled a later day already, it is judged for that one: no day is told twice.
 */
export function settleTarget(
  history: TargetHistory,
  today: Day,
  before: Settled | null,
  occasion: Occasion,
): Settlement {
  const asOf = before !== null && before.asOf > today ? before.asOf : today;
  const now = dayNumber(asOf);
  const record = recordUpTo(history);
  const standing = standingOf(record, now);
  const since = occasion === 'time' && before !== null ? dayNumber(before.asOf) : -Infinity;
  const stretches = stretchesOf(timelineOf(record, since));
  const next = stretches.find(({ from }) => from > now)?.from ?? null;
  const axes = axesOn(stretches, now);
  return {
    targetId: history.targetId,
    pledgeId: history.pledgeId,
    zone: history.zone,
    asOf,
    stretches,
    changes: changesOf(history, stretches, now, before, occasion),
    explained: standing === null ? null : explain(standing, now, next, history),
    axes,
    severity: axes === null ? 0 : severityOf(axes.headline),
    firstPublishedOn: before?.firstPublishedOn ?? asOf,
    changesOn: dayTextOrNull(next),
    dueOn: dayTextOrNull(sooner(next, standing && nextAside(standing, now))),
    headlineSince: () => dayText(headlineSince(since === -Infinity ? stretches : stretchesOf(timelineOf(record)), now)),
  };
}

function changesOf(
  history: TargetHistory,
  stretches: readonly Stretch[],
  today: DayNumber,
  before: Settled | null,
  occasion: Occasion,
): Change[] {
  if (before === null) return firstChanges(stretches, today);
  // What time brought until today is told first, as every night would have told it.
  const asOf = dayNumber(before.asOf);
  if (occasion === 'time') return timedChanges(stretches, asOf, today);
  const timed = timedChanges(before.stretches, asOf, today);
  if (occasion === 'rules') return [...timed, ...ruleChanges(before.stretches, stretches, today)];
  const days = { firstPublishedOn: dayNumber(before.firstPublishedOn), today };
  return [...timed, ...correctedChanges(before.stretches, stretches, days, becauseOf(history))];
}

function headlineSince(stretches: readonly Stretch[], today: DayNumber): DayNumber {
  let at = stretches.findIndex(({ from, to }) => from <= today && today < to);
  if (at < 0) return today;
  while (at > 0 && stretches[at - 1]!.axes.headline === stretches[at]!.axes.headline) at -= 1;
  return stretches[at]!.from;
}

/** The earlier of two days; null stands for never. */
function sooner(a: DayNumber | null, b: DayNumber | null): DayNumber | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
