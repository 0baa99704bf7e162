import type { EntityManager } from 'typeorm';
import type { Day } from '../../clock/calendar.rules.js';
import { GOALPOSTS_BY_WEIGHT } from '../settle/roll-up.rules.js';
import type { Settlement } from '../settle/settlement.rules.js';

/** Rolls up pledges from the verdicts of their targets, as one set. */
export async function writeRollUps(
  tx: EntityManager,
  pledgeIds: readonly string[],
  settled: readonly Settlement[],
  now: Date,
): Promise<void> {
  await tx.query(UPSERT, [pledgeIds, GOALPOSTS_BY_WEIGHT, JSON.stringify(lastChanges(settled)), now]);
}

const UPSERT = `
INSERT INTO pledge_verdict (pledge_id, headline, severity, goalpost, counts, due, settled_at, changed_on,
  announced_on, jurisdiction_id, agency_id, programme_id, topic_id)
SELECT p.id, rolled.headline, rolled.severity, ($2::text[])[rolled.weight], rolled.counts, rolled.due, $4,
  coalesce(($3::jsonb ->> p.id::text)::date, p.announced_on),
  p.announced_on, p.jurisdiction_id, p.agency_id, p.programme_id, p.topic_id
FROM (
  SELECT pledge_id, min(severity) AS severity, (array_agg(headline ORDER BY severity))[1] AS headline, min(due) AS due,
    min(array_position($2::text[], goalpost)) AS weight, jsonb_object_agg(headline, targets) AS counts
  FROM (
    SELECT pledge_id, headline, severity, due, goalpost, count(*) OVER (PARTITION BY pledge_id, headline) AS targets
    FROM verdict WHERE pledge_id = ANY($1)
  ) AS each GROUP BY pledge_id
) AS rolled JOIN pledge p ON p.id = rolled.pledge_id
ON CONFLICT (pledge_id) DO UPDATE SET headline = excluded.headline, severity = excluded.severity,
  goalpost = excluded.goalpost, counts = excluded.counts, due = excluded.due, settled_at = excluded.settled_at,
  changed_on = greatest(pledge_verdict.changed_on, excluded.changed_on)`;

/** The day of the last change of each pledge, by its id; pledges without any are left out. */
function lastChanges(settled: readonly Settlement[]): Record<string, Day> {
  const last: Record<string, Day> = {};
  for (const { pledgeId, changes } of settled) {
    for (const { kind, on } of changes) if (kind !== 'backfill' && on > (last[pledgeId] ?? '')) last[pledgeId] = on;
  }
  return last;
}

/** Dates roll-ups by the last change that the log has of each pledge. */
export async function dateLastChanges(tx: EntityManager, pledgeIds: readonly string[]): Promise<void> {
  await tx.query(
    `UPDATE pledge_verdict SET changed_on = logged.last_on
     FROM (SELECT pledge_id, max((body ->> 'on')::date) AS last_on FROM entry
           WHERE pledge_id = ANY($1) AND kind = 'change' AND body ->> 'kind' <> 'backfill' GROUP BY pledge_id) AS logged
     WHERE pledge_verdict.pledge_id = logged.pledge_id`,
    [pledgeIds],
  );
}
