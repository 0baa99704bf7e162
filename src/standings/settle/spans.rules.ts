import type { DayNumber } from '../../clock/calendar.rules.js';

/** What is to be done to stored spans so that others are in their place. */
export interface SpanDifference<Days> {
  removed: readonly Days[];
  inserted: readonly Days[];
}

/** Spans that are the same to the day stay. Both lists run from the earlier on. */
export function spanDifference<Days extends { from: DayNumber; to: DayNumber }>(
  stored: readonly Days[],
  wanted: readonly Days[],
  isSame: (a: Days, b: Days) => boolean,
): SpanDifference<Days> {
  const removed: Days[] = [];
  const inserted: Days[] = [];
  let at = 0;
  for (const span of wanted) {
    while (at < stored.length && stored[at]!.from < span.from) removed.push(stored[at++]!);
    const rival = stored[at];
    if (rival?.from !== span.from) {
      inserted.push(span);
      continue;
    }
    at += 1;
    if (rival.to === span.to && isSame(rival, span)) continue;
    removed.push(rival);
    inserted.push(span);
  }
  return { removed: [...removed, ...stored.slice(at)], inserted };
}

/** True where everything stays as it is stored. */
export function isEmpty({ removed, inserted }: SpanDifference<unknown>): boolean {
  return removed.length === 0 && inserted.length === 0;
}
