import { ONE, asRatio } from './amount.rules.js';
import { compareWith } from './comparing.rules.js';
import type { Evidence } from './evidence.rules.js';
import { beginOf, type Figure } from './figure.rules.js';
import type { Judgement } from './judge.rules.js';
import { countPeriods } from './periods.rules.js';
import type { Target } from './target.rules.js';

/** What looks wrong in the figures themselves (rules §2.9). An alert changes no verdict; it asks a person to look. */
export const ALERTS = [
  'running_total_fell',
  'periods_overlap',
  'gap',
  'missing_period',
  'act_before_start',
  'slid_after_met',
  'stage_above_first',
] as const;
export type Alert = (typeof ALERTS)[number];

/** The alerts of one target's known figures, in the order of `ALERTS`. */
export function alertsOf({ evidence, delivered }: Judgement): Alert[] {
  const alerts: Alert[] = [];
  const { known, target, total } = evidence;
  if (runningTotalFell(target, known.all)) alerts.push('running_total_fell');
  if (periodsOverlap(known.all)) alerts.push('periods_overlap');
  if (total?.gap) alerts.push('gap');
  if (periodIsMissing(evidence)) alerts.push('missing_period');
  if (target.measure === 'deliverable' && known.history.some(({ value }) => value! >= ONE)) {
    alerts.push('act_before_start');
  }
  if (delivered.metOn !== null && slidAfterMet(evidence, delivered.metOn)) alerts.push('slid_after_met');
  return alerts;
}

/** Of two running totals that count from the same day, the later one is lower. */
function runningTotalFell({ start }: Target, figures: readonly Figure[]): boolean {
  const highest = new Map<number | null, bigint>();
  for (const { form, periodStart, value } of figures) {
    if (form !== 'running_total' || value === null) continue;
    const begin = periodStart ?? start;
    const before = highest.get(begin);
    if (before !== undefined && value < before) return true;
    highest.set(begin, value);
  }
  return false;
}

/** Two increments share days, and neither holds the other: months inside a year are no fault. */
function periodsOverlap(figures: readonly Figure[]): boolean {
  const increments = figures.filter(({ form, value }) => form === 'increment' && value !== null);
  if (increments.every((figure, at) => at === 0 || beginOf(figure) > increments[at - 1]!.periodEnd)) return false;
  increments.sort((a, b) => beginOf(a) - beginOf(b) || b.periodEnd - a.periodEnd);
  const open: Figure[] = [];
  for (const figure of increments) {
    while (open.length > 0 && open.at(-1)!.periodEnd < beginOf(figure)) open.pop();
    if (open.length > 0 && open.at(-1)!.periodEnd < figure.periodEnd) return true;
    open.push(figure);
  }
  return false;
}

/** A period of the cadence lies before the last one on record and has no figure. */
function periodIsMissing({ target, window }: Evidence): boolean {
  if (window === null || target.cadence === null) return false;
  const last = window.used.at(-1);
  if (last === undefined) return false;
  return window.used.length < countPeriods(target.start!, Math.min(last.periodEnd, target.due!), target.cadence);
}

function slidAfterMet({ target, levels, limits }: Evidence, metOn: number): boolean {
  if (target.aggregate !== 'last' || limits === null) return false;
  return levels.some(({ periodEnd, standing, value, bound }) => {
    if (periodEnd <= metOn || standing === 'estimate') return false;
    const outcome = compareWith(limits, asRatio(value!), bound);
    return outcome === 'short' || outcome === 'passed';
  });
}
