import type { EntityManager } from 'typeorm';
import { RULES_VERSION } from '../verdicts/verdict.rules.js';
import { KEPT, type KeptVerdict } from './verdict-rows.js';

/** For each pledge that is wanted, so many are looked at: others work on some, and some come twice. */
const LOOKED_AT = 3;

/** What verdicts are owed a settling; `first` finds the pledges of some, $2 at most. */
export interface Debt {
  owed: string;
  first: string;
}

export const DUE: Debt = {
  owed: 'changes_at <= $3',
  first: 'SELECT pledge_id FROM verdict WHERE changes_at <= $3 ORDER BY changes_at, target_id LIMIT $2',
};
/** In the very words of its index. */
const OLDER = `rules_version < ${RULES_VERSION}`;
export const OLDER_RULES: Debt = {
  owed: OLDER,
  first: `SELECT DISTINCT pledge_id FROM verdict WHERE ${OLDER} ORDER BY pledge_id LIMIT $2`,
};

/** A target that is owed a settling; of all its days where it was set aside, or judged by older rules. */
export interface Owed extends KeptVerdict {
  pledge_id: string;
  of_all_days: boolean;
}

/**
 * Sets a transaction up for a batch. What time and rules bring would be brought again, so it need not wait for the disk:
 * whatever is committed later and does wait, a sealing above all, takes it along. Rows found by their keys want neither a
 * second worker nor compiled code, whose start costs more than the whole statement; their pages are taken to be in memory.
 */
export async function setUpBatch(tx: EntityManager): Promise<void> {
  await tx.query(
    `SELECT set_config('synchronous_commit', 'off', true), set_config('max_parallel_workers_per_gather', '0', true),
       set_config('jit', 'off', true), set_config('random_page_cost', '1.1', true)`,
  );
}

/** Locks pledges that nobody else works on and answers what is owed of them; `limits` are the values from $3 on. */
export async function claim(
  tx: EntityManager,
  { owed, first }: Debt,
  limits: unknown[],
  atMost: number,
): Promise<Owed[]> {
  for (;;) {
    const pledges = await tx.query<{ pledge_id: string }[]>(
      `SELECT pledge_id FROM pledge_verdict
       WHERE pledge_id = ANY (ARRAY(${first}))
       ORDER BY pledge_id FOR UPDATE SKIP LOCKED LIMIT $1`,
      [atMost, LOOKED_AT * atMost, ...limits],
    );
    if (pledges.length === 0) return [];
    // Who let go of a lock just now may have done the work: a second statement sees what is left of it.
    const targets = await tx.query<Owed[]>(
      `SELECT ${KEPT}, pledge_id, set_aside IS NOT NULL OR rules_version < $2 AS of_all_days
       FROM verdict WHERE pledge_id = ANY($1) AND ${owed}`,
      [pledges.map(({ pledge_id }) => pledge_id), RULES_VERSION, ...limits],
    );
    if (targets.length > 0) return targets;
  }
}
