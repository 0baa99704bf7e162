import type { DayNumber } from '../clock/calendar.rules.js';
import type { Amount } from './amount.rules.js';
import type { Aggregate, Closes, Comparator, Measure, MissAllowed } from './words.rules.js';

/** One version of what was promised about one indicator, parsed (rules §1). Days are day numbers, decimals amounts. */
export type Target = {
  readonly comparator: Comparator;
  readonly value: Amount | null;
  readonly upper: Amount | null;
  readonly tolerance: Amount | null;
  readonly missAllowed: MissAllowed;
  readonly measure: Measure;
  readonly aggregate: Aggregate | null;
  readonly start: DayNumber | null;
  readonly due: DayNumber | null;
  readonly closes: Closes;
  readonly baseline: { readonly value: Amount; readonly on: DayNumber | null } | null;
  /** length of a cadence period in months: 1, 3, 6, 12 */
  readonly cadence: number | null;
  /** days after a period's end within which its figure is expected */
  readonly lag: number;
  /** days after due that a law grants */
  readonly grace: number;
  readonly trajectory: readonly { readonly on: DayNumber; readonly share: Amount }[] | null;
};

/** The limits of a target: what x must not be under and not be over. A strict limit excludes equality. */
export type Limits = {
  readonly bottom: Amount | null;
  readonly top: Amount | null;
  readonly strict: boolean;
};

/** The promise as limits. Null when its number was never published, or for a deliverable. */
export function limitsOf(target: Target): Limits | null {
  const { comparator, value, missAllowed } = target;
  if (value === null) return null;
  switch (comparator) {
    case 'at_least':
    case 'more_than':
      return { bottom: value, top: null, strict: comparator === 'more_than' };
    case 'at_most':
    case 'less_than':
      return { bottom: null, top: value, strict: comparator === 'less_than' };
    case 'between':
      return { bottom: value, top: target.upper, strict: false };
    case 'about':
      return {
        bottom: missAllowed === 'below' ? null : value - target.tolerance!,
        top: missAllowed === 'above' ? null : value + target.tolerance!,
        strict: false,
      };
    case 'done':
      return null;
  }
}

/** at_least and more_than: more is better. */
export function isFloor({ comparator }: Target): boolean {
  return comparator === 'at_least' || comparator === 'more_than';
}

/** at_most and less_than: less is better. */
export function isCeiling({ comparator }: Target): boolean {
  return comparator === 'at_most' || comparator === 'less_than';
}

/** The day from which progress counts (rules §5): a level's baseline day, else the day before start. */
export function originOf({ measure, baseline, start }: Target): DayNumber | null {
  if (measure === 'level' && baseline !== null && baseline.on !== null) return baseline.on;
  return start === null ? null : start - 1;
}
