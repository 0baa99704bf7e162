import { endOfPeriod, partsOf, type DayNumber } from '../clock/calendar.rules.js';
import { compareLater, type Figure } from './figure.rules.js';
import type { Target } from './target.rules.js';

/** Figures of the window of a mean or an every, and the periods they fill (rules §2.6). */
export type Window = {
  /** the figures judged, one a period where there is a cadence, from the earlier to the later */
  readonly used: readonly Figure[];
  /** the figure whose days are the whole window, if any: for a mean it is the mean */
  readonly whole: Figure | null;
  /** number of calendar periods in the window; null without a cadence */
  readonly periods: number | null;
};

/** The window's figures of a mean or every target; `figures` as known, from the earlier to the later. */
export function windowOf(target: Target, figures: readonly Figure[]): Window {
  const start = target.start!;
  const due = target.due!;
  const within = figures.filter((figure) => figure.value !== null && (figure.periodStart ?? figure.periodEnd) <= due);
  const isWhole = (figure: Figure): boolean => figure.periodStart === start && figure.periodEnd === due;
  const whole = within.findLast(isWhole) ?? null;
  if (target.cadence === null) return { used: within, whole, periods: null };

  const byPeriod = new Map<DayNumber, Figure>();
  for (const figure of within) {
    if (isWhole(figure)) continue;
    const period = endOfPeriod(Math.min(figure.periodEnd, due), target.cadence);
    const rival = byPeriod.get(period);
    if (rival === undefined || compareLater(figure, rival) > 0) byPeriod.set(period, figure);
  }
  return { used: [...byPeriod.values()].sort(compareLater), whole, periods: countPeriods(start, due, target.cadence) };
}

/** The first calendar period end after what is covered (from `start` on when nothing is), no later than `due` (rules §6). */
export function expectedEnd(target: Target, coveredTo: DayNumber | null): DayNumber {
  const end = endOfPeriod(coveredTo === null ? target.start! : coveredTo + 1, target.cadence!);
  return target.due === null ? end : Math.min(end, target.due);
}

/** Calendar periods of `months` months that share a day with from…to; 0 when `to` is before `from`. */
export function countPeriods(from: DayNumber, to: DayNumber, months: number): number {
  return to < from ? 0 : periodOf(to, months) - periodOf(from, months) + 1;
}

/** The number of the calendar period that holds a day, counted on without end. */
function periodOf(day: DayNumber, months: number): number {
  const { year, month } = partsOf(day);
  return year * (12 / months) + Math.ceil(month / months);
}
