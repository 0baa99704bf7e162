import { daysBetween, type Day } from '../clock/calendar.rules.js';
import type { Told } from '../html/language.rules.js';
import { forDrawing, type Limit } from '../html/numbers.rules.js';
import { amountOf, asRatio, textOf } from '../verdicts/amount.rules.js';
import type { Explained } from '../verdicts/explain.rules.js';
import { HEADLINES, type Headline, type Measure, type Timeliness } from '../verdicts/words.rules.js';
import type { Counts, TargetLine } from './board.view.js';

/** Turns a verdict into what a line shows of it. */

export type Terms = { id: string; measure: Measure; limit: Limit; unit: Told; due: Day | null };

/** Past due and not settled: only then do days past due say anything. */
const LATE: ReadonlySet<Timeliness> = new Set([
  'awaiting_figures',
  'unreported',
  'in_grace',
  'overdue',
  'long_overdue',
]);

/** A target's line from its terms and its verdict on `asOf`. */
export function lineOf(terms: Terms, verdict: Explained, asOf: Day): TargetLine {
  return {
    ...terms,
    headline: verdict.headline,
    delivery: verdict.delivery,
    timeliness: verdict.timeliness,
    achieved: verdict.achieved,
    share: verdict.share,
    reached: reachedOf(terms, verdict),
    metOn: verdict.metOn,
    daysLate: verdict.daysLate,
    daysPastDue: terms.due !== null && LATE.has(verdict.timeliness) ? daysBetween(terms.due, asOf) : null,
    coveredTo: verdict.coveredTo,
    lastPublishedOn: verdict.lastPublishedOn,
    sentence: { zh: verdict.sentenceZh, en: verdict.sentenceEn },
  };
}

/** How long the bar is, 1 at the promise: the share where there is one, else the value beside the limit. */
function reachedOf({ measure, limit }: Terms, { achieved, share }: Explained): number | null {
  if (measure === 'deliverable') return achieved === null ? null : 1;
  if (share !== null) return forDrawing(share);
  if (achieved === null || limit.value === null || forDrawing(limit.value) <= 0) return null;
  return forDrawing(achieved) / forDrawing(limit.value);
}

/** What a floor still lacks, exactly; null where it is reached or is no count. */
export function remainingOf({ measure, limit }: Terms, { achieved, headline }: Explained): string | null {
  const floor = limit.comparator === 'at_least' || limit.comparator === 'more_than';
  if (measure !== 'flow' || !floor || limit.value === null || achieved === null) return null;
  if (headline === 'withdrawn' || headline === 'missed' || headline === 'claimed') return null;
  const rest = amountOf(limit.value) - amountOf(achieved);
  return rest > 0n ? textOf(asRatio(rest)) : null;
}

/** Counts with every headline in them. */
export function countsOf(rows: readonly { headline: Headline; count: number }[]): Counts {
  const found = new Map(rows.map(({ headline, count }) => [headline, count]));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made of every headline
  return Object.fromEntries(HEADLINES.map((headline) => [headline, found.get(headline) ?? 0])) as Counts;
}
