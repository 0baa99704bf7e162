// Lists of 50, every filter and sort, the first page and a deep one; now, on a past day, and as known then:
//   node test/bench/lists.mjs [--pledges 500000] [--past 0]
// Plans are looked at, and the time is held against a bare Fastify route with the same statement.
import { TODAY, filled } from './fill.mjs';
import { SORTS, addressOf, filtersOn, readWhole } from './filled/lists.rules.mjs';
import { addDays } from './filled/series.rules.mjs';
import { openListening, openServers } from './http.mjs';
import { bar, built, median, openServer, option, say } from './house.mjs';

const NOON = `${TODAY}T20:00:00Z`;
const LIMIT = 50;
const DEEP = 5000;

const server = await openServer();
try {
  const url = server.url('saydo_app', await filled(server, { pledges: option('pledges', 500_000) }));
  const listening = await openListening(url, NOON);
  const lists = await listening.service('src/pledges/pledge-lists.service.js', 'PledgeListsService');
  const entries = await listening.service('src/entries/entries.service.js', 'EntriesService');
  const { encodeCursor } = await built('src/http/cursor.js');
  const servers = await openServers(url, NOON);
  const filters = await filtersOn(listening.query);
  const then = addDays(TODAY, -150);
  const moments = { now: { asOf: null, position: null } };
  if (option('past', 1) === 1) {
    moments['a past day'] = { asOf: then, position: null };
    moments['as known then'] = { asOf: then, position: await entries.positionAt(new Date(`${then}T15:59:59Z`)) };
  }
  for (const [when, moment] of Object.entries(moments)) await ofMoment(when, moment);

  /** Asks for everything at a moment; prints what reads a table from end to end and the slowest, then the medians. */
  async function ofMoment(when, moment) {
    const found = [];
    for (const [name, filter] of Object.entries(filters)) {
      for (const sort of SORTS) {
        for (const { page, after } of await placesOf(filter, sort, moment)) {
          const { statement } = await listening.heard(() => lists.pledges(filter, sort, moment, after, LIMIT));
          const [row] = await listening.query(`EXPLAIN (FORMAT JSON) ${statement.text}`, statement.values);
          const whole = readWhole(row['QUERY PLAN'][0].Plan);
          const path = addressOf(filter, sort, LIMIT) + momentOf(moment) + cursorOf(sort, after);
          let times = await servers.compare(path, statement, { bursts: 3, each: 12 });
          // A short look that finds too much may have been disturbed: a longer one decides.
          if (times.ratio > 2) times = await servers.compare(path, statement, { bursts: 9, each: 40 });
          found.push({ what: `${name}, ${sort}, ${page}`, whole, ...times });
        }
      }
    }
    say(`\n${when}: ${found.length} lists`);
    for (const { what, whole } of found)
      if (whole.length > 0) say(`  reads ${whole.join(', ')} from end to end: ${what}`);
    for (const { what, app, bare } of found.toSorted((a, b) => b.bare - a.bare).slice(0, 6)) {
      say(`  ${app.toFixed(1)} ms against ${bare.toFixed(1)} ms: ${what}`);
    }
    const ratios = found.map(({ ratio }) => ratio);
    bar(`${when}, lists that read a table from end to end`, found.filter(({ whole }) => whole.length > 0).length, {
      atMost: 0,
      unit: '',
    });
    bar(`${when}, median of all lists against bare Fastify`, median(ratios), { atMost: 2 });
    const worst = found.find(({ ratio }) => ratio === Math.max(...ratios));
    bar(`${when}, the worst of them (${worst.what})`, worst.ratio, { atMost: 2 });
  }

  /** The first page, and the place where a deep page begins if there are so many. */
  async function placesOf(filter, sort, moment) {
    const rows = await lists.pledges(filter, sort, moment, null, DEEP);
    const last = rows.at(-1);
    const places = [{ page: 'first page', after: null }];
    if (last) places.push({ page: `from ${rows.length} on`, after: { key: last.key, id: last.id } });
    return places;
  }

  function cursorOf(sort, after) {
    return after === null ? '' : `&cursor=${encodeCursor([sort, after.key, after.id])}`;
  }

  function momentOf({ asOf, position }) {
    if (asOf === null) return '';
    return `&asOf=${asOf}${position === null ? '' : `&knownAt=${asOf}T15:59:59Z`}`;
  }

  await servers.close();
  await listening.close();
} finally {
  await server.close();
}
