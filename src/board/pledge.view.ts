import type { Day } from '../clock/calendar.rules.js';
import type { TargetChartView } from '../html/charts/target.js';
import type { Told, Words } from '../html/language.rules.js';
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
  headline: Headline;
  /** worst first */
  targets: readonly TargetView[];
  /** newest first */
  history: readonly HistoryLine[];
  /** changes that are not listed */
  olderChanges: number;
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
  publicationLagDays: number;
  graceDays: number;
  baseline: { value: string; on: Day | null } | null;
  dueWords: string | null;
  dueEarliest: Day | null;
  assumed: readonly string[];
  pace: Pace;
  freshness: Freshness;
  confidence: Confidence;
  goalpost: Goalpost;
  expectedShare: string | null;
  ratio: string | null;
  changesOn: Day | null;
  alerts: readonly string[];
  /** by the promise as it stands now, where that is another verdict than the one that counts */
  current: { headline: Headline; sentence: Words } | null;
  /** by another class of publishers, where it differs */
  rivals: readonly { publisherClass: PublisherClass; delivery: Delivery }[];
  decision: { on: Day; delivery: Delivery; reason: string; by: string | null } | null;
  checks: readonly { on: Day; where: string; by: string | null }[];
  versions: readonly VersionView[];
  figures: readonly FigureView[];
  chart: Omit<TargetChartView, 'sentence'>;
};

export type VersionView = {
  kind: 'original' | 'amendment' | 'clarification' | 'withdrawal';
  announcedOn: Day;
  limit: Limit;
  start: Day | null;
  due: Day | null;
  reason: string | null;
  source: SourceView | null;
  assumed: readonly string[];
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
  /** taken back, with the reason */
  voided: string | null;
};

export type HistoryLine = {
  on: Day;
  noticedAt: Date;
  kind: 'ordinary' | 'backfill' | 'correction' | 'rules';
  cause: string | null;
  target: Told | null;
  from: Headline | null;
  to: Headline;
};

export type NoteView = { kind: 'staff' | 'agency_reply'; text: string; by: Told | null; recordedAt: Date };
