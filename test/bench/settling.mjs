// Settling what time alone has changed: 1,000 due targets among 2,000 stored and among 500,000.
//   node test/bench/settling.mjs [--stored 500000]
// Held against: the same work among few rows, and one bare UPDATE of the same 1,000 verdict rows.
import { filled } from './fill.mjs';
import { bar, built, median, openApp, openServer, option, say, timed, withClient } from './house.mjs';

const DUE = 1000;
const ROUNDS = 5;
/** Half of what is stored comes due on this morning: the promises of the year, a month before its end. */
const MORNING = '2025-12-01T09:00:00Z';
const stored = option('stored', 500_000);

const server = await openServer();
try {
  const few = await settling(server, 2000);
  const many = await settling(server, stored);
  say();
  bar(`1,000 due among ${stored.toLocaleString('en')} against among 2,000`, many.settle / few.settle, { atMost: 1.3 });
  for (const [of, { settle, update, idle }] of [
    ['2,000', few],
    [stored.toLocaleString('en'), many],
  ]) {
    bar(`targets a second among ${of}`, DUE / (settle / 1000), { atLeast: 5000, unit: '' });
    bar(`against a bare UPDATE among ${of}`, settle / update, { atMost: 15 });
    bar(`nothing due among ${of}`, idle, { atMost: 10, unit: ' ms' });
  }
} finally {
  await server.close();
}

/** Medians in milliseconds: settling 1,000, updating the same 1,000 rows, looking when nothing is due. */
async function settling(server, targets) {
  const name = await filled(server, { targets });
  const copy = 'bench_settling';
  const figures = { settle: [], update: [], idle: [] };
  for (let round = -1; round < ROUNDS; round++) {
    // Few rows are spent after one round; many are not, and are too many to copy each time.
    if (round === -1 || targets <= 10_000) {
      await server.create(copy, name);
      await withClient(server.url('postgres', copy), putOff);
    }
    await withClient(server.url('postgres', copy), (client) => comeDue(client, round));
    const found = await once(server.url('saydo_app', copy));
    if (round >= 0) for (const [what, list] of Object.entries(figures)) list.push(found[what]);
    else say(`warmed up among ${targets}: ${Math.round(found.settle)} ms`);
  }
  await server.drop(copy);
  const medians = Object.fromEntries(Object.entries(figures).map(([what, list]) => [what, median(list)]));
  say(
    `among ${targets}: settling ${all(figures.settle)}, update ${all(figures.update)}, nothing due ${all(figures.idle)} ms`,
  );
  return medians;
}

/** Nothing comes due before a target is chosen. */
async function putOff(client) {
  await client.query(`UPDATE verdict SET changes_at = changes_at + interval '10 years' WHERE changes_at <= $1`, [
    MORNING,
  ]);
  await client.query('VACUUM (FULL, ANALYZE) verdict');
}

async function comeDue(client, round) {
  const { rowCount } = await client.query(
    `UPDATE verdict SET changes_at = changes_at - interval '10 years'
     WHERE target_id IN (SELECT target_id FROM verdict WHERE changes_at > '2035-01-01' AND changes_on <= '2025-12-01'
       ORDER BY hashtextextended(target_id::text, $1) LIMIT $2)`,
    [round, DUE],
  );
  if (rowCount !== DUE) throw new Error(`${rowCount} targets could be made due, not ${DUE}`);
  await client.query('VACUUM verdict');
  await client.query('CHECKPOINT');
}

async function once(url) {
  const { StandingsService } = await built('src/standings/standings.service.js');
  const { SettleStandingsJob } = await built('src/standings/settle-standings.job.js');
  const app = await openApp(url);
  const job = app.get(SettleStandingsJob);
  try {
    // The program runs for days: what is measured is not its first settling.
    app.timeIs('2025-11-25T09:00:00Z');
    await app.get(StandingsService).settleDue();
    const ids = await withClient(url, async (client) =>
      (await client.query('SELECT target_id FROM verdict WHERE changes_at <= $1', [MORNING])).rows.map(
        (row) => row.target_id,
      ),
    );
    app.timeIs(MORNING);
    let said;
    const settle = await timed(async () => (said = await job.run()));
    if (said !== `${DUE} settled`) throw new Error(said);
    const idle = median(await Promise.all(Array.from({ length: 1 }, () => timed(() => job.run()))));
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
