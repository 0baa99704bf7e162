// The board of a past day, as known now and as known then, against the present one: past-board.js [--targets 100000].
import { addDays } from '../../src/clock/calendar.rules.js';
import { TODAY, filled } from './fill.js';
import { openServers, type Servers } from './http.js';
import { bar, median, openServer, option, say, timed } from './house.js';

const ROUNDS = 7;
const THEN = addDays(TODAY, -150);
const MOMENTS: Record<string, string> = {
  now: '',
  'a past day': `&asOf=${THEN}`,
  'a past day as known then': `&asOf=${THEN}&knownAt=${THEN}T15:59:59Z`,
};

const server = await openServer();
try {
  const url = server.url('saydo_app', await filled(server, { targets: option('targets', 100_000) }));
  const servers = await openServers(url, `${TODAY}T20:00:00Z`);
  for (const of of ['targets', 'pledges']) {
    for (const by of ['jurisdiction', 'topic']) await ofBoard(servers, of, by);
  }
  await servers.close();
} finally {
  await server.close();
}

/** Asks for one board at every moment, in turns. */
async function ofBoard(servers: Servers, of: string, by: string): Promise<void> {
  const times = new Map<string, number[]>(Object.keys(MOMENTS).map((what) => [what, []]));
  for (let round = -1; round < ROUNDS; round++) {
    for (const [what, moment] of Object.entries(MOMENTS)) {
      const took = await timed(() => servers.get(`/api/v1/board?by=${by}&of=${of}${moment}`));
      if (round >= 0) times.get(what)!.push(took);
    }
  }
  const now = median(times.get('now')!);
  say(`${of} by ${by}: now ${now.toFixed(0)} ms`);
  for (const [what, list] of times) {
    if (what !== 'now') bar(`  ${what}, ${median(list).toFixed(0)} ms`, median(list) / now, { atMost: 3 });
  }
}
