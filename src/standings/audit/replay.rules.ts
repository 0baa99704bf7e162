import { timelineOf } from '../../verdicts/timeline.rules.js';
import { type Axes, type Stretch, sameAxes, stretchesOf } from '../settle/changes.rules.js';
import { type Recordings, type TargetHistory, knownMoments, recordUpTo } from '../../facts/fact-history.rules.js';
import { type RollUp, rollUpStretches, sameRollUp } from '../settle/roll-up.rules.js';

/** A stretch of days as known from an entry on, up to another; null: still. */
export interface Span<Says> {
  from: number;
  to: number;
  says: Says;
  knownFrom: number;
  knownTo: number | null;
}

/** Every span a target ever had, from its facts alone: what settling wrote step by step, found anew. */
export function targetSpansOf(history: TargetHistory, recordings: Recordings): Span<Axes>[] {
  return replay(
    knownMoments([history], recordings),
    (entry) => stretchesUpTo(history, entry).map(({ from, to, axes }) => ({ from, to, says: axes })),
    sameAxes,
  );
}

/** The same for a pledge, from the facts of all its targets. */
export function pledgeSpansOf(histories: readonly TargetHistory[], recordings: Recordings): Span<RollUp>[] {
  return replay(
    knownMoments(histories, recordings),
    (entry) =>
      rollUpStretches(histories.map((history) => stretchesUpTo(history, entry))).map(({ from, to, rollUp }) => ({
        from,
        to,
        says: rollUp,
      })),
    sameRollUp,
  );
}

function stretchesUpTo(history: TargetHistory, entry: number): Stretch[] {
  return stretchesOf(timelineOf(recordUpTo(history, entry)));
}

/** Goes through what was known moment by moment; a span that stays the same to the day goes on. */
function replay<Says>(
  moments: readonly number[],
  spansAt: (entry: number) => { from: number; to: number; says: Says }[],
  isSame: (a: Says, b: Says) => boolean,
): Span<Says>[] {
  const spans: Span<Says>[] = [];
  let open: Span<Says>[] = [];
  for (const entry of moments) {
    const now = spansAt(entry);
    const kept = open.filter((old) =>
      now.some(({ from, to, says }) => from === old.from && to === old.to && isSame(says, old.says)),
    );
    for (const old of open) if (!kept.includes(old)) old.knownTo = entry;
    const come = now
      .filter(({ from }) => !kept.some((old) => old.from === from))
      .map((span): Span<Says> => ({ ...span, knownFrom: entry, knownTo: null }));
    spans.push(...come);
    open = [...kept, ...come];
  }
  return spans;
}
