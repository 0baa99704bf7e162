import type { DayNumber } from '../clock/calendar.rules.js';
import { times, type Amount } from './amount.rules.js';
import { compareLater, worseStanding, type Figure } from './figure.rules.js';
import { isFloor, type Target } from './target.rules.js';
import type { Bound, FigureStanding } from './words.rules.js';

/** A flow's total, laid like tiles: nothing counts twice, nothing partly (rules §2.4). */
export type Total = {
  readonly amount: Amount;
  readonly bound: Bound;
  readonly standing: FigureStanding;
  /** last day of the last tile */
  readonly coveredTo: DayNumber;
  /** a stretch from the start on that no tile covers */
  readonly gap: boolean;
  readonly tiles: readonly Figure[];
};

/** What a flow's figure adds: its value, or for a floor the stated share of the promised value. Null for words. */
export function addendOf(target: Target, { value, statedShare }: Figure): Amount | null {
  if (value !== null) return value;
  if (statedShare === null || target.value === null || !isFloor(target)) return null;
  return times(target.value, statedShare);
}

/** Lays the figures from the target's start on. Null when none can be laid. */
export function layTiles(target: Target, figures: readonly Figure[]): Total | null {
  const begin = (figure: Figure): DayNumber => beginIn(target, figure);
  const laid = figures
    .filter((figure) => addendOf(target, figure) !== null)
    .sort((a, b) => begin(a) - begin(b) || compareLater(a, b));
  if (laid.length === 0) return null;

  let open = target.start ?? begin(laid[0]!);
  const tiles: Figure[] = [];
  let amount = 0n;
  let gap = false;
  for (let at = 0; at < laid.length; at += 1) {
    const tile = laid[at]!;
    const from = begin(tile);
    // Of those that begin on one day the last one ends last, and of two such it is the later.
    if (from < open || (at + 1 < laid.length && begin(laid[at + 1]!) === from)) continue;
    if (from > open) gap = true;
    tiles.push(tile);
    amount += addendOf(target, tile)!;
    open = tile.periodEnd + 1;
  }
  const first = tiles[0];
  if (first === undefined) return null;
  return {
    amount,
    bound: tiles.every(({ bound }) => bound === first.bound) ? first.bound : 'about',
    standing: tiles.reduce((worst, { standing }) => worseStanding(worst, standing), first.standing),
    coveredTo: open - 1,
    gap,
    tiles,
  };
}

/** A running total without a first day counts from the start; without a start it lies before all. */
function beginIn({ start }: Target, { periodStart }: Figure): DayNumber {
  return periodStart ?? start ?? -Infinity;
}
