import type { Stretch } from './changes.rules.js';

/** A stretch as known from an entry on, up to another; null: still. */
export interface Span<Words> extends Stretch<Words> {
  knownFrom: number;
  knownTo: number | null;
}

/** What is to be done to stored stretches so that others are in their place. */
export interface SpanDifference<Words> {
  removed: readonly Stretch<Words>[];
  inserted: readonly Stretch<Words>[];
}

/** Stretches that are the same to the day stay. Both lists run from the earlier on. */
export function spanDifference<Words>(
  stored: readonly Stretch<Words>[],
  wanted: readonly Stretch<Words>[],
  isSame: (a: Words, b: Words) => boolean,
): SpanDifference<Words> {
  const removed: Stretch<Words>[] = [];
  const inserted: Stretch<Words>[] = [];
  let at = 0;
  for (const stretch of wanted) {
    while (at < stored.length && stored[at]!.from < stretch.from) removed.push(stored[at++]!);
    const rival = stored[at];
    if (rival?.from !== stretch.from) {
      inserted.push(stretch);
      continue;
    }
    at += 1;
    if (rival.to === stretch.to && isSame(rival.words, stretch.words)) continue;
    removed.push(rival);
    inserted.push(stretch);
  }
  return { removed: [...removed, ...stored.slice(at)], inserted };
}

/** True where everything stays as it is stored. */
export function isEmpty({ removed, inserted }: SpanDifference<unknown>): boolean {
  return removed.length === 0 && inserted.length === 0;
}
