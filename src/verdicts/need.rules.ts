import { ONE, ratioOf, textOf, type Amount, type Ratio } from './amount.rules.js';
import type { Judgement } from './judge.rules.js';
import { countPeriods } from './periods.rules.js';
import { numberUp } from './printing.rules.js';
import { isFloor, type Target } from './target.rules.js';
import { addendOf, type Total } from './tiles.rules.js';

/** What each remaining period of the cadence must bring, and the best such period on record (rules §12). */
export type Need = {
  /** length of a period in months: 1, 3, 6, 12 */
  readonly months: number;
  /** plain text, as a verdict prints it: cut */
  readonly perPeriod: string;
  /** as a sentence says it: rounded up to a tenth */
  readonly perPeriodUp: string;
  readonly best: string | null;
};

/** The need of a counted promise that is not reached and not past due. Null where the cadence does not allow it. */
export function needOf({ asOf, evidence, delivered }: Judgement): Need | null {
  const { target, total } = evidence;
  const { cadence, due, value } = target;
  if (target.measure !== 'flow' || !isFloor(target) || cadence === null || value === null) return null;
  if (total === null || due === null || asOf > due || delivered.metOn !== null || total.amount >= value) return null;
  const remaining = countPeriods(total.coveredTo + 1, due, cadence);
  if (remaining === 0) return null;
  const perPeriod = ratioOf(value - total.amount, BigInt(remaining) * ONE)!;
  const best = bestOf(target, total);
  return {
    months: cadence,
    perPeriod: textOf(perPeriod),
    perPeriodUp: numberUp(perPeriod),
    best: best === null ? null : textOf(best),
  };
}

/** The most that a tile brought for each of its periods; a running total counts by the mean of its periods. */
function bestOf(target: Target, total: Total): Ratio | null {
  let best: { readonly amount: Amount; readonly periods: number } | null = null;
  for (const tile of total.tiles) {
    const begin = tile.periodStart ?? target.start;
    const periods = begin === null ? 0 : countPeriods(begin, tile.periodEnd, target.cadence!);
    if (periods === 0) continue;
    const amount = addendOf(target, tile)!;
    if (best === null || isMore(amount, periods, best)) best = { amount, periods };
  }
  return best && ratioOf(best.amount, BigInt(best.periods) * ONE);
}

function isMore(amount: Amount, periods: number, best: { amount: Amount; periods: number }): boolean {
  if (periods === best.periods) return amount > best.amount;
  return amount * BigInt(best.periods) > best.amount * BigInt(periods);
}
