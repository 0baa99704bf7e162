import type { EntityManager } from 'typeorm';
import { type Day, dayNumber } from '../clock/calendar.rules.js';
import { amountOf } from '../verdicts/amount.rules.js';
import type { Figure } from '../verdicts/figure.rules.js';
import { monthsOf } from '../verdicts/parse.rules.js';
import type { Decision, Version } from '../verdicts/standing.rules.js';
import type { Target } from '../verdicts/target.rules.js';
import type {
  Aggregate,
  Bound,
  Cadence,
  Claim,
  Closes,
  Comparator,
  Delivery,
  FigureStanding,
  Form,
  Measure,
  MissAllowed,
  PublisherClass,
} from '../verdicts/words.rules.js';
import { COMMITTED, KNOWN } from './fact-statements.sql.js';
import {
  type Because,
  type RecordedFact,
  type Recordings,
  type TargetHistory,
  entriesOf,
} from './fact-history.rules.js';

interface TargetRow {
  target_id: string;
  pledge_id: string;
  zone: string;
  unit_zh: string;
  unit_en: string | null;
  voided_by: number | null;
}

/** A fact's row: the target, its entry, and the entry of its void. */
interface FactRow {
  target_id: string;
  entry_id: number;
  voided_by: number | null;
}

interface VersionRow extends FactRow {
  kind: Version['kind'];
  announced_on: Day;
  comparator: Comparator;
  value: string | null;
  upper: string | null;
  tolerance: string | null;
  miss_allowed: MissAllowed;
  measure: Measure;
  aggregate: Aggregate | null;
  start: Day | null;
  due: Day | null;
  closes: Closes;
  baseline_value: string | null;
  baseline_on: Day | null;
  cadence: Cadence | null;
  publication_lag_days: number;
  grace_days: number;
  trajectory: { on: Day; share: string }[] | null;
  assumed: string[];
}

interface FigureRow extends FactRow {
  id: string;
  supersedes: string | null;
  publisher_class: PublisherClass;
  form: Form;
  period_start: Day | null;
  period_end: Day;
  value: string | null;
  bound: Bound;
  standing: FigureStanding;
  stated_share: string | null;
  claim: Claim | null;
  published_on: Day;
  because: 'revised' | 'entry_error' | null;
}

interface DecisionRow extends FactRow {
  on: Day;
  delivery: Delivery;
}

/**
 * Reads everything recorded about targets, voids included, as known at a position of the log (null: everything
 * committed). Four statements however many targets; those not known yet are left out.
 */
export async function readHistories(
  tx: EntityManager,
  targetIds: readonly string[],
  position: number | null = null,
): Promise<TargetHistory[]> {
  if (targetIds.length === 0) return [];
  const read = position === null ? COMMITTED : KNOWN;
  const parameters = position === null ? [targetIds] : [targetIds, position];
  const targets = await tx.query<TargetRow[]>(read.targets, parameters);
  const versions = groupByTarget(await tx.query<VersionRow[]>(read.versions, parameters), versionOf);
  const figures = groupByTarget(await tx.query<FigureRow[]>(read.figures, parameters), figureOf);
  const decisions = groupByTarget(await tx.query<DecisionRow[]>(read.decisions, parameters), decisionOf);
  return targets.map((row) => ({
    targetId: row.target_id,
    pledgeId: row.pledge_id,
    zone: row.zone,
    unitZh: row.unit_zh,
    unitEn: row.unit_en,
    pledgeVoidedBy: row.voided_by,
    versions: versions.get(row.target_id) ?? [],
    figures: figures.get(row.target_id) ?? [],
    decisions: decisions.get(row.target_id) ?? [],
  }));
}

/**
 * When each entry behind histories was recorded, and with which transaction: what to go through step by step. A restored
 * database counts its transactions anew; those of one number are told apart by the instant at which they became known.
 */
export async function readRecordings(tx: EntityManager, histories: readonly TargetHistory[]): Promise<Recordings> {
  const entries = await tx.query<{ id: number; batch: string; recorded_at: Date }[]>(
    "SELECT id, concat_ws(' ', xact, known_at) AS batch, recorded_at FROM entry WHERE id = ANY($1)",
    [[...new Set(histories.flatMap(entriesOf))]],
  );
  return new Map(entries.map(({ id, batch, recorded_at }) => [id, { batch, at: recorded_at }]));
}

function versionOf(row: VersionRow): Version {
  return {
    order: row.entry_id,
    kind: row.kind,
    announcedOn: dayNumber(row.announced_on),
    target: targetOf(row),
    assumed: row.assumed,
  };
}

function targetOf(row: VersionRow): Target {
  return {
    comparator: row.comparator,
    value: amountOrNull(row.value),
    upper: amountOrNull(row.upper),
    tolerance: amountOrNull(row.tolerance),
    missAllowed: row.miss_allowed,
    measure: row.measure,
    aggregate: row.aggregate,
    start: dayOrNull(row.start),
    due: dayOrNull(row.due),
    closes: row.closes,
    baseline:
      row.baseline_value === null ? null : { value: amountOf(row.baseline_value), on: dayOrNull(row.baseline_on) },
    cadence: row.cadence === null ? null : monthsOf(row.cadence),
    lag: row.publication_lag_days,
    grace: row.grace_days,
    trajectory: row.trajectory?.map(({ on, share }) => ({ on: dayNumber(on), share: amountOf(share) })) ?? null,
  };
}

function figureOf(row: FigureRow): Figure {
  return {
    order: row.entry_id,
    id: row.id,
    supersedes: row.supersedes,
    publisherClass: row.publisher_class,
    form: row.form,
    periodStart: dayOrNull(row.period_start),
    periodEnd: dayNumber(row.period_end),
    value: amountOrNull(row.value),
    bound: row.bound,
    standing: row.standing,
    statedShare: amountOrNull(row.stated_share),
    claim: row.claim,
    publishedOn: dayNumber(row.published_on),
  };
}

function decisionOf(row: DecisionRow): Decision {
  return { order: row.entry_id, on: dayNumber(row.on), delivery: row.delivery };
}

function groupByTarget<Row extends FactRow, Fact extends { readonly order: number }>(
  rows: readonly Row[],
  factOf: (row: Row) => Fact,
): Map<string, RecordedFact<Fact>[]> {
  const groups = new Map<string, RecordedFact<Fact>[]>();
  for (const row of rows) {
    const because = 'because' in row ? (row.because as Because | null) : null;
    const recorded = { fact: factOf(row), voidedBy: row.voided_by, because };
    const group = groups.get(row.target_id);
    if (group) group.push(recorded);
    else groups.set(row.target_id, [recorded]);
  }
  return groups;
}

function dayOrNull(day: Day | null): number | null {
  return day === null ? null : dayNumber(day);
}

function amountOrNull(text: string | null): bigint | null {
  return text === null ? null : amountOf(text);
}
