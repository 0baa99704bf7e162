import type { Day } from '../clock/calendar.rules.js';
import type { Delivery, Freshness, Headline, Pace, Timeliness } from './words.rules.js';

/**
 * The version of the published rule text that this code carries out. Raising it wants a migration that lays the index
 * `verdict_older_rules` anew; where the order of headlines moves, the spans want a rebuild as well.
 */
export const RULES_VERSION = 1;

/**
 * What target, figures and a day say together, for one publisher class and one version (rules §3–§6, §8, §9, §12).
 * Decimals are plain text, cut after 12 digits behind the point; what is not known is null, never 0.
 */
export type Verdict = {
  headline: Headline;
  delivery: Delivery;
  timeliness: Timeliness;
  pace: Pace;
  freshness: Freshness;
  achieved: string | null;
  share: string | null;
  expectedShare: string | null;
  ratio: string | null;
  requiredMean: string | null;
  metOn: Day | null;
  daysLate: number | null;
  changesOn: Day | null;
};
