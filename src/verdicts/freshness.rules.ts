import { addMonths, type DayNumber } from '../clock/calendar.rules.js';
import type { Evidence } from './evidence.rules.js';
import { expectedEnd } from './periods.rules.js';
import type { Delivery, Freshness, Timeliness } from './words.rules.js';

/** Whether the figures are as recent as they should be (rules §6). */
export function freshnessOn(
  { target, coveredTo }: Evidence,
  delivery: Delivery,
  timeliness: Timeliness,
  asOf: DayNumber,
): Freshness {
  const { due, lag } = target;
  if (delivery === 'met' || delivery === 'exceeded' || delivery === 'missed' || timeliness === 'closed')
    return 'closed';
  if (target.measure === 'deliverable') return 'none';
  if (due !== null && coveredTo !== null && coveredTo >= due) return 'fresh';
  if (target.cadence !== null) {
    const expected = expectedEnd(target, coveredTo);
    if (asOf <= expected) return coveredTo === null ? 'none' : 'fresh';
    if (asOf <= expected + lag) return 'due';
    return asOf <= addMonths(expected + lag, target.cadence) ? 'late' : 'silent';
  }
  if (due !== null && asOf > due) return asOf <= due + lag ? 'due' : 'silent';
  if (coveredTo === null) return 'none';
  if (asOf > addMonths(coveredTo, 24) + lag) return 'silent';
  return asOf > addMonths(coveredTo, 12) + lag ? 'late' : 'fresh';
}
