// Judging everything anew after a change of the rules, in one process:
//   node test/bench/rejudging.mjs [--targets 100000]
// The rows are told to come from an older rule text, and everything is judged and compared. Measured twice: where the rules
// have moved nothing, which is held against the bar, and where every span and answer has to be read and written.
import { TODAY, filled } from './fill.mjs';
import { bar, built, openApp, openServer, option, say, timed, withClient } from './house.mjs';

const MEGABYTE = 1024 * 1024;
const targets = option('targets', 100_000);

const server = await openServer();
try {
  const name = await filled(server, { targets });
  const same = await rejudged(name, 'rules_version = 0');
  bar('targets a second', same.speed, { atLeast: 8000, unit: '' });
  bar('most memory', same.memory, { atMost: 512, unit: ' MB' });
  const moved = await rejudged(name, 'rules_version = 0, days_sha256 = NULL, answer_sha256 = NULL');
  say(`read and written anew: ${Math.round(moved.speed).toLocaleString('en')} a second, ${moved.memory.toFixed(0)} MB`);
} finally {
  await server.close();
}

/** Targets judged a second and the most memory, in MB, with the rows of a copy set to `older` before. */
async function rejudged(name, older) {
  const copy = 'bench_rejudging';
  await server.create(copy, name);
  await withClient(server.url('postgres', copy), async (client) => {
    await client.query(`UPDATE verdict SET ${older}`);
    await client.query('VACUUM (FULL, ANALYZE) verdict');
  });
  const app = await openApp(server.url('saydo_app', copy));
  const { SettleStandingsJob } = await built('src/standings/settle/settle-standings.job.js');
  const job = app.get(SettleStandingsJob);
  app.timeIs(`${TODAY}T20:00:00Z`);
  let most = 0;
  const look = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50);
  const before = process.cpuUsage();
  let said;
  const took = await timed(async () => (said = await job.run()));
  const { user, system } = process.cpuUsage(before);
  clearInterval(look);
  const count = Number(/(\d+) judged by new rules/.exec(said)?.[1]);
  say(
    `${said} in ${(took / 1000).toFixed(1)} s; ${((user + system) / 1000 / count).toFixed(3)} ms of this process a target`,
  );
  await app.close();
  await server.drop(copy);
  return { speed: count / (took / 1000), memory: most / MEGABYTE };
}
