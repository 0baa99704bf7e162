import { type Recordings, type TargetHistory, knownMoments, recordUpTo } from '../../facts/fact-history.rules.js';
import { timelineOf } from '../../verdicts/timeline.rules.js';
import { type Axes, type Stretch, sameAxes, stretchesOf } from '../settle/changes.rules.js';
import { type RollUp, rollUpStretches, sameRollUp } from '../settle/roll-up.rules.js';
import type { Span } from '../settle/spans.rules.js';

/** Every span a target ever had, from its facts alone: what settling wrote step by step, found anew. */
export function targetSpansOf(history: TargetHistory, recordings: Recordings): Span<Axes>[] {
  return replay(knownMoments([history], recordings), (entry) => stretchesUpTo(history, entry), sameAxes);
}

/** The same for a pledge, from the facts of all its targets. */
export function pledgeSpansOf(histories: readonly TargetHistory[], recordings: Recordings): Span<RollUp>[] {
  return replay(
    knownMoments(histories, recordings),
    (entry) => rollUpStretches(histories.map((history) => stretchesUpTo(history, entry))),
    sameRollUp,
  );
}

function stretchesUpTo(history: TargetHistory, entry: number): Stretch[] {
  return stretchesOf(timelineOf(recordUpTo(history, entry)));
}

/** Goes through what was known moment by moment; a span that stays the same to the day goes on. */
function replay<Words>(
  moments: readonly number[],
  stretchesAt: (entry: number) => Stretch<Words>[],
  isSame: (a: Words, b: Words) => boolean,
): Span<Words>[] {
  const spans: Span<Words>[] = [];
  let open: Span<Words>[] = [];
  for (const entry of moments) {
    const now = stretchesAt(entry);
    const unchanged = open.filter((old) =>
      now.some(({ from, to, words }) => from === old.from && to === old.to && isSame(words, old.words)),
    );
    for (const old of open) if (!unchanged.includes(old)) old.knownTo = entry;
    const opened = now
      .filter(({ from }) => !unchanged.some((old) => old.from === from))
      .map((stretch): Span<Words> => ({ ...stretch, knownFrom: entry, knownTo: null }));
    spans.push(...opened);
    open = [...unchanged, ...opened];
  }
  return spans;
}
