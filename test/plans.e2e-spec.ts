import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EntriesService } from '../src/entries/entries.service.js';
import type { Moment } from '../src/governments/governments.service.js';
import { PledgeListsService, type PledgeFilter, type Sort } from '../src/pledges/pledge-lists.service.js';
import { SealJob } from '../src/standings/settle/seal.job.js';
import { SettleStandingsJob } from '../src/standings/settle/settle-standings.job.js';
import { copyStencils, readStencils } from './bench/filled/copies.js';
import { TODAY } from './bench/filled/kinds.rules.js';
import { filtersOn, type Plan, readWhole, SORTS } from './bench/filled/lists.rules.js';
import { enterStencils } from './bench/filled/stencils.js';
import { startApp, type TestApp } from './support/app.js';
import { size } from './support/size.js';

const PLEDGES = size('PLEDGES');
const SERIES = 60;
const THEN = '2025-06-27';
const LIMIT = 50;
const FILLING = 280_000;

describe(`among ${PLEDGES} pledges`, () => {
  let app: TestApp;
  let filters: Record<string, PledgeFilter>;
  let moments: Record<string, Moment>;

  beforeAll(async () => {
    const entered = await startApp();
    const settle = () => entered.run(SettleStandingsJob);
    const seal = () => entered.run(SealJob);
    await enterStencils({ ...entered, settle, seal }, SERIES);
    const stencils = await readStencils(entered.ownerUrl);
    await entered.close();
    app = await startApp();
    app.timeIs(`${TODAY}T20:00:00Z`);
    await copyStencils(app.ownerUrl, stencils, Math.ceil(PLEDGES / stencils.pledges));
    filters = await filtersOn((text) => app.db.query(text));
    const position = await app.get(EntriesService).positionAt(new Date(`${THEN}T15:59:59Z`));
    moments = {
      now: { asOf: null, position: null },
      'on a past day': { asOf: THEN, position: null },
      'as known then': { asOf: THEN, position },
    };
  }, FILLING);
  afterAll(() => app.close());

  it.each(['now', 'on a past day', 'as known then'])(
    'no list reads a table from end to end, %s',
    async (when) => {
      const found: string[] = [];
      for (const [name, filter] of Object.entries(filters)) {
        for (const sort of SORTS) found.push(...(await whole(`${name}, ${sort}`, filter, sort, moments[when]!)));
      }
      expect(found).toEqual([]);
    },
    FILLING,
  );

  /** What the first page of a list and the one behind it read from end to end. */
  async function whole(name: string, filter: PledgeFilter, sort: Sort, moment: Moment): Promise<string[]> {
    const lists = app.get(PledgeListsService);
    const rows = await lists.pledges(filter, sort, moment, null, LIMIT);
    const last = rows.at(-1);
    const places = [null, ...(last === undefined ? [] : [{ key: last.key, id: last.id }])];
    const found: string[] = [];
    for (const after of places) {
      for (const plan of await plansOf(() => lists.pledges(filter, sort, moment, after, LIMIT))) {
        for (const table of readWhole(plan)) found.push(`${name}, ${after === null ? 'first' : 'next'} page: ${table}`);
      }
    }
    return found;
  }

  /** The plans of the statements that work sends. */
  async function plansOf(work: () => Promise<unknown>): Promise<Plan[]> {
    const sent = new Sent(app);
    await work();
    const statements = sent.stop();
    expect(statements).toHaveLength(1);
    const plans: Plan[] = [];
    for (const { text, values } of statements) {
      const [row] = await app.db.query<[{ 'QUERY PLAN': [{ Plan: Plan }] }]>(`EXPLAIN (FORMAT JSON) ${text}`, values);
      plans.push(row['QUERY PLAN'][0].Plan);
    }
    return plans;
  }
});

/** Listens to the statements that are sent without a transaction. */
class Sent {
  private readonly statements: { text: string; values: unknown[] }[] = [];
  private readonly query: TestApp['db']['query'];

  constructor(private readonly app: TestApp) {
    this.query = app.db.query.bind(app.db);
    app.db.query = ((text: string, values: unknown[] = []) => {
      this.statements.push({ text, values });
      return this.query(text, values);
    }) as typeof this.query;
  }

  stop(): { text: string; values: unknown[] }[] {
    this.app.db.query = this.query;
    return this.statements;
  }
}
