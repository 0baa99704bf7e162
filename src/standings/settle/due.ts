import type { EntityManager } from 'typeorm';
import { rows } from '../../database/rows.js';
import { RULES_VERSION } from '../../verdicts/verdict.rules.js';

/** How many targets are due, and those to settle: these, and the whole pledge of one that is to be judged anew. */
export interface Due {
  count: number;
  targetIds: string[];
}

/** Locks up to `atMost` pledges with a target that is to be settled again by an instant. */
export function lockDue(tx: EntityManager, now: Date, atMost: number): Promise<Due> {
  return lockWhere(tx, { condition: 'changes_at <= $1', order: 'changes_at, target_id' }, now, atMost);
}

/** Locks up to `atMost` pledges with a target that was judged by older rules. */
export function lockOlder(tx: EntityManager, atMost: number): Promise<Due> {
  return lockWhere(tx, { condition: 'rules_version < $1', order: 'rules_version, pledge_id' }, RULES_VERSION, atMost);
}

/** Passes over pledges that others hold: whoever holds one settles it. */
async function lockWhere(
  tx: EntityManager,
  { condition, order }: { condition: string; order: string },
  limit: unknown,
  atMost: number,
): Promise<Due> {
  const pledges = await rows<{ pledgeId: string }>(
    tx,
    `SELECT pledge_id FROM pledge_verdict
     WHERE pledge_id = ANY (ARRAY(SELECT pledge_id FROM verdict WHERE ${condition} ORDER BY ${order} LIMIT $2))
     ORDER BY pledge_id FOR UPDATE SKIP LOCKED`,
    [limit, atMost],
  );
  // A lock that was let go of just now may have been held by who settled it: a second statement sees what is left.
  const due = await rows<{ targetId: string; pledgeId: string; isJudgedAnew: boolean }>(
    tx,
    `SELECT target_id, pledge_id, set_aside IS NOT NULL OR rules_version < $3 AS is_judged_anew
     FROM verdict WHERE pledge_id = ANY($2) AND ${condition}`,
    [limit, pledges.map(({ pledgeId }) => pledgeId), RULES_VERSION],
  );
  const whole = due.filter(({ isJudgedAnew }) => isJudgedAnew).map(({ pledgeId }) => pledgeId);
  const targetIds = new Set([...due.map(({ targetId }) => targetId), ...(await targetsOf(tx, whole))]);
  return { count: due.length, targetIds: [...targetIds] };
}

/** The targets of pledges, void ones included. */
export async function targetsOf(tx: EntityManager, pledgeIds: readonly string[]): Promise<string[]> {
  if (pledgeIds.length === 0) return [];
  const targets = await rows<{ id: string }>(tx, 'SELECT id FROM target WHERE pledge_id = ANY($1)', [pledgeIds]);
  return targets.map(({ id }) => id);
}

/** Makes the verdicts whose sentences name a unit due: the next settling writes them anew. */
export async function rewordUnit(tx: EntityManager, unitId: string): Promise<void> {
  await tx.query(
    `UPDATE verdict SET changes_at = 'epoch' FROM target JOIN indicator ON indicator.id = target.indicator_id
     WHERE verdict.target_id = target.id AND indicator.unit_id = $1`,
    [unitId],
  );
}
