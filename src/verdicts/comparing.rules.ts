import { asRatio, compareRatios, type Amount, type Ratio } from './amount.rules.js';
import type { Limits } from './target.rules.js';
import type { Bound } from './words.rules.js';

/** What a number says of the limits: inside, under the bottom, past the top, or nothing either way (rules §2.7). */
export type Outcome = 'satisfied' | 'short' | 'passed' | 'undecided';

/** Compares a number that carries a bound with the limits of a promise. */
export function compareWith(limits: Limits, value: Ratio, bound: Bound): Outcome {
  const { bottom, top, strict } = limits;
  const aboveBottom = bottom === null ? 1 : side(value, bound, bottom);
  const belowTop = top === null ? -1 : side(value, bound, top);
  const overBottom = aboveBottom > 0 || (aboveBottom === 0 && !strict);
  const underTop = belowTop < 0 || (belowTop === 0 && !strict);
  if (bound === 'at_least') {
    if (!underTop) return 'passed';
    return top === null && overBottom ? 'satisfied' : 'undecided';
  }
  if (bound === 'at_most') {
    if (!overBottom) return 'short';
    return bottom === null && underTop ? 'satisfied' : 'undecided';
  }
  if (!overBottom) return 'short';
  return underTop ? 'satisfied' : 'passed';
}

/** Below 0, 0, above 0 as the value lies under, on or over a limit; on it, 'over' counts as more and 'nearly' as less. */
export function side(value: Ratio, bound: Bound, limit: Amount): number {
  const compared = compareRatios(value, asRatio(limit));
  if (compared !== 0) return compared;
  return bound === 'over' ? 1 : bound === 'nearly' ? -1 : 0;
}
