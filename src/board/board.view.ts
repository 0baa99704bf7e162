import type { Day } from '../clock/calendar.rules.js';
import type { Told, Words } from '../html/language.rules.js';
import type { Limit } from '../html/numbers.rules.js';
import type { Sort } from '../pledges/pledge-lists.service.js';
import type { Delivery, Goalpost, Headline, Measure, Timeliness } from '../verdicts/words.rules.js';

/** What boards and lists show: pledges with their headline, and counts. */

export type Counts = Readonly<Record<Headline, number>>;

/** A target where it stands, as far as one line shows it. */
export type TargetLine = {
  id: string;
  headline: Headline;
  delivery: Delivery;
  timeliness: Timeliness;
  measure: Measure;
  limit: Limit;
  unit: Told;
  due: Day | null;
  achieved: string | null;
  share: string | null;
  /** how far the bar goes, 1 at the promise; null where there is nothing to draw */
  reached: number | null;
  metOn: Day | null;
  daysLate: number | null;
  daysPastDue: number | null;
  coveredTo: Day | null;
  lastPublishedOn: Day | null;
  sentence: Words;
};

export type OtherTarget = { id: string; headline: Headline; name: Told };

/** A pledge with its worst target; the others are marks. */
export type PledgeLine = {
  id: string;
  title: Told;
  jurisdiction: Told;
  agency: Told | null;
  topic: Told;
  headline: Headline;
  goalpost: Goalpost;
  /** null only where every rule threw */
  worst: TargetLine | null;
  others: readonly OtherTarget[];
};

/** Pledges of one headline, as many as the front page shows of it. */
export type Group = { headline: Headline; count: number; pledges: readonly PledgeLine[] };

export type FrontView = {
  counts: Counts;
  groups: readonly Group[];
  /** headlines asked for; empty for all */
  asked: readonly Headline[];
  /** the same weekday a week before, where it can be told */
  weekAgo: Counts | null;
};

export type ListView = {
  pledges: readonly PledgeLine[];
  /** pledges that pass all filters, and all there are */
  count: number;
  of: number;
  filters: readonly AppliedFilter[];
  sort: Sort;
  facets: { headlines: Counts };
  /** what was searched for, to be marked in the titles */
  question: string | null;
  /** cursors of the neighbouring pages; empty for the first page, null where there is none */
  before: string | null;
  after: string | null;
};

/** A filter in words, and how many pledges there would be without it. */
export type AppliedFilter = { name: string; value: string; label: Told; without: number };

/** How many pledges all headlines together hold. */
export function totalOf(counts: Counts): number {
  return Object.values(counts).reduce((sum, each) => sum + each, 0);
}
