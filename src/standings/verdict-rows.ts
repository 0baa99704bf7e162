import type { EntityManager } from 'typeorm';
import type { Day } from '../clock/calendar.rules.js';
import type { Present } from '../clock/clock.js';
import { RULES_VERSION } from '../verdicts/verdict.rules.js';
import { HEADLINES } from '../verdicts/words.rules.js';
import type { TargetHistory } from './history.rules.js';
import { GOALPOSTS_BY_WEIGHT } from './roll-up.rules.js';
import type { Settlement } from './settling.rules.js';

const A_DAY = 24 * 60 * 60 * 1000;

/** Writes verdict rows as one set. */
export async function writeVerdicts(
  tx: EntityManager,
  verdicts: readonly Settlement[],
  present: Present,
): Promise<void> {
  if (verdicts.length === 0) return;
  const rows = verdicts.map((verdict) => rowOf(verdict, present));
  await tx.query(
    `INSERT INTO verdict (target_id, pledge_id, headline, severity, delivery, timeliness, pace, freshness, confidence,
       goalpost, due, as_of, settled_at, first_published_on, changes_on, changes_at, rules_version, explained)
     SELECT target_id, pledge_id, headline, severity, delivery, timeliness, pace, freshness, confidence,
       goalpost, due, as_of, settled_at, first_published_on, changes_on, changes_at, $2, explained
     FROM jsonb_to_recordset($1::jsonb) AS row(target_id uuid, pledge_id uuid, headline text, severity smallint,
       delivery text, timeliness text, pace text, freshness text, confidence text, goalpost text, due date, as_of date,
       settled_at timestamptz, first_published_on date, changes_on date, changes_at timestamptz, explained jsonb)
     ON CONFLICT (target_id) DO UPDATE SET headline = excluded.headline, severity = excluded.severity,
       delivery = excluded.delivery, timeliness = excluded.timeliness, pace = excluded.pace,
       freshness = excluded.freshness, confidence = excluded.confidence, goalpost = excluded.goalpost,
       due = excluded.due, as_of = excluded.as_of, settled_at = excluded.settled_at,
       changes_on = excluded.changes_on, changes_at = excluded.changes_at, rules_version = excluded.rules_version,
       explained = excluded.explained, set_aside = NULL`,
    [JSON.stringify(rows), RULES_VERSION],
  );
}

/** Column by column: it is written for every target that is settled, and a spread of this width costs as much as judging. */
function rowOf(verdict: Settlement, present: Present): object {
  const { axes, dueOn, zone } = verdict;
  return {
    target_id: verdict.targetId,
    pledge_id: verdict.pledgeId,
    headline: axes!.headline,
    severity: verdict.severity,
    delivery: axes!.delivery,
    timeliness: axes!.timeliness,
    pace: axes!.pace,
    freshness: axes!.freshness,
    confidence: axes!.confidence,
    goalpost: axes!.goalpost,
    due: axes!.due,
    as_of: verdict.asOf,
    settled_at: present.at,
    first_published_on: verdict.firstPublishedOn,
    changes_on: verdict.changesOn,
    changes_at: dueOn === null ? null : present.startOf(dueOn, zone),
    explained: verdict.explained,
  };
}

/** Takes targets off every board: their pledge or their original version is void. A pledge without any leaves the lists. */
export async function removeVerdicts(
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
       goalpost, as_of, settled_at, first_published_on, changes_at, rules_version, explained, set_aside)
     SELECT target_id, pledge_id, 'not_assessable', $3, 'not_assessable', 'no_deadline', 'unknown', 'none',
       'single_source', 'unchanged', as_of, settled_at, as_of, changes_at, $2, '{}', reason
     FROM jsonb_to_recordset($1::jsonb) AS row(target_id uuid, pledge_id uuid, as_of date, settled_at timestamptz,
       changes_at timestamptz, reason text)
     ON CONFLICT (target_id) DO UPDATE SET set_aside = excluded.set_aside, changes_at = excluded.changes_at,
       rules_version = excluded.rules_version`,
    [JSON.stringify(rows), RULES_VERSION, HEADLINES.indexOf('not_assessable')],
  );
}

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
