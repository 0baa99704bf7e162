/** The closed sets of words of the verdict rules: the same words in API, database and code. */

export const COMPARATORS = ['at_least', 'more_than', 'at_most', 'less_than', 'between', 'about', 'done'] as const;
export const MEASURES = ['flow', 'level', 'deliverable'] as const;
export const AGGREGATES = ['last', 'mean', 'every'] as const;
export const CLOSES = ['open', 'fixed'] as const;
export const CADENCES = ['monthly', 'quarterly', 'half_yearly', 'yearly'] as const;
export const MISS_ALLOWED = ['none', 'below', 'above'] as const;
export const FORMS = ['increment', 'running_total', 'level'] as const;
export const BOUNDS = ['exact', 'about', 'over', 'nearly', 'at_least', 'at_most'] as const;
export const STANDINGS = ['estimate', 'provisional', 'final'] as const;
export const CLAIMS = ['met', 'exceeded', 'not_met'] as const;
export const PUBLISHER_CLASSES = ['government', 'auditor', 'independent'] as const;

export const DELIVERIES = [
  'no_figures',
  'in_progress',
  'holding',
  'met',
  'exceeded',
  'claimed',
  'missed',
  'breached',
  'not_assessable',
] as const;
export const TIMELINESSES = [
  'no_deadline',
  'met_early',
  'met_on_time',
  'met_late',
  'not_due',
  'due_soon',
  'closed',
  'awaiting_figures',
  'unreported',
  'in_grace',
  'overdue',
  'long_overdue',
] as const;
export const PACES = ['not_applicable', 'unknown', 'too_early', 'far_behind', 'behind', 'on_track', 'ahead'] as const;
export const FRESHNESSES = ['closed', 'none', 'fresh', 'due', 'late', 'silent'] as const;
export const CONFIDENCES = ['single_source', 'corroborated', 'verified', 'contested'] as const;
export const GOALPOSTS = ['unchanged', 'eased', 'tightened', 'mixed', 'clarified'] as const;

/** Every headline, worst first: the order of boards, digests and roll-ups (rules §8). */
export const HEADLINES = [
  'contested',
  'missed',
  'breached',
  'long_overdue',
  'overdue',
  'unreported',
  'stale',
  'far_behind',
  'behind',
  'in_grace',
  'awaiting_figures',
  'no_figures',
  'in_progress',
  'claimed',
  'on_track',
  'holding',
  'ahead',
  'met',
  'exceeded',
  'not_assessable',
  'withdrawn',
] as const;

export type Comparator = (typeof COMPARATORS)[number];
export type Measure = (typeof MEASURES)[number];
export type Aggregate = (typeof AGGREGATES)[number];
export type Closes = (typeof CLOSES)[number];
export type Cadence = (typeof CADENCES)[number];
export type MissAllowed = (typeof MISS_ALLOWED)[number];
export type Form = (typeof FORMS)[number];
export type Bound = (typeof BOUNDS)[number];
export type FigureStanding = (typeof STANDINGS)[number];
export type Claim = (typeof CLAIMS)[number];
export type PublisherClass = (typeof PUBLISHER_CLASSES)[number];
export type Delivery = (typeof DELIVERIES)[number];
export type Timeliness = (typeof TIMELINESSES)[number];
export type Pace = (typeof PACES)[number];
export type Freshness = (typeof FRESHNESSES)[number];
export type Confidence = (typeof CONFIDENCES)[number];
export type Goalpost = (typeof GOALPOSTS)[number];
export type Headline = (typeof HEADLINES)[number];

const SEVERITIES = new Map<Headline, number>(HEADLINES.map((headline, at) => [headline, at]));

/** Place of a headline in the order of severity: 0 is the worst. */
export function severityOf(headline: Headline): number {
  return SEVERITIES.get(headline)!;
}
