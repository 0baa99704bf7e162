import type { DayNumber } from '../clock/calendar.rules.js';
import type { Delivered } from './delivery.rules.js';
import type { Evidence } from './evidence.rules.js';

/** Lets the latest words speak where numbers have not (rules §3, Words): numbers before words. */
export function hearWords(evidence: Evidence, delivered: Delivered, asOf: DayNumber): Delivered {
  const { target, known, coveredTo } = evidence;
  const { delivery, closed } = delivered;
  if (!['no_figures', 'in_progress', 'holding', 'not_assessable'].includes(delivery)) return delivered;
  const latest = known.claims.at(-1);
  if (latest === undefined) return delivered;
  if (coveredTo !== null && latest.periodEnd <= coveredTo && delivery !== 'not_assessable') return delivered;
  const { due } = target;
  const early = due !== null && latest.periodEnd < due;
  if (target.measure === 'level' && early && asOf > due) return delivered;

  if (latest.claim !== 'not_met') {
    return closed && delivery === 'in_progress' ? delivered : { ...delivered, delivery: 'claimed' };
  }
  if (due !== null && !early) return { ...delivered, delivery: 'in_progress', closed: true };
  return delivery === 'not_assessable' ? { ...delivered, delivery: 'in_progress' } : delivered;
}
