import type { EntityManager } from 'typeorm';
import type { Day } from '../clock/calendar.rules.js';
import type { Present } from '../clock/clock.js';
import { RULES_VERSION } from '../verdicts/verdict.rules.js';
import { HEADLINES } from '../verdicts/words.rules.js';
import type { TargetHistory } from './history.rules.js';
import type { Judged, Settlement } from './settling.rules.js';

const A_DAY = 24 * 60 * 60 * 1000;

/** A verdict as it was settled: the stored answer with its day and the version of the rules. */
export const EXPLAINED = "answer || jsonb_build_object('asOf', as_of, 'rulesVersion', rules_version)";

/** What a verdict row keeps of the last settling of its target; digests are null where they were not reckoned. */
export interface KeptVerdict {
  targetId: string;
  asOf: Day;
  firstPublishedOn: Day;
  daysDigest: string | null;
  answerDigest: string | null;
  isSetAside: boolean;
}

/** The columns of a KeptVerdict. */
export const KEPT = `verdict.target_id AS "targetId", as_of AS "asOf", first_published_on AS "firstPublishedOn",
  days_sha256 AS "daysDigest", answer_sha256 AS "answerDigest", set_aside IS NOT NULL AS "isSetAside"`;

/** The targets of pledges, and what is kept of those that have a verdict. */
export async function readKept(
  tx: EntityManager,
  pledgeIds: readonly string[],
): Promise<{ targetIds: string[]; kept: Map<string, KeptVerdict> }> {
  const rows = await tx.query<(KeptVerdict & { id: string })[]>(
    `SELECT target.id, ${KEPT} FROM target LEFT JOIN verdict ON verdict.target_id = target.id
     WHERE target.pledge_id = ANY($1)`,
    [pledgeIds],
  );
  return {
    targetIds: rows.map(({ id }) => id),
    kept: new Map(rows.filter(({ targetId }) => targetId !== null).map((row) => [row.targetId, row])),
  };
}

/** Writes where targets stand, over what is kept of them: what says the same is dated, what is gone leaves every board. */
export async function writeVerdicts(
  tx: EntityManager,
  settled: readonly Settlement[],
  kept: ReadonlyMap<string, KeptVerdict>,
  present: Present,
): Promise<void> {
  const come: Settlement[] = [];
  const moved: Settlement[] = [];
  const same: Settlement[] = [];
  const gone: Settlement[] = [];
  for (const settlement of settled) {
    const before = kept.get(settlement.targetId);
    if (settlement.explained === null) gone.push(settlement);
    else if (before === undefined) come.push(settlement);
    else if (saysTheSame(settlement, before)) same.push(settlement);
    else moved.push(settlement);
  }
  await insertVerdicts(tx, come, present);
  await updateVerdicts(tx, moved, present);
  await confirmVerdicts(tx, same, present);
  await removeVerdicts(tx, gone);
}

/** Whether a target says of every day what it told of it. */
export function hasTheSameDays({ daysDigest }: Judged, before: KeptVerdict | undefined): boolean {
  return daysDigest !== null && daysDigest === before?.daysDigest;
}

/** Whether nothing of a target has moved but the day it is settled for. */
export function saysTheSame(settlement: Settlement, before: KeptVerdict | undefined): boolean {
  const { changes, answerDigest } = settlement;
  if (before === undefined || before.isSetAside || changes.length > 0 || answerDigest === null) return false;
  return answerDigest === before.answerDigest && hasTheSameDays(settlement, before);
}

const SETTLED = `jsonb_to_recordset($1::jsonb) AS row(target_id uuid, pledge_id uuid, headline text, severity smallint,
       delivery text, timeliness text, pace text, freshness text, confidence text, goalpost text, due date, as_of date,
       settled_at timestamptz, first_published_on date, changes_on date, changes_at timestamptz, answer jsonb,
       days_sha256 text, answer_sha256 text)`;

async function insertVerdicts(tx: EntityManager, settled: readonly Settlement[], present: Present): Promise<void> {
  if (settled.length === 0) return;
  await tx.query(
    `INSERT INTO verdict (target_id, pledge_id, headline, severity, delivery, timeliness, pace, freshness, confidence,
       goalpost, due, as_of, settled_at, first_published_on, changes_on, changes_at, rules_version, answer,
       days_sha256, answer_sha256)
     SELECT target_id, pledge_id, headline, severity, delivery, timeliness, pace, freshness, confidence,
       goalpost, due, as_of, settled_at, first_published_on, changes_on, changes_at, $2, answer,
       days_sha256, answer_sha256
     FROM ${SETTLED}`,
    [`[${settled.map((each) => rowOf(each, present)).join()}]`, RULES_VERSION],
  );
}

async function updateVerdicts(tx: EntityManager, settled: readonly Settlement[], present: Present): Promise<void> {
  if (settled.length === 0) return;
  await tx.query(
    `UPDATE verdict SET headline = row.headline, severity = row.severity, delivery = row.delivery,
       timeliness = row.timeliness, pace = row.pace, freshness = row.freshness, confidence = row.confidence,
       goalpost = row.goalpost, due = row.due, as_of = row.as_of, settled_at = row.settled_at,
       changes_on = row.changes_on, changes_at = row.changes_at, rules_version = $2, answer = row.answer,
       days_sha256 = coalesce(row.days_sha256, verdict.days_sha256), answer_sha256 = row.answer_sha256, set_aside = NULL
     FROM ${SETTLED}
     WHERE verdict.target_id = row.target_id`,
    [`[${settled.map((each) => rowOf(each, present)).join()}]`, RULES_VERSION],
  );
}

async function confirmVerdicts(tx: EntityManager, settled: readonly Settlement[], present: Present): Promise<void> {
  if (settled.length === 0) return;
  await tx.query(
    `UPDATE verdict SET as_of = row.as_of, settled_at = $3, rules_version = $4
     FROM unnest($1::uuid[], $2::date[]) AS row(target_id, as_of)
     WHERE verdict.target_id = row.target_id`,
    [settled.map(({ targetId }) => targetId), settled.map(({ asOf }) => asOf), present.at, RULES_VERSION],
  );
}

/** A row as JSON. Column by column, and the answer as it is: it is written for every target that is settled. */
function rowOf(settlement: Settlement, present: Present): string {
  const { axes, dueOn, zone } = settlement;
  const columns = JSON.stringify({
    target_id: settlement.targetId,
    pledge_id: settlement.pledgeId,
    headline: axes!.headline,
    severity: settlement.severity,
    delivery: axes!.delivery,
    timeliness: axes!.timeliness,
    pace: axes!.pace,
    freshness: axes!.freshness,
    confidence: axes!.confidence,
    goalpost: axes!.goalpost,
    due: axes!.due,
    as_of: settlement.asOf,
    settled_at: present.at,
    first_published_on: settlement.firstPublishedOn,
    changes_on: settlement.changesOn,
    changes_at: dueOn === null ? null : present.startOf(dueOn, zone),
    days_sha256: settlement.daysDigest,
    answer_sha256: settlement.answerDigest,
  });
  return `${columns.slice(0, -1)},"answer":${settlement.answer}}`;
}

/** Takes targets off every board: their pledge or their original version is void. A pledge without any leaves the lists. */
async function removeVerdicts(
  tx: EntityManager,
  targets: readonly { targetId: string; pledgeId: string }[],
): Promise<void> {
  if (targets.length === 0) return;
  await tx.query('DELETE FROM verdict WHERE target_id = ANY($1)', [targets.map(({ targetId }) => targetId)]);
  await tx.query(
    `DELETE FROM pledge_verdict WHERE pledge_id = ANY($1)
       AND NOT EXISTS (SELECT FROM verdict WHERE verdict.pledge_id = pledge_verdict.pledge_id)`,
    [targets.map(({ pledgeId }) => pledgeId)],
  );
}

/** Sets targets aside whose rule threw: they keep what they said, say why, and are tried again in a day. */
export async function setAside(
  tx: EntityManager,
  aside: readonly { target: TargetHistory; reason: string }[],
  present: Present,
): Promise<void> {
  if (aside.length === 0) return;
  const rows = aside.map(({ target, reason }) => ({
    target_id: target.targetId,
    pledge_id: target.pledgeId,
    as_of: present.today(target.zone),
    settled_at: present.at,
    changes_at: new Date(present.at.getTime() + A_DAY),
    reason,
  }));
  await tx.query(
    `INSERT INTO verdict (target_id, pledge_id, headline, severity, delivery, timeliness, pace, freshness, confidence,
       goalpost, as_of, settled_at, first_published_on, changes_at, rules_version, answer, set_aside)
     SELECT target_id, pledge_id, 'not_assessable', $3, 'not_assessable', 'no_deadline', 'unknown', 'none',
       'single_source', 'unchanged', as_of, settled_at, as_of, changes_at, $2, '{}', reason
     FROM jsonb_to_recordset($1::jsonb) AS row(target_id uuid, pledge_id uuid, as_of date, settled_at timestamptz,
       changes_at timestamptz, reason text)
     ON CONFLICT (target_id) DO UPDATE SET set_aside = excluded.set_aside, changes_at = excluded.changes_at,
       rules_version = excluded.rules_version`,
    [JSON.stringify(rows), RULES_VERSION, HEADLINES.indexOf('not_assessable')],
  );
}
