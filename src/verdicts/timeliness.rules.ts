import type { DayNumber } from '../clock/calendar.rules.js';
import type { Delivered } from './delivery.rules.js';
import type { Evidence } from './evidence.rules.js';
import type { Target } from './target.rules.js';
import type { Timeliness } from './words.rules.js';

/** Days before due from which on a promise is due soon, and from which on a kept one was kept early. */
const SOON = 30;

/** Whether a promise is due, kept in time, late, or past due with nothing that says either way (rules §4). */
export function timelinessOn(evidence: Evidence, delivered: Delivered, asOf: DayNumber): Timeliness {
  const { target, coveredTo } = evidence;
  const { delivery, metOn, closed, undecided } = delivered;
  const { due, measure, lag, grace } = target;
  if (due === null) return 'no_deadline';
  if (metOn !== null) return due - metOn >= SOON ? 'met_early' : metOn <= due ? 'met_on_time' : 'met_late';
  if (asOf <= due) return due - asOf <= SOON ? 'due_soon' : 'not_due';
  if (delivery === 'claimed' || delivery === 'not_assessable' || delivery === 'breached') return 'closed';

  const settled = closed && delivery !== 'holding';
  if (measure !== 'deliverable' && !settled && asOf <= due + lag) return 'awaiting_figures';
  if (target.closes === 'fixed') return settled ? 'closed' : 'unreported';
  const silent = delivery === 'holding' || undecided || coveredTo === null;
  if (measure !== 'deliverable' && !settled && silent) return 'unreported';
  if (asOf <= due + grace) return 'in_grace';
  return asOf > due + grace + longOverdueAfter(target) ? 'long_overdue' : 'overdue';
}

/** Days after due and grace until overdue is long overdue: a quarter of the window's days, at least 90. */
export function longOverdueAfter({ start, due }: Target): number {
  return start === null || due === null ? 90 : Math.max(90, Math.ceil((due - start + 1) / 4));
}
