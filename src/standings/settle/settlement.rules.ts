import { type Day, type DayNumber, dayNumber, dayText, dayTextOrNull } from '../../clock/calendar.rules.js';
import { type TargetHistory, becauseOf, recordUpTo } from '../../facts/fact-history.rules.js';
import { type Explained, explain, nextAside } from '../../verdicts/explain.rules.js';
import { standIn } from '../../verdicts/standing.rules.js';
import { scenesOf, stepsIn } from '../../verdicts/timeline.rules.js';
import {
  type Axes,
  type Change,
  type Stretch,
  axesOn,
  correctedChanges,
  firstChanges,
  ruleChanges,
  sameAxes,
  stretchesOf,
  timedChanges,
} from './changes.rules.js';
import { type WantedFlag, wantedFlags } from './flags.rules.js';
import { type SpanDifference, spanDifference } from './spans.rules.js';

/** What is stored of a target since it was last settled. */
export interface Stored {
  asOf: Day;
  firstPublishedOn: Day;
  stretches: readonly Stretch[];
}

/** Why days may read otherwise than they were stored: a fact came, or the rules are others. Time alone changes none. */
export type Occasion = 'fact' | 'rules';

/** Where a target stands on a day, by all that is on record; `explained` and `axes` are null where it is void. */
export interface Judged {
  targetId: string;
  pledgeId: string;
  zone: string;
  asOf: Day;
  /** all of them, those to come included */
  stretches: readonly Stretch[];
  explained: Explained | null;
  axes: Axes | null;
  /** the day from which today's headline has stood */
  headlineSince: Day;
  changesOn: Day | null;
  /** the day on which it is to be settled again: no later than `changesOn`, and on which what is told beside it differs */
  dueOn: Day | null;
  /** the flags that ought to stand */
  flags: readonly WantedFlag[];
}

/** Where a target stands after settling, and what changed against what was stored of it. */
export interface Settlement extends Judged {
  occasion: Occasion;
  firstPublishedOn: Day;
  changes: readonly Change[];
  spans: SpanDifference<Axes>;
}

/** Judges a target of all its days, and explains where it stands on one of them. */
export function judgeTarget(history: TargetHistory, asOf: Day): Judged {
  const now = dayNumber(asOf);
  const scenes = scenesOf(recordUpTo(history));
  const stretches = stretchesOf(stepsIn(scenes));
  const scene = scenes.findLast(({ on }) => on <= now)?.scene;
  const standing = scene === undefined ? null : standIn(scene, now);
  const next = stretches.find(({ from }) => from > now)?.from ?? null;
  const explained = standing === null ? null : explain(standing, now, next, history);
  return {
    targetId: history.targetId,
    pledgeId: history.pledgeId,
    zone: history.zone,
    asOf,
    stretches,
    explained,
    axes: axesOn(stretches, now),
    headlineSince: dayText(headlineSince(stretches, now)),
    changesOn: dayTextOrNull(next),
    dueOn: dayTextOrNull(sooner(next, standing && nextAside(standing, now))),
    flags: explained === null ? [] : wantedFlags(explained),
  };
}

/**
 * Settles a target for today. Where another machine's clock was ahead and has settled a later day already, it is settled
 * for that one: no day is told twice.
 */
export function settlementOf(
  history: TargetHistory,
  today: Day,
  stored: Stored | null,
  occasion: Occasion,
): Settlement {
  const judged = judgeTarget(history, stored !== null && stored.asOf > today ? stored.asOf : today);
  return {
    ...judged,
    occasion,
    firstPublishedOn: stored?.firstPublishedOn ?? judged.asOf,
    changes:
      stored === null
        ? firstChanges(judged.stretches, dayNumber(judged.asOf))
        : changesOf(history, judged, stored, occasion),
    spans: spanDifference(stored?.stretches ?? [], judged.stretches, sameAxes),
  };
}

/** What time brought until today comes first, as every night would have told it; then what days read otherwise. */
function changesOf(history: TargetHistory, { stretches, asOf }: Judged, stored: Stored, occasion: Occasion): Change[] {
  const today = dayNumber(asOf);
  const timed = timedChanges(stored.stretches, dayNumber(stored.asOf), today);
  if (occasion === 'rules') return [...timed, ...ruleChanges(stored.stretches, stretches, today)];
  const days = { firstPublishedOn: dayNumber(stored.firstPublishedOn), today };
  return [...timed, ...correctedChanges(stored.stretches, stretches, days, becauseOf(history))];
}

/** The day from which the headline of `today` has stood; `today` where there is none. */
function headlineSince(stretches: readonly Stretch[], today: DayNumber): DayNumber {
  const past = stretches.filter(({ from }) => from <= today);
  const before = past.findLastIndex(({ words }) => words.headline !== past.at(-1)!.words.headline);
  return past[before + 1]?.from ?? today;
}

/** The earlier of two days; null stands for never. */
function sooner(a: DayNumber | null, b: DayNumber | null): DayNumber | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
