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
  const byBegin = longestByBegin(target, figures);
  const begins = [...byBegin.keys()].sort((a, b) => a - b);
  let open = target.start ?? begins[0];
  if (open === undefined) return null;

  const tiles: Figure[] = [];
  let amount = 0n;
  let gap = false;
  for (const begin of begins) {
    if (begin < open) continue;
    if (begin > open) gap = true;
    const tile = byBegin.get(begin)!;
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

/** For each first day the figure that ends last, of two the later. */
function longestByBegin(target: Target, figures: readonly Figure[]): Map<DayNumber, Figure> {
  const longest = new Map<DayNumber, Figure>();
  for (const figure of figures) {
    if (addendOf(target, figure) === null) continue;
    // A running total without a first day counts from the start; without a start it lies before all.
    const begin = figure.periodStart ?? target.start ?? -Infinity;
    const rival = longest.get(begin);
    if (rival === undefined || compareLater(figure, rival) > 0) longest.set(begin, figure);
  }
  return longest;
}
