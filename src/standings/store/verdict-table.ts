import type { EntityManager } from 'typeorm';
import type { Day } from '../../clock/calendar.rules.js';
import type { Present } from '../../clock/clock.js';
import { insertRows, rows } from '../../database/rows.js';
import type { TargetHistory } from '../../facts/fact-history.rules.js';
import { RULES_VERSION } from '../../verdicts/verdict.rules.js';
import { severityOf } from '../../verdicts/words.rules.js';
import type { Settlement } from '../settle/settlement.rules.js';

const A_DAY = 24 * 60 * 60 * 1000;

/** A row of a table of verdicts or spans, by the names of its columns. */
export type DerivedRow = Record<string, unknown> & { target_id?: string; pledge_id: string };

/** What a verdict row says of the last settling of its target. */
export interface StoredVerdict {
  targetId: string;
  asOf: Day;
  firstPublishedOn: Day;
  hasFailed: boolean;
  /** where its rule threw: the newest entry that opened or closed one of its spans; else null */
  newestCause: number | null;
}

/** A target whose rule throws, and what the error says. */
export interface Failure {
  history: TargetHistory;
  reason: string;
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export async function readVerdicts(tx: EntityManager, targetIds: readonly string[]): Promise<StoredVerdict[]> {
  return rows<StoredVerdict>(tx, STORED, [targetIds]);
}

const STORED = `
SELECT target_id, as_of, first_published_on, set_aside IS NOT NULL AS has_failed,
  CASE WHEN set_aside IS NOT NULL THEN (SELECT max(greatest(known_from_entry, known_to_entry))
    FROM verdict_span span WHERE span.target_id = verdict.target_id) END AS newest_cause
FROM verdict WHERE target_id = ANY($1)`;

/** Stores where targets stand; what is void leaves every board. */
export async function writeVerdicts(
  tx: EntityManager,
  settled: readonly Settlement[],
  present: Present,
): Promise<void> {
  const isVoid = ({ explained }: Settlement): boolean => explained === null;
  const written = settled.filter((each) => !isVoid(each)).map((each) => verdictRow(each, present));
  await insertRows(tx, 'verdict', written, REPLACED);
  await removeVerdicts(tx, settled.filter(isVoid));
}

/** Stores why targets failed: they say what they said before, or nothing, and are tried again in a day. */
export async function storeFailures(tx: EntityManager, failed: readonly Failure[], present: Present): Promise<void> {
  const written = failed.map(({ history: { targetId, pledgeId, zone }, reason }) => ({
    ...NOTHING_SAID,
    target_id: targetId,
    pledge_id: pledgeId,
    as_of: present.today(zone),
    settled_at: present.at,
    first_published_on: present.today(zone),
    changes_at: new Date(present.at.getTime() + A_DAY),
    rules_version: RULES_VERSION,
    set_aside: reason,
  }));
  await insertRows(tx, 'verdict', written, MARKED_FAILED);
}

/** The columns that a settling writes over. */
const SETTLED =
  `headline severity delivery timeliness pace freshness confidence goalpost due as_of settled_at changes_on
  changes_at rules_version explained set_aside`.split(/\s+/);

const REPLACED = replacing(SETTLED);
const MARKED_FAILED = replacing(['changes_at', 'rules_version', 'set_aside']);

function replacing(columns: readonly string[]): string {
  const values = columns.map((column) => `${column} = excluded.${column}`);
  return `ON CONFLICT (target_id) DO UPDATE SET ${values.join(', ')}`;
}

/** A settlement of a target that stands as a row of `verdict`. */
export function verdictRow(settlement: Settlement, present: Present): DerivedRow {
  const { axes, dueOn, zone } = settlement;
  return {
    ...axes,
    target_id: settlement.targetId,
    pledge_id: settlement.pledgeId,
    severity: severityOf(axes!.headline),
    as_of: settlement.asOf,
    settled_at: present.at,
    first_published_on: settlement.firstPublishedOn,
    changes_on: settlement.changesOn,
    changes_at: dueOn === null ? null : present.startOf(dueOn, zone),
    rules_version: RULES_VERSION,
    explained: settlement.explained,
  };
}

/** What a target says whose rule threw from the first. */
const NOTHING_SAID = {
  headline: 'not_assessable',
  severity: severityOf('not_assessable'),
  delivery: 'not_assessable',
  timeliness: 'no_deadline',
  pace: 'unknown',
  freshness: 'none',
  confidence: 'single_source',
  goalpost: 'unchanged',
  explained: {},
} as const;

/** Removes targets that are void, and the roll-ups of pledges that have no other. */
async function removeVerdicts(tx: EntityManager, targets: readonly Settlement[]): Promise<void> {
  if (targets.length === 0) return;
  await tx.query('DELETE FROM verdict WHERE target_id = ANY($1)', [targets.map(({ targetId }) => targetId)]);
  await tx.query(
    `DELETE FROM pledge_verdict WHERE pledge_id = ANY($1)
       AND NOT EXISTS (SELECT FROM verdict WHERE verdict.pledge_id = pledge_verdict.pledge_id)`,
    [targets.map(({ pledgeId }) => pledgeId)],
  );
}
