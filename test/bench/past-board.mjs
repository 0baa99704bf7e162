// The board of a past day, as known now and as known then, against the present one:
//   node test/bench/past-board.mjs [--targets 100000]
import { TODAY, filled } from './fill.mjs';
import { addDays } from './filled/series.rules.mjs';
import { openServers } from './http.mjs';
import { bar, median, openServer, option, say, timed } from './house.mjs';

const ROUNDS = 7;
const server = await openServer();
try {
  const url = server.url('saydo_app', await filled(server, { targets: option('targets', 100_000) }));
  const servers = await openServers(url, `${TODAY}T20:00:00Z`);
  const then = addDays(TODAY, -150);
  const past = { 'a past day': `&asOf=${then}`, 'a past day as known then': `&asOf=${then}&knownAt=${then}T15:59:59Z` };
  for (const of of ['targets', 'pledges']) {
    for (const by of ['jurisdiction', 'topic']) {
      const path = `/api/v1/board?by=${by}&of=${of}`;
      const times = { now: [], ...Object.fromEntries(Object.keys(past).map((what) => [what, []])) };
      for (let round = -1; round < ROUNDS; round++) {
        for (const [what, list] of Object.entries(times)) {
          const took = await timed(() => servers.get(path + (past[what] ?? '')));
          if (round >= 0) list.push(took);
        }
      }
      say(`${of} by ${by}: now ${median(times.now).toFixed(0)} ms`);
      for (const what of Object.keys(past)) {
        bar(`  ${what}, ${median(times[what]).toFixed(0)} ms`, median(times[what]) / median(times.now), { atMost: 3 });
      }
    }
  }
  await servers.close();
} finally {
  await server.close();
}
