// Settling what time alone has changed: 1,000 due targets among 2,000 stored and among 500,000.
//   node test/bench/settling.mjs [--stored 500000] [--plan 100]
// Held against: the same work among few rows, and one bare UPDATE of the same 1,000 verdict rows.
import { filled } from './fill.mjs';
import { bar, built, median, openApp, openServer, option, say, timed, withClient } from './house.mjs';

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

const server = await openServer();
try {
  const few = await sideOf('2,000', { targets: 2000 });
  // The same filled database as the lists are read from: more targets than pledges.
  const many = await sideOf(stored.toLocaleString('en'), { pledges: stored });
  // In turn, so that whatever else the machine does befalls both; the first three are not counted.
  for (let round = -3; round < ROUNDS; round++) for (const side of [few, many]) await settleOnce(side, round);
  for (const { of, settle, update, idle } of [few, many]) {
    say(`among ${of}: settling ${all(settle)}, update ${all(update)}, nothing due ${all(idle)} ms`);
  }
  bar(`1,000 due among ${many.of} against among ${few.of}`, median(many.settle) / median(few.settle), { atMost: 1.3 });
  for (const { of, settle, update, idle } of [few, many]) {
    bar(`targets a second among ${of}`, DUE / (median(settle) / 1000), { atLeast: 5000, unit: '' });
    bar(`against a bare UPDATE among ${of}`, median(settle) / median(update), { atMost: 15 });
    bar(`nothing due among ${of}`, median(idle), { atMost: 10, unit: ' ms' });
  }
  for (const { copy } of [few, many]) await server.drop(copy);
} finally {
  await server.close();
}

/** One of the two that are held against each other. Few rows are copied anew each round; many serve all rounds. */
async function sideOf(of, size) {
  const name = await filled(server, size);
  const side = {
    of,
    name,
    copy: `${name}_settling`,
    isFew: size.targets !== undefined,
    settle: [],
    update: [],
    idle: [],
  };
  if (!side.isFew) await copyOf(side);
  return side;
}

async function copyOf({ name, copy }) {
  await server.create(copy, name);
  await withClient(server.url('postgres', copy), putOff);
}

/** A server that has run for days holds in memory what settling works on. */
async function warm(client) {
  await client.query('CREATE EXTENSION IF NOT EXISTS pg_prewarm');
  await client.query(
    `SELECT pg_prewarm(oid) FROM pg_class
     WHERE oid = ANY ($1::regclass[]) OR oid IN (SELECT indexrelid FROM pg_index WHERE indrelid = ANY ($2::regclass[]))`,
    [WORKED_ON, [...WORKED_ON, 'entry']],
  );
}

async function settleOnce(side, round) {
  if (side.isFew) await copyOf(side);
  await withClient(server.url('postgres', side.copy), async (client) => {
    await comeDueBefore(client);
    await comeDue(client, round);
  });
  const found = await once(side.copy);
  if (round >= 0) for (const [what, took] of Object.entries(found)) side[what].push(took);
}

/** Nothing comes due before a target is chosen. */
async function putOff(client) {
  await client.query(`UPDATE verdict SET changes_at = changes_at + interval '10 years' WHERE changes_at <= $1`, [
    MORNING,
  ]);
  await client.query('VACUUM (FULL, ANALYZE) verdict');
  await warm(client);
}

/** The evening before others are settled, none of which turns: the program has run for days. */
async function comeDueBefore(client) {
  const { rowCount } = await client.query(
    `UPDATE verdict SET changes_at = $1 WHERE target_id IN (
       SELECT target_id FROM verdict WHERE changes_at IS NULL OR changes_on > '2025-12-01' ORDER BY target_id LIMIT $2)`,
    [EVENING, DUE_BEFORE],
  );
  if (rowCount !== DUE_BEFORE) throw new Error(`${rowCount} targets could be made due before, not ${DUE_BEFORE}`);
}

/** Promises come due as they were made: by plans, here ten of 100 targets each, from all over what is stored. */
async function comeDue(client, round) {
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

async function once(copy) {
  const url = server.url('saydo_app', copy);
  const { SettleStandingsJob } = await built('src/standings/settle/settle-standings.job.js');
  const app = await openApp(url);
  const job = app.get(SettleStandingsJob);
  try {
    app.timeIs(EVENING);
    let said = await job.run();
    if (said !== `${DUE_BEFORE} settled`) throw new Error(said);
    const ids = await withClient(url, async (client) =>
      (await client.query('SELECT target_id FROM verdict WHERE changes_at <= $1', [MORNING])).rows.map(
        (row) => row.target_id,
      ),
    );
    // The worst moment: each page that is touched from here on is written whole into the log of the database.
    await withClient(server.url('postgres', copy), (client) => client.query('CHECKPOINT'));
    app.timeIs(MORNING);
    const settle = await timed(async () => (said = await job.run()));
    if (said !== `${DUE} settled`) throw new Error(said);
    const idle = await timed(() => job.run());
    const update = await withClient(url, (client) =>
      timed(() =>
        client.query(
          `UPDATE verdict SET as_of = '2025-12-01', changes_at = changes_at + interval '1 second' WHERE target_id = ANY($1)`,
          [ids],
        ),
      ),
    );
    return { settle, update, idle };
  } finally {
    await app.close();
  }
}

function all(list) {
  return list.map((each) => each.toFixed(each < 10 ? 1 : 0)).join(' ');
}
