import type { EntityManager } from 'typeorm';
import type { Day } from '../clock/calendar.rules.js';
import { HEADLINES } from '../verdicts/words.rules.js';
import { GOALPOSTS_BY_WEIGHT } from './roll-up.rules.js';
import type { Settlement } from './settling.rules.js';

/** Rolls up pledges from the verdicts of their targets, as one set. */
export async function writeRollUps(
  tx: EntityManager,
  pledgeIds: readonly string[],
  settled: readonly Settlement[],
  now: Date,
): Promise<void> {
  if (pledgeIds.length === 0) return;
  const changedOn = JSON.stringify(lastChanges(settled));
  const standing = [HEADLINES, GOALPOSTS_BY_WEIGHT, changedOn, now];
  // Over what stands first: an upsert would lock each row before it writes it.
  const [written] = await tx.query<[{ pledge_id: string }[], number]>(
    `UPDATE pledge_verdict SET headline = ($2::text[])[rolled.severity + 1], severity = rolled.severity,
       goalpost = ($3::text[])[rolled.weight], counts = rolled.counts, due = rolled.due, settled_at = $5,
       changed_on = greatest(changed_on, ($4::jsonb ->> rolled.pledge_id::text)::date)
     FROM (${ROLLED}) AS rolled WHERE pledge_verdict.pledge_id = rolled.pledge_id
     RETURNING pledge_verdict.pledge_id`,
    [pledgeIds, ...standing],
  );
  const known = new Set(written.map(({ pledge_id }) => pledge_id));
  const come = pledgeIds.filter((id) => !known.has(id));
  if (come.length === 0) return;
  await tx.query(
    `INSERT INTO pledge_verdict (pledge_id, headline, severity, goalpost, counts, due, announced_on, jurisdiction_id,
       agency_id, programme_id, topic_id, settled_at, changed_on)
     SELECT p.id, ($2::text[])[rolled.severity + 1], rolled.severity, ($3::text[])[rolled.weight], rolled.counts, rolled.due,
       p.announced_on, p.jurisdiction_id, p.agency_id, p.programme_id, p.topic_id, $5,
       coalesce(($4::jsonb ->> p.id::text)::date, p.announced_on)
     FROM (${ROLLED}) AS rolled JOIN pledge p ON p.id = rolled.pledge_id`,
    [come, ...standing],
  );
}

/** What the verdicts of pledges $1 come to; $3 are the goalposts by weight. */
const ROLLED = `
  SELECT pledge_id, min(severity) AS severity, min(due) AS due, min(array_position($3::text[], goalpost)) AS weight,
    jsonb_object_agg(headline, targets) AS counts
  FROM (
    SELECT pledge_id, headline, severity, due, goalpost, count(*) OVER (PARTITION BY pledge_id, headline) AS targets
    FROM verdict WHERE pledge_id = ANY($1)
  ) AS each GROUP BY pledge_id`;

/** The day of the last change that was told of each pledge, by its id; those without any are left out. */
function lastChanges(settled: readonly Settlement[]): Record<string, Day> {
  const last: Record<string, Day> = {};
  for (const { pledgeId, changes } of settled) {
    for (const { kind, on } of changes) if (kind !== 'backfill' && on > (last[pledgeId] ?? '')) last[pledgeId] = on;
  }
  return last;
}

/** Dates roll-ups by the last change that was told, as the log has it. */
export async function dateLastChanges(tx: EntityManager, pledgeIds: readonly string[]): Promise<void> {
  await tx.query(
    `UPDATE pledge_verdict SET changed_on = told.last_on
     FROM (SELECT pledge_id, max((body ->> 'on')::date) AS last_on FROM entry
           WHERE pledge_id = ANY($1) AND kind = 'change' AND body ->> 'kind' <> 'backfill' GROUP BY pledge_id) AS told
     WHERE pledge_verdict.pledge_id = told.pledge_id`,
    [pledgeIds],
  );
}
