import type { Day } from '../../clock/calendar.rules.js';
import type { Aggregate, Headline, Measure } from '../../verdicts/words.rules.js';
import type { Told } from '../language.rules.js';
import type { Limit } from '../numbers.rules.js';
import type { ChartPoint } from './target.rules.js';

/** All that the chart of a target draws. Numbers come from the verdict and the figures; the chart only places them. */
export type TargetChartView = {
  headline: Headline;
  limit: Limit;
  unit: Told;
  measure: Measure;
  aggregate: Aggregate | null;
  start: Day | null;
  due: Day | null;
  baseline: { value: string; on: Day | null } | null;
  trajectory: readonly { on: Day; share: string }[] | null;
  /** what the promise says now, when it was changed */
  amended: { limit: Limit; due: Day | null; announcedOn: Day } | null;
  points: readonly ChartPoint[];
  /** the day that is looked at, and whether it is today */
  asOf: Day;
  isToday: boolean;
  achieved: string | null;
  share: string | null;
  expectedShare: string | null;
  /** what still lacks, where that is a number */
  remaining: string | null;
  daysPastDue: number | null;
  /** length in months of a period that figures come for */
  periodMonths: number | null;
  neededPerPeriod: string | null;
  bestPeriod: string | null;
  requiredMean: string | null;
  /** day on which a deliverable was delivered, and days of announcements before */
  doneOn: Day | null;
  acts: readonly Day[];
  sentence: string;
};
