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
  const changed = new Map<string, Day>();
  for (const { pledgeId, changes } of settled) {
    for (const { kind, on } of changes) {
      if (kind !== 'backfill' && on > (changed.get(pledgeId) ?? '')) changed.set(pledgeId, on);
    }
  }
  await tx.query(
    `INSERT INTO pledge_verdict (pledge_id, headline, severity, goalpost, counts, due, announced_on, jurisdiction_id,
       agency_id, programme_id, topic_id, settled_at, changed_on)
     SELECT p.id, ($3::text[])[rolled.severity + 1], rolled.severity, ($4::text[])[rolled.weight], rolled.counts, rolled.due,
       p.announced_on, p.jurisdiction_id, p.agency_id, p.programme_id, p.topic_id, $5,
       coalesce(($2::jsonb ->> p.id::text)::date, p.announced_on)
     FROM (
       SELECT pledge_id, min(severity) AS severity, min(due) AS due,
              min(array_position($4::text[], goalpost)) AS weight, jsonb_object_agg(headline, targets) AS counts
       FROM (
         SELECT pledge_id, headline, severity, due, goalpost,
                count(*) OVER (PARTITION BY pledge_id, headline) AS targets
         FROM verdict WHERE pledge_id = ANY($1)
       ) AS each GROUP BY pledge_id
     ) AS rolled
     JOIN pledge p ON p.id = rolled.pledge_id
     ON CONFLICT (pledge_id) DO UPDATE SET headline = excluded.headline, severity = excluded.severity,
       goalpost = excluded.goalpost, counts = excluded.counts, due = excluded.due, settled_at = excluded.settled_at,
       changed_on = CASE WHEN $2::jsonb ? pledge_verdict.pledge_id::text
                    THEN greatest(excluded.changed_on, pledge_verdict.changed_on) ELSE pledge_verdict.changed_on END`,
    [pledgeIds, JSON.stringify(Object.fromEntries(changed)), HEADLINES, GOALPOSTS_BY_WEIGHT, now],
  );
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
