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

/**
 * The rank of every headline, worst first: the order of boards, digests and roll-ups (rules §8). Ranks are stored; the
 * gaps are for headlines to come, so that none that is stored ever changes.
 */
const SEVERITIES = {
  contested: 10,
  missed: 20,
  breached: 30,
  long_overdue: 40,
  overdue: 50,
  unreported: 60,
  stale: 70,
  far_behind: 80,
  behind: 90,
  in_grace: 100,
  awaiting_figures: 110,
  no_figures: 120,
  in_progress: 130,
  claimed: 140,
  on_track: 150,
  holding: 160,
  ahead: 170,
  met: 180,
  exceeded: 190,
  not_assessable: 200,
  withdrawn: 210,
} as const;
export type Headline = keyof typeof SEVERITIES;
export const HEADLINES = Object.keys(SEVERITIES) as readonly Headline[];

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

const BY_SEVERITY = new Map<number, Headline>(HEADLINES.map((headline) => [severityOf(headline), headline]));

/** Rank of a headline in the order of severity: the lowest is the worst. */
export function severityOf(headline: Headline): number {
  return SEVERITIES[headline];
}

/** The headline of a rank that is stored. */
export function headlineOf(severity: number): Headline {
  return BY_SEVERITY.get(severity)!;
}
