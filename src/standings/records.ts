import type { EntityManager } from 'typeorm';
import { type Day, dayNumber } from '../clock/calendar.rules.js';
import { stands } from '../entries/known.rules.js';
import { amountOf } from '../verdicts/amount.rules.js';
import type { Figure } from '../verdicts/figure.rules.js';
import { monthsOf } from '../verdicts/parse.rules.js';
import type { Decision, Record, Version } from '../verdicts/standing.rules.js';
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

/** A target with everything on record about it, ready to be judged. */
export interface TargetRecord {
  targetId: string;
  pledgeId: string;
  zone: string;
  unitZh: string;
  unitEn: string | null;
  /** the instant at which its original version was recorded; null where that is void or not known */
  recordedAt: Date | null;
  record: Record;
}

interface TargetRow {
  target_id: string;
  pledge_id: string;
  zone: string;
  unit_zh: string;
  unit_en: string | null;
  recorded_at: Date | null;
}

interface VersionRow {
  target_id: string;
  entry_id: number;
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

interface FigureRow {
  target_id: string;
  entry_id: number;
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
}

interface DecisionRow {
  target_id: string;
  entry_id: number;
  on: Day;
  delivery: Delivery;
}

/**
 * Reads what is on record about targets, as known at a position of the log (null: everything committed). Four statements
 * however many targets; a target whose pledge or original version is void comes back without versions.
 */
export async function readRecords(
  tx: EntityManager,
  targetIds: readonly string[],
  position: number | null = null,
): Promise<TargetRecord[]> {
  if (targetIds.length === 0) return [];
  const ids = [targetIds, position];
  const targets = await tx.query<TargetRow[]>(TARGETS, ids);
  const versions = groupByTarget(await tx.query<VersionRow[]>(VERSIONS, ids));
  const figures = groupByTarget(await tx.query<FigureRow[]>(FIGURES, ids));
  const decisions = groupByTarget(await tx.query<DecisionRow[]>(DECISIONS, ids));
  return targets.map((row) => ({
    targetId: row.target_id,
    pledgeId: row.pledge_id,
    zone: row.zone,
    unitZh: row.unit_zh,
    unitEn: row.unit_en,
    recordedAt: row.recorded_at,
    record: {
      versions: (versions.get(row.target_id) ?? []).map(versionOf),
      figures: (figures.get(row.target_id) ?? []).map(figureOf),
      decisions: (decisions.get(row.target_id) ?? []).map(decisionOf),
    },
  }));
}

const TARGETS = `
SELECT t.id AS target_id, t.pledge_id, j.time_zone AS zone, u.zh AS unit_zh, u.en AS unit_en,
       (SELECT e.recorded_at FROM version v JOIN entry e ON e.id = v.entry_id
        WHERE v.target_id = t.id AND v.kind = 'original' AND ${stands('v', '$2')}) AS recorded_at
FROM target t
JOIN pledge p ON p.id = t.pledge_id
JOIN jurisdiction j ON j.id = p.jurisdiction_id
JOIN indicator i ON i.id = t.indicator_id
JOIN unit u ON u.id = i.unit_id
WHERE t.id = ANY($1)
ORDER BY t.id`;

const VERSIONS = `
SELECT v.target_id, v.entry_id, v.kind, v.announced_on, v.comparator, v.value, v.upper, v.tolerance, v.miss_allowed,
       v.measure, v.aggregate, v.start, v.due, v.closes, v.baseline_value, v.baseline_on, v.cadence,
       v.publication_lag_days, v.grace_days, v.trajectory, v.assumed
FROM version v
JOIN target t ON t.id = v.target_id
JOIN pledge p ON p.id = t.pledge_id
WHERE v.target_id = ANY($1) AND ${stands('v', '$2')} AND ${stands('p', '$2')}
ORDER BY v.entry_id`;

// An indicator's figures count for every target on it; what a figure says in shares and words only for the one it names.
const FIGURES = `
SELECT t.id AS target_id, f.entry_id, f.id, f.supersedes, f.publisher_class, f.form, f.period_start, f.period_end,
       f.value, f.bound, f.standing, f.published_on,
       CASE WHEN f.target_id = t.id THEN f.stated_share END AS stated_share,
       CASE WHEN f.target_id = t.id THEN f.claim END AS claim
FROM target t
JOIN figure f ON f.indicator_id = t.indicator_id
WHERE t.id = ANY($1) AND (f.value IS NOT NULL OR f.target_id = t.id) AND ${stands('f', '$2')}
ORDER BY f.entry_id`;

const DECISIONS = `
SELECT d.target_id, d.entry_id, d."on", d.delivery FROM decision d
WHERE d.target_id = ANY($1) AND ${stands('d', '$2')}
ORDER BY d.entry_id`;

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

function groupByTarget<Row extends { target_id: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.target_id);
    if (group) group.push(row);
    else groups.set(row.target_id, [row]);
  }
  return groups;
}

function dayOrNull(day: Day | null): number | null {
  return day === null ? null : dayNumber(day);
}

function amountOrNull(text: string | null): bigint | null {
  return text === null ? null : amountOf(text);
}
