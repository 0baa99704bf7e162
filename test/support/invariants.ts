import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { AuditService } from '../../src/entries/audit.service.js';
import { FEED_KINDS } from '../../src/entries/entries.service.js';
import { ReplayService } from '../../src/standings/audit/replay.service.js';
import type { Follower } from './crowd.js';

const FACTS = ['pledge', 'version', 'figure', 'decision', 'check', 'note', 'void'];

/** What must hold of any database whatever happened: a line for what does not. */
export async function broken(nest: NestFastifyApplication): Promise<string[]> {
  const db = nest.get(DataSource);
  const counts: Record<string, string> = {
    'entries without a place': 'SELECT count(*) FROM entry WHERE position IS NULL',
    'places that are left out': 'SELECT coalesce(max(position), 0) - count(*) FROM entry',
    'places before the first': 'SELECT count(*) FROM entry WHERE position < 1',
    'places after the head': 'SELECT count(*) FROM entry, feed WHERE position > head',
    'entries known before the one before them': `SELECT count(*) FROM
      (SELECT known_at < lag(known_at) OVER (ORDER BY position) AS fell FROM entry) AS each WHERE fell`,
    'flags that stand twice': `SELECT count(*) FROM
      (SELECT FROM flag WHERE state <> 'cleared' GROUP BY target_id, kind HAVING count(*) > 1) AS twice`,
    'facts taken back twice': 'SELECT count(*) - count(DISTINCT fact_id) FROM void',
    'figures superseded twice': `SELECT count(*) FROM (SELECT FROM figure f WHERE supersedes IS NOT NULL
      AND NOT EXISTS (SELECT FROM void WHERE fact_id = f.id) GROUP BY supersedes HAVING count(*) > 1) AS twice`,
    'keys without an answer': 'SELECT count(*) FROM idempotency_key WHERE response IS NULL',
  };
  for (const fact of FACTS) {
    const ofEntry = fact === 'void' ? "e.body ->> 'id' = f.id::text" : 'e.fact_id = f.id';
    counts[`facts of kind ${fact} without their entry`] = `SELECT count(*) FROM "${fact}" f
      WHERE NOT EXISTS (SELECT FROM entry e WHERE e.id = f.entry_id AND e.kind = '${fact}' AND ${ofEntry})`;
    counts[`entries of kind ${fact} without their fact`] = `SELECT count(*) FROM entry e
      WHERE e.kind = '${fact}' AND NOT EXISTS (SELECT FROM "${fact}" f WHERE f.entry_id = e.id)`;
  }
  const found: string[] = [];
  for (const [what, sql] of Object.entries(counts)) {
    const [row] = await db.query<[{ count: number }]>(`SELECT (${sql})::integer AS count`);
    if (row.count > 0) found.push(`${row.count} ${what}`);
  }
  return [
    ...found,
    ...(await nest.get(AuditService, { strict: false }).check()).differences,
    ...(await nest.get(ReplayService, { strict: false }).check()).differences,
  ];
}

/** Where a follower holds another log than the database: a line for the first place. */
export async function misread(db: DataSource, { entries }: Follower): Promise<string[]> {
  const rows = await db.query<{ position: number; chain: string }[]>(
    `SELECT position, encode(chain, 'hex') AS chain FROM entry WHERE kind = ANY($1) ORDER BY position`,
    [FEED_KINDS],
  );
  const log = rows.map(({ position, chain }) => `${position} ${chain}`);
  const read = entries.map(({ position, chain }) => `${position} ${chain}`);
  const at = log.findIndex((line, nth) => line !== read[nth]);
  if (at >= 0) return [`a follower holds ${read[at]} where the log has ${log[at]}`];
  return read.length > log.length ? [`a follower holds ${read.length} entries of ${log.length}`] : [];
}

/** Writes that were answered and are not on record, or more than once, and facts that nobody was answered for. */
export async function unanswered(db: DataSource, answered: readonly { id: string | null }[]): Promise<string[]> {
  const ids = answered.flatMap(({ id }) => id ?? []);
  const rows = await db.query<{ id: string; times: number }[]>(
    `SELECT asked.id, count(e.id)::integer AS times FROM unnest($1::uuid[]) AS asked(id)
     LEFT JOIN entry e ON CASE e.kind WHEN 'void' THEN (e.body ->> 'id')::uuid ELSE e.fact_id END = asked.id
       AND e.author_id = 'admin' AND NOT (e.kind = 'reference' AND e.body ? 'to')
     GROUP BY asked.id HAVING count(e.id) <> 1`,
    [ids],
  );
  const [{ keys }] = await db.query<[{ keys: number }]>('SELECT count(*)::integer AS keys FROM idempotency_key');
  return [
    ...rows.map(({ id, times }) => `what was answered ${id} is ${times} times on record`),
    ...(keys === ids.length ? [] : [`${ids.length} writes were answered, ${keys} keys are on record`]),
  ];
}
