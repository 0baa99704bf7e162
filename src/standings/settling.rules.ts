import { type Day, type DayNumber, dayNumber, dayText } from '../clock/calendar.rules.js';
import { type Explained, explain } from '../verdicts/explain.rules.js';
import { nextStepAfter, stepOn, timelineOf } from '../verdicts/timeline.rules.js';
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
  stretches: Stretch[];
}

/** Why a target is settled anew: time went on, a fact came, or the rules were changed. */
export type Occasion = 'time' | 'fact' | 'rules';

/** Where a target stands after settling; `explained` is null where it left the board (void). */
export interface Settlement {
  stretches: Stretch[];
  changes: Change[];
  explained: Explained | null;
  axes: Axes | null;
  severity: number;
  firstPublishedOn: Day;
  changesOn: Day | null;
  /** the day from which today's headline has stood */
  headlineSince: Day;
}

/** Judges a target anew for today and says what moved since it was last settled. */
export function settleTarget(
  history: TargetHistory,
  today: Day,
  before: Settled | null,
  occasion: Occasion,
): Settlement {
  const now = dayNumber(today);
  const steps = timelineOf(recordUpTo(history));
  const stretches = stretchesOf(steps);
  const step = stepOn(steps, now);
  const next = nextStepAfter(steps, now);
  const changesOn = next === null ? null : dayText(next);
  const axes = axesOn(stretches, now);
  return {
    stretches,
    changes: changesOf(history, stretches, now, before, occasion),
    explained: step === undefined ? null : explain(step.standing, now, next, history),
    axes,
    severity: axes === null ? 0 : severityOf(axes.headline),
    firstPublishedOn: before?.firstPublishedOn ?? today,
    changesOn,
    headlineSince: dayText(headlineSince(stretches, now)),
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
  const timed = timedChanges(before.stretches, dayNumber(before.asOf), today);
  if (occasion === 'time') return timed;
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
