// Settling what time alone has changed: 1,000 due targets among 2,000 stored and among 500,000.
//   settling.js [--stored 500000] [--plan 100]
// Held against the same work among few rows.
import type pg from 'pg';
import { SettleStandingsJob } from '../../src/standings/settle/settle-standings.job.js';
import { filled } from './fill.js';
import { bar, median, openApp, openServer, option, say, timed, withClient } from './house.js';

const DUE = 1000;
const DUE_BEFORE = 900;
const WORKED_ON = 'verdict pledge_verdict target pledge version figure indicator flag void decision'.split(' ');
/** Targets of one plan. */
const PLAN = option('plan', 100);
const ROUNDS = 7;
/** Half of what is stored comes due on this morning: the promises of the year, a month before its end. */
const MORNING = '2025-12-01T09:00:00Z';
const EVENING = '2025-11-30T09:00:00Z';
const stored = option('stored', 500_000);

/** Milliseconds of each round. */
type Times = { settle: number[]; idle: number[] };

/** One of the two that are held against each other. Few rows are copied anew each round; many serve all rounds. */
type Side = Times & { of: string; name: string; copy: string; isFew: boolean };

const server = await openServer();
try {
  const few = await sideOf('2,000', { targets: 2000 });
  // The same filled database as the lists are read from: more targets than pledges.
  const many = await sideOf(stored.toLocaleString('en'), { pledges: stored });
  // In turn, so that whatever else the machine does befalls both; the first three are not counted.
  for (let round = -3; round < ROUNDS; round++) for (const side of [few, many]) await settleOnce(side, round);
  for (const { of, settle, idle } of [few, many]) {
    say(`among ${of}: settling ${all(settle)}, nothing due ${all(idle)} ms`);
  }
  bar(`1,000 due among ${many.of} against among ${few.of}`, median(many.settle) / median(few.settle), { atMost: 2 });
  for (const { of, settle, idle } of [few, many]) {
    bar(`targets a second among ${of}`, DUE / (median(settle) / 1000), { atLeast: 3000, unit: '' });
    bar(`nothing due among ${of}`, median(idle), { atMost: 10, unit: ' ms' });
  }
  for (const { copy } of [few, many]) await server.drop(copy);
} finally {
  await server.close();
}

async function sideOf(of: string, size: { pledges: number } | { targets: number }): Promise<Side> {
  const name = await filled(server, size);
  const side: Side = {
    of,
    name,
    copy: `${name}_settling`,
    isFew: 'targets' in size,
    settle: [],
    idle: [],
  };
  if (!side.isFew) await copyOf(side);
  return side;
}

async function copyOf({ name, copy }: Side): Promise<void> {
  await server.create(copy, name);
  await withClient(server.url('postgres', copy), putOff);
}

/** A server that has run for days holds in memory what settling works on. */
async function warm(client: pg.Client): Promise<void> {
  await client.query('CREATE EXTENSION IF NOT EXISTS pg_prewarm');
  await client.query(
    `SELECT pg_prewarm(oid) FROM pg_class
     WHERE oid = ANY ($1::regclass[]) OR oid IN (SELECT indexrelid FROM pg_index WHERE indrelid = ANY ($2::regclass[]))`,
    [WORKED_ON, [...WORKED_ON, 'entry']],
  );
}

async function settleOnce(side: Side, round: number): Promise<void> {
  if (side.isFew) await copyOf(side);
  await withClient(server.url('postgres', side.copy), async (client) => {
    await comeDueBefore(client);
    await comeDue(client, round);
  });
  const found = await once(side.copy);
  if (round < 0) return;
  for (const what of ['settle', 'idle'] as const) side[what].push(found[what]);
}

/** Nothing comes due before a target is chosen. */
async function putOff(client: pg.Client): Promise<void> {
  await client.query(`UPDATE verdict SET changes_at = changes_at + interval '10 years' WHERE changes_at <= $1`, [
    MORNING,
  ]);
  await client.query('VACUUM (FULL, ANALYZE) verdict');
  await warm(client);
}

/** The evening before others are settled, none of which turns: the program has run for days. */
async function comeDueBefore(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query(
    `UPDATE verdict SET changes_at = $1 WHERE target_id IN (
       SELECT target_id FROM verdict WHERE changes_at IS NULL OR changes_on > '2025-12-01' ORDER BY target_id LIMIT $2)`,
    [EVENING, DUE_BEFORE],
  );
  if (rowCount !== DUE_BEFORE) throw new Error(`${rowCount} targets could be made due before, not ${DUE_BEFORE}`);
}

/** Promises come due as they were made: by plans, here ten of 100 targets each, from all over what is stored. */
async function comeDue(client: pg.Client, round: number): Promise<void> {
  const { rowCount } = await client.query(
    `WITH ranked AS (
       SELECT target_id, (row_number() OVER (ORDER BY target_id) - 1) / $3::integer AS plan FROM verdict
       WHERE changes_at > '2035-01-01' AND changes_on <= '2025-12-01'
     ), plans AS (
       SELECT plan FROM ranked GROUP BY plan HAVING count(*) = $3::integer
       ORDER BY hashint8extended(plan, $1) LIMIT $2::integer / $3::integer
     )
     UPDATE verdict SET changes_at = changes_at - interval '10 years'
     FROM ranked JOIN plans USING (plan) WHERE ranked.target_id = verdict.target_id`,
    [round, DUE, PLAN],
  );
  if (rowCount !== DUE) throw new Error(`${rowCount} targets could be made due, not ${DUE}`);
  await client.query('VACUUM verdict');
}

async function once(copy: string): Promise<Record<keyof Times, number>> {
  const url = server.url('saydo_app', copy);
  const app = await openApp(url);
  const job = app.get(SettleStandingsJob);
  try {
    app.timeIs(EVENING);
    await settled(job, DUE_BEFORE);
    // The worst moment: each page that is touched from here on is written whole into the log of the database.
    await withClient(server.url('postgres', copy), (client) => client.query('CHECKPOINT'));
    app.timeIs(MORNING);
    const settle = await timed(() => settled(job, DUE));
    const idle = await timed(() => job.run());
    return { settle, idle };
  } finally {
    await app.close();
  }
}

/** Runs the job, which has so many to settle. */
async function settled(job: SettleStandingsJob, count: number): Promise<void> {
  const said = await job.run();
  if (said !== `${count} settled`) throw new Error(said);
}

function all(list: readonly number[]): string {
  return list.map((each) => each.toFixed(each < 10 ? 1 : 0)).join(' ');
}
