// Lists of 50, every filter and sort, the first page and a deep one; now, on a past day, and as known then:
//   lists.js [--pledges 500000] [--past 0]
// The plans of all are looked at; the time of ten is held against a bare Fastify route with the same statement.
import { addDays } from '../../src/clock/calendar.rules.js';
import { EntriesService } from '../../src/entries/entries.service.js';
import type { Moment } from '../../src/governments/governments.service.js';
import { encodeCursor } from '../../src/http/cursor.js';
import { PledgeListsService, type PledgeFilter, type Sort } from '../../src/pledges/pledge-lists.service.js';
import { TODAY, filled } from './fill.js';
import { addressOf, filtersOn, type Plan, readWhole, SORTS } from './filled/lists.rules.js';
import { type Compared, openListening, openServers, type Statement } from './http.js';
import { bar, median, openServer, option, say } from './house.js';

const NOON = `${TODAY}T20:00:00Z`;
const LIMIT = 50;
const DEEP = 5000;
/** Of each moment. */
const MEASURED = 10;
const THEN = addDays(TODAY, -150);

type Place = { key: string | number; id: string };
/** A list that is asked for, and where its page begins. */
type Asked = { what: string; filter: PledgeFilter; sort: Sort; moment: Moment; after: Place | null };
type Planned = Asked & { statement: Statement; whole: string[] };
type Measured = Compared & { what: string };

const server = await openServer();
const url = server.url('saydo_app', await filled(server, { pledges: option('pledges', 500_000) }));
const listening = await openListening(url, NOON);
const servers = await openServers(url, NOON);
const lists = listening.get(PledgeListsService);
try {
  for (const [when, moment] of Object.entries(await momentsOf())) {
    const planned: Planned[] = [];
    for (const asked of await askedAt(moment)) planned.push(await planOf(asked));
    reportPlans(when, planned);
    const measured: Measured[] = [];
    for (const each of spread(planned, MEASURED)) measured.push(await timeOf(each));
    reportTimes(when, measured);
  }
} finally {
  await servers.close();
  await listening.close();
  await server.close();
}

async function momentsOf(): Promise<Record<string, Moment>> {
  const now = { asOf: null, position: null };
  if (option('past', 1) !== 1) return { now };
  const position = await listening.get(EntriesService).positionAt(new Date(`${THEN}T15:59:59Z`));
  return { now, 'a past day': { asOf: THEN, position: null }, 'as known then': { asOf: THEN, position } };
}

/** Every list of a moment: the first page, and a deep one if there are so many. */
async function askedAt(moment: Moment): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (const [name, filter] of Object.entries(await filtersOn((text) => listening.query(text)))) {
    for (const sort of SORTS) {
      const rows = await lists.pledges(filter, sort, moment, null, DEEP);
      const list = { filter, sort, moment };
      asked.push({ ...list, what: `${name}, ${sort}, first page`, after: null });
      const last = rows.at(-1);
      if (last) asked.push({ ...list, what: `${name}, ${sort}, from ${rows.length} on`, after: last });
    }
  }
  return asked;
}

async function planOf(asked: Asked): Promise<Planned> {
  const { filter, sort, moment, after } = asked;
  const { statement } = await listening.heard(() => lists.pledges(filter, sort, moment, after, LIMIT));
  const [row] = await listening.query<[{ 'QUERY PLAN': [{ Plan: Plan }] }]>(
    `EXPLAIN (FORMAT JSON) ${statement.text}`,
    statement.values,
  );
  return { ...asked, statement, whole: readWhole(row['QUERY PLAN'][0].Plan) };
}

async function timeOf({ what, filter, sort, moment, after, statement }: Planned): Promise<Measured> {
  const cursor = after === null ? '' : `&cursor=${encodeCursor([sort, after.key, after.id])}`;
  const path = addressOf(filter, sort, LIMIT) + queryOf(moment) + cursor;
  return { what, ...(await servers.compare(path, statement, { bursts: 9, each: 40 })) };
}

/** So many of a list, evenly spread. */
function spread<T>(list: readonly T[], count: number): T[] {
  const step = Math.max(1, list.length / count);
  return list.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
}

function queryOf({ asOf, position }: Moment): string {
  if (asOf === null) return '';
  return `&asOf=${asOf}${position === null ? '' : `&knownAt=${asOf}T15:59:59Z`}`;
}

function reportPlans(when: string, planned: readonly Planned[]): void {
  say(`\n${when}: ${planned.length} lists`);
  const found = planned.filter(({ whole }) => whole.length > 0);
  for (const { what, whole } of found) say(`  reads ${whole.join(', ')} from end to end: ${what}`);
  bar(`${when}, lists that read a table from end to end`, found.length, { atMost: 0, unit: '' });
}

function reportTimes(when: string, measured: readonly Measured[]): void {
  for (const { what, app, bare } of measured) say(`  ${app.toFixed(1)} ms against ${bare.toFixed(1)} ms: ${what}`);
  const ratios = measured.map(({ ratio }) => ratio);
  bar(`${when}, median of ${measured.length} against bare Fastify`, median(ratios), { atMost: 2 });
  const worst = measured.find(({ ratio }) => ratio === Math.max(...ratios))!;
  bar(`${when}, the worst of them (${worst.what})`, worst.ratio, { atMost: 2 });
}
