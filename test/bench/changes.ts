// Pages of 1,000 of GET /changes, at the beginning, in the middle and near the end of the log: changes.js [--pledges 20000].
// Held against a bare Fastify route with the same statement.
import { EntriesService } from '../../src/entries/entries.service.js';
import { TODAY, filled } from './fill.js';
import { openListening, openServers } from './http.js';
import { bar, openServer, option, say } from './house.js';

const NOON = `${TODAY}T20:00:00Z`;
const LIMIT = 1000;

const server = await openServer();
try {
  const url = server.url('saydo_app', await filled(server, { pledges: option('pledges', 20_000) }));
  const listening = await openListening(url, NOON);
  const entries = listening.get(EntriesService);
  const servers = await openServers(url, NOON);
  const { head } = await entries.head();
  say(`${head.toLocaleString('en')} entries`);
  for (const after of [0, Math.floor(head / 2), head - LIMIT]) {
    const { statement } = await listening.heard(() => entries.page(after, LIMIT));
    const found = await servers.compare(`/api/v1/changes?after=${after}&limit=${LIMIT}`, statement);
    bar(`after ${after}: ${found.app.toFixed(1)} ms against ${found.bare.toFixed(1)} ms`, found.ratio, { atMost: 2 });
  }
  await servers.close();
  await listening.close();
} finally {
  await server.close();
}
