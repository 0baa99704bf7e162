import type { Delivery, Freshness, Headline, Pace, Timeliness } from './words.rules.js';

const SETTLED = new Set<Delivery>(['not_assessable', 'claimed', 'exceeded', 'met', 'breached', 'missed']);
const LATE = new Set<Timeliness>(['long_overdue', 'overdue', 'unreported', 'awaiting_figures', 'in_grace']);
const JUDGED = new Set<Pace>(['far_behind', 'behind', 'ahead', 'on_track']);

/** The one word for a target: the first that holds (rules §8; withdrawn and contested stand above it). */
export function headlineOf(delivery: Delivery, timeliness: Timeliness, pace: Pace, freshness: Freshness): Headline {
  if (SETTLED.has(delivery)) return delivery;
  if (LATE.has(timeliness)) return timeliness as Headline;
  if (freshness === 'late' || freshness === 'silent') return 'stale';
  if (JUDGED.has(pace)) return pace as Headline;
  return delivery;
}
