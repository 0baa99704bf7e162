import { type Day, type DayNumber, dayNumber, dayText, dayTextOrNull } from '../clock/calendar.rules.js';
import { type Explained, explain, nextAside } from '../verdicts/explain.rules.js';
import { type Record, standIn } from '../verdicts/standing.rules.js';
import { scenesOf, stepsIn, timelineOf } from '../verdicts/timeline.rules.js';
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
import { answerOf, digestOfAnswer, digestOfDays } from './digests.rules.js';
import { type WantedFlag, wantedFlags } from './flags.rules.js';
import { type TargetHistory, becauseOf, recordUpTo } from './history.rules.js';

/** What is kept of a target since it was last settled. */
export interface Settled {
  asOf: Day;
  firstPublishedOn: Day;
  /** as they were told; not looked at where time alone has gone on */
  stretches: readonly Stretch[];
}

/** Why a target is settled anew: time went on, a fact came, or the rules, or what carries them out, are others. */
export type Occasion = 'time' | 'fact' | 'rules';

/** Where a target stands today; `explained` is null where it left the board (void). */
export interface Judged {
  history: TargetHistory;
  targetId: string;
  pledgeId: string;
  zone: string;
  asOf: Day;
  /** all of them; where time alone has gone on, those since the day of the last settling */
  stretches: readonly Stretch[];
  explained: Explained | null;
  axes: Axes | null;
  severity: number;
  firstPublishedOn: Day;
  changesOn: Day | null;
  /** the day on which it is to be settled again: no later than `changesOn`, and on which what is told beside it differs */
  dueOn: Day | null;
  /** the day from which today's headline has stood; reckoned when it is asked for */
  headlineSince: () => Day;
  /** the flags that ought to stand */
  flags: readonly WantedFlag[];
  /** what is kept of `explained`, and the digests of it and of the stretches, where they are all of them */
  answer: string | null;
  answerDigest: string | null;
  daysDigest: string | null;
}

/** Where a target stands after settling, and what moved since it was settled before. */
export interface Settlement extends Judged {
  changes: Change[];
}

/**
 * Judges a target anew for today. Where another machine's clock was ahead and has settled a later day already, it is
 * judged for that one: no day is told twice.
 */
export function judgeTarget(
  history: TargetHistory,
  today: Day,
  before: Omit<Settled, 'stretches'> | null,
  occasion: Occasion,
): Judged {
  const asOf = before !== null && before.asOf > today ? before.asOf : today;
  const now = dayNumber(asOf);
  const record = recordUpTo(history);
  const since = occasion === 'time' && before !== null ? dayNumber(before.asOf) : -Infinity;
  const scenes = scenesOf(record, since);
  const stretches = stretchesOf(stepsIn(scenes));
  const scene = scenes.findLast(({ on }) => on <= now)?.scene;
  const standing = scene === undefined ? null : standIn(scene, now);
  const next = stretches.find(({ from }) => from > now)?.from ?? null;
  const axes = axesOn(stretches, now);
  const severity = axes === null ? 0 : severityOf(axes.headline);
  const explained = standing === null ? null : explain(standing, now, next, history);
  const flags = explained === null ? [] : wantedFlags(explained);
  const answer = explained && answerOf(explained);
  const dueOn = dayTextOrNull(sooner(next, standing && nextAside(standing, now)));
  return {
    history,
    targetId: history.targetId,
    pledgeId: history.pledgeId,
    zone: history.zone,
    asOf,
    stretches,
    explained,
    axes,
    severity,
    firstPublishedOn: before?.firstPublishedOn ?? asOf,
    changesOn: dayTextOrNull(next),
    dueOn,
    headlineSince: () => dayText(headlineSince(stretches, now, since) ?? headlineSince(allStretches(record), now)!),
    flags,
    answer,
    answerDigest: answer === null ? null : digestOfAnswer(answer, severity, flags, dueOn),
    daysDigest: since === -Infinity ? digestOfDays(stretches) : null,
  };
}

/** Says what moved between what a target told before and what it says today. */
export function settlementOf(judged: Judged, before: Settled | null, occasion: Occasion): Settlement {
  return { ...judged, changes: changesOf(judged, before, occasion) };
}

function changesOf({ history, stretches, asOf: day }: Judged, before: Settled | null, occasion: Occasion): Change[] {
  const today = dayNumber(day);
  if (before === null) return firstChanges(stretches, today);
  // What time brought until today is told first, as every night would have told it.
  const asOf = dayNumber(before.asOf);
  if (occasion === 'time') return timedChanges(stretches, asOf, today);
  const timed = timedChanges(before.stretches, asOf, today);
  if (occasion === 'rules') return [...timed, ...ruleChanges(before.stretches, stretches, today)];
  const days = { firstPublishedOn: dayNumber(before.firstPublishedOn), today };
  return [...timed, ...correctedChanges(before.stretches, stretches, days, becauseOf(history))];
}

function allStretches(record: Record): Stretch[] {
  return stretchesOf(timelineOf(record));
}

/** The day from which the headline of `today` has stood. Null where that lies before `since`, the first day that is known. */
function headlineSince(
  stretches: readonly Stretch[],
  today: DayNumber,
  since: DayNumber = -Infinity,
): DayNumber | null {
  let at = stretches.findIndex(({ from, to }) => from <= today && today < to);
  if (at < 0) return today;
  while (at > 0 && stretches[at - 1]!.axes.headline === stretches[at]!.axes.headline) at -= 1;
  const { from } = stretches[at]!;
  return from > since ? from : null;
}

/** The earlier of two days; null stands for never. */
function sooner(a: DayNumber | null, b: DayNumber | null): DayNumber | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
