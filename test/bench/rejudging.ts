// Judging everything anew after a change of the rules, in one process: rejudging.js [--targets 100000].
// The rows are told to come from an older rule text; everything is judged and compared.
import { SettleStandingsJob } from '../../src/standings/settle/settle-standings.job.js';
import { TODAY, filled } from './fill.js';
import { bar, openApp, openServer, option, say, timed, withClient } from './house.js';

const MEGABYTE = 1024 * 1024;

const server = await openServer();
try {
  const { speed, memory } = await rejudged(await filled(server, { targets: option('targets', 100_000) }));
  bar('targets a second', speed, { atLeast: 4500, unit: '' });
  bar('most memory', memory, { atMost: 512, unit: ' MB' });
} finally {
  await server.close();
}

/** Targets judged a second and the most memory, in MB, on a copy of a filled database. */
async function rejudged(name: string): Promise<{ speed: number; memory: number }> {
  const copy = 'bench_rejudging';
  await server.create(copy, name);
  await withClient(server.url('postgres', copy), async (client) => {
    await client.query('UPDATE verdict SET rules_version = 0');
    await client.query('VACUUM (FULL, ANALYZE) verdict');
  });
  const app = await openApp(server.url('saydo_app', copy));
  const job = app.get(SettleStandingsJob);
  app.timeIs(`${TODAY}T20:00:00Z`);
  let most = 0;
  const look = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50);
  const before = process.cpuUsage();
  let said = '';
  const took = await timed(async () => (said = await job.run()));
  const { user, system } = process.cpuUsage(before);
  clearInterval(look);
  const count = Number(/(\d+) judged by new rules/.exec(said)?.[1]);
  const each = ((user + system) / 1000 / count).toFixed(3);
  say(`${said} in ${(took / 1000).toFixed(1)} s; ${each} ms of this process a target`);
  await app.close();
  await server.drop(copy);
  return { speed: count / (took / 1000), memory: most / MEGABYTE };
}
