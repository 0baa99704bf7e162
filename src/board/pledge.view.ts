import type { Day } from '../clock/calendar.rules.js';
import type { TargetChartView } from '../html/charts/target.view.js';
import type { Told } from '../html/language.rules.js';
import type { Limit } from '../html/numbers.rules.js';
import type {
  Aggregate,
  Bound,
  Cadence,
  Claim,
  Closes,
  Confidence,
  Delivery,
  FigureStanding,
  Form,
  Freshness,
  Goalpost,
  Headline,
  Pace,
  PublisherClass,
  Timeliness,
} from '../verdicts/words.rules.js';
import type { TargetLine } from './board.view.js';

/** What the page of one pledge shows. */

export type PledgeView = {
  id: string;
  title: Told;
  jurisdiction: Told;
  agency: Told | null;
  programme: Told | null;
  topic: Told;
  setBy: string | null;
  quote: string | null;
  locator: string | null;
  announcedOn: Day;
  source: SourceView;
  /** null where every target is set aside */
  headline: Headline | null;
  /** taken back as our mistake: why, and which pledge stands instead */
  taken: { reason: string; standsId: string | null } | null;
  /** worst first */
  targets: readonly TargetView[];
  /** targets whose rule threw */
  aside: readonly { id: string; name: Told; reason: string }[];
  /** newest first */
  history: readonly HistoryLine[];
  /** whether there are older changes than those */
  olderChanges: boolean;
  notes: readonly NoteView[];
};

export type SourceView = {
  id: string;
  publisher: string;
  publisherClass: PublisherClass;
  title: string | null;
  address: string | null;
  publishedOn: Day;
  copySha256: string | null;
};

export type TargetView = TargetLine & {
  indicator: Told;
  stage: 'started' | 'completed' | null;
  definition: string | null;
  start: Day | null;
  closes: Closes;
  aggregate: Aggregate | null;
  cadence: Cadence | null;
  baseline: { value: string; on: Day | null } | null;
  dueWords: string | null;
  dueEarliest: Day | null;
  assumed: readonly string[];
  pace: Pace;
  freshness: Freshness;
  confidence: Confidence;
  goalpost: Goalpost;
  expectedShare: string | null;
  changesOn: Day | null;
  alerts: readonly string[];
  /** by the promise as it stands now, where it was changed */
  current: { headline: Headline; due: Day | null } | null;
  /** what other classes of publishers lead to */
  classes: readonly { publisherClass: PublisherClass; delivery: Delivery; achieved: string | null }[];
  decision: { on: Day; delivery: Delivery; reason: string } | null;
  checks: readonly { on: Day; where: string; by: string }[];
  versions: readonly VersionView[];
  figures: readonly FigureView[];
  chart: Omit<TargetChartView, 'sentence'>;
};

export type VersionView = {
  kind: 'original' | 'amendment' | 'clarification' | 'withdrawal';
  announcedOn: Day;
  limit: Limit;
  due: Day | null;
  reason: string | null;
  source: SourceView | null;
};

export type FigureView = {
  id: string;
  periodStart: Day | null;
  periodEnd: Day;
  publishedOn: Day;
  value: string | null;
  bound: Bound;
  form: Form;
  standing: FigureStanding;
  statedShare: string | null;
  claim: Claim | null;
  publisherClass: PublisherClass;
  source: SourceView;
  locator: string | null;
  doubt: string | null;
  /** what this figure was put in the place of, and why */
  because: 'revised' | 'entry_error' | null;
  /** another figure stands in its place */
  replaced: boolean;
};

export type HistoryLine = {
  on: Day;
  noticedAt: Date;
  kind: 'ordinary' | 'backfill' | 'correction' | 'rules';
  because: 'revised' | 'entry_error' | 'recorded_late' | null;
  /** up to, not including; of a correction that does not hold to this day */
  until: Day | null;
  target: Told;
  from: State | null;
  to: State | null;
};

export type State = { headline: Headline; delivery: Delivery; timeliness: Timeliness; goalpost: Goalpost };

export type NoteView = { kind: 'staff' | 'agency_reply'; text: string; by: Told | null; recordedAt: Date };
