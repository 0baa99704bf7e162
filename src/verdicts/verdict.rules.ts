import type { Day } from '../clock/calendar.rules.js';
import type { Delivery, Freshness, Headline, Pace, Timeliness } from './words.rules.js';

/** The version of the published rule text that this code carries out. */
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

/** Numbers that went into a verdict, for its explanation and its sentence. */
export type Explanation = {
  rulesVersion: number;
  asOf: Day;
  /** last day the figures speak for, null when nothing is covered */
  coveredTo: Day | null;
  /** first day on which a publication of the government counted, and the latest */
  firstPublishedOn: Day | null;
  lastPublishedOn: Day | null;
  /** figures that were used, by their place in the input */
  used: number[];
  /** days past due, on `asOf`; null before or without a due day */
  daysPastDue: number | null;
  /** what each remaining month (period of the cadence) must bring, and the best such period so far: flows with a cadence */
  neededPerPeriod: string | null;
  bestPeriod: string | null;
  /** data alerts of rules §2.9: they change no verdict */
  alerts: string[];
  sentenceZh: string;
  sentenceEn: string;
};
