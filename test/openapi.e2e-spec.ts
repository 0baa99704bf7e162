import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { newId } from '../src/database/ids.js';
import { describeApi } from '../src/http/openapi.js';
import { SealJob } from '../src/standings/settle/seal.job.js';
import { SettleStandingsJob } from '../src/standings/settle/settle-standings.job.js';
import { startApp, type TestApp } from './support/app.js';
import { Contract, type Operation, type Parameter } from './support/contract.js';
import { byLot, type Chance } from './support/chance.js';
import { BAD_PARAMETERS, bent, bentCursor, broken, type Raw, Values, wire } from './support/generate.js';
import { Pool, Recipes } from './support/recipes.js';
import { size } from './support/size.js';

/** How many requests are generated; the same seed has the same ones sent again, but for the ids in them. */
const REQUESTS = size('REQUESTS');

const START = Date.parse('2024-04-01T12:00:00+08:00');
const SPAN = Date.parse('2025-09-01T12:00:00+08:00') - START;
/** Operations that others live on come more often than the rest. */
const OFTEN: Record<string, number> = {
  pledges_publish: 5,
  pledges_list: 4,
  pledges_one: 3,
  pledges_addTarget: 2,
  indicators_publish: 6,
  indicators_add: 2,
  figures_revise: 4,
  targets_announce: 3,
  voids_takeBack: 3,
  verdicts_preview: 4,
};
/** The noun that an id speaks of, by the name of its field. */
const NOUNS: Record<string, string> = { parentId: 'jurisdiction', parent: 'jurisdiction', supersedes: 'figure' };
const PLURALS: Record<string, string> = { agencies: 'agency' };
const VIEW = /^(\w+?)(Line)?View$/;

interface Sent {
  operation: Operation;
  path: string;
  headers: Record<string, string>;
  raw: Raw | null;
  /** Why the description says that this is refused, where it does. */
  refusedFor: string | null;
}

interface Answer {
  status: number;
  type: string;
  headers: http.IncomingHttpHeaders;
  body: unknown;
}

let app: TestApp;
let contract: Contract;
beforeAll(async () => {
  app = await startApp();
  contract = new Contract();
});
afterAll(() => app.close());

describe('the description of the API', () => {
  it('is OpenAPI 3.1', async () => {
    expect(
      await new Validator().validate(structuredClone(contract.document) as unknown as Record<string, unknown>),
    ).toMatchObject({ valid: true });
  });

  it('has every route that the program serves, and no other', () => {
    // Without the build's plugin the fields of the schemas are not told, but routes are.
    const routes = (paths: object): string[] =>
      Object.entries(paths)
        .flatMap(([path, item]) => Object.keys(item as object).map((method) => `${method} ${path}`))
        .toSorted();
    expect(routes(contract.document.paths)).toEqual(routes(describeApi(app.nest).paths));
  });

  it('says of every operation what it does, what it takes and how it is refused', () => {
    const bare: string[] = [];
    for (const [path, item] of Object.entries(contract.document.paths)) {
      for (const [method, operation] of Object.entries(item)) {
        const { summary, tags, responses } = operation as { summary?: string; tags?: string[]; responses: object };
        const isWhole = summary && tags?.length === 1 && 'default' in responses && '400' in responses;
        if (!isWhole || (method !== 'get' && !('422' in responses))) bare.push(`${method} ${path}`);
      }
    }
    for (const { id, parameters } of contract.operations) {
      for (const { name, in: where, schema } of parameters as (Parameter & { description?: string })[]) {
        if (where === 'query' && (!schema.type || schema.$ref)) bare.push(`${id} ${name}`);
      }
    }
    for (const [name, schema] of Object.entries(contract.document.components.schemas)) {
      for (const [field, inner] of Object.entries((schema.properties ?? {}) as Record<string, unknown>)) {
        const { type, anyOf, allOf, $ref } = inner as Record<string, unknown>;
        if (!type && !anyOf && !allOf && !$ref) bare.push(`${name}.${field}`);
        if ([type].flat().includes('number')) bare.push(`${name}.${field} is no whole number`);
      }
    }
    expect(bare).toEqual([]);
  });
});

describe('an example', () => {
  it('of a body is one that is taken, but for its ids', async () => {
    app.timeIs('2024-12-31T12:00:00+08:00');
    const told: unknown[] = [];
    const { operations } = contract;
    for (const { id, method, path, body, examples } of operations) {
      for (const [name, { value }] of Object.entries(examples)) {
        const request = app.http[method.toLowerCase() as 'post'](path.replace('{id}', newId()));
        const { status, body: answer } = await request.set(...app.staff).send(value as object);
        const codes = ((answer.errors ?? []) as { code: string }[]).map(({ code }) => code);
        const isFine =
          status === 200 || status === 404 || (status === 422 && codes.every((code) => code.startsWith('unknown_')));
        if (!isFine || !contract.fits(body!, value)) told.push([id, name, status, answer]);
      }
    }
    expect(told).toEqual([]);
    expect(operations.filter(({ examples }) => Object.keys(examples).length > 0).length).toBeGreaterThan(5);
  });
});

describe(`${REQUESTS} requests made from it`, () => {
  const pool = new Pool();
  const agent = new http.Agent({ keepAlive: true });
  const tally = new Map<string, Map<number, number>>();
  const wrong: string[] = [];
  const sentBefore: Sent[] = [];
  let chance: Chance;
  let recipes: Recipes;
  let values: Values;
  let deck: Operation[];
  /** What is stored, where it is known. */
  let held: string | null = null;
  afterAll(() => agent.destroy());

  it(
    'are answered as it says, never with a fault of ours, and what is refused leaves nothing behind',
    () =>
      byLot(async (lots) => {
        chance = lots;
        recipes = new Recipes(chance, pool);
        values = new Values(chance, (schema) => contract.resolve(schema), idOf);
        deck = contract.operations.flatMap((operation) =>
          Array.from({ length: OFTEN[operation.id] ?? 1 }, () => operation),
        );
        app.timeIs(new Date(START).toISOString());
        await layGround();
        for (let count = 0; count < REQUESTS && wrong.length < 20;) {
          // A tag is good for the minute, so the clock stands for a while.
          if (chance.once(20)) app.timeIs(new Date(START + (SPAN * count) / REQUESTS).toISOString());
          if (chance.once(25)) {
            await app.run(SettleStandingsJob);
            held = null;
          }
          if (chance.once(10)) await app.run(SealJob);
          count += chance.once(20) ? await sendTogether(6) : await sendAlone();
        }
        report();
        expect(wrong).toEqual([]);
        if (REQUESTS < 2000) return;
        const neverTaken = contract.operations.filter(
          ({ id }) => ![...(tally.get(id)?.keys() ?? [])].some((status) => status < 300),
        );
        expect(neverTaken.map(({ id }) => id)).toEqual([]);
      }),
    REQUESTS * 300 + 60_000,
  );

  /** Some of each noun, so that chains have where to begin: what is made by chance is not always taken at once. */
  async function layGround(): Promise<void> {
    const wanted: [operation: string, noun: string, count: number][] = [
      ['jurisdictions_add', 'jurisdiction', 2],
      ['agencies_add', 'agency', 1],
      ['topics_add', 'topic', 1],
      ['units_add', 'unit', 1],
      ['sources_add', 'source', 1],
      ['programmes_add', 'programme', 1],
      ['indicators_add', 'indicator', 3],
      ['pledges_publish', 'pledge', 5],
    ];
    for (const [operation, noun, count] of wanted) {
      for (let tries = 0; tries < 100 && pool.all(noun).length < count; tries++) {
        await exchange(requestOf(contract.operation(operation), recipes.of(operation)));
      }
      expect([noun, pool.all(noun).length >= count]).toEqual([noun, true]);
    }
  }

  async function sendAlone(): Promise<number> {
    const sent = next();
    const writes = sent.operation.method !== 'GET';
    if (!writes) {
      await exchange(sent);
      return 1;
    }
    const before = (held ??= await stored());
    const { status } = await exchange(sent);
    held = await stored();
    if (status >= 400 && held !== before) say(sent, status, ['stored something']);
    return 1;
  }

  async function sendTogether(most: number): Promise<number> {
    held = null;
    const batch = Array.from({ length: most }, next);
    await Promise.all(batch.map((sent) => exchange(sent)));
    return most;
  }

  /** How many rows there are in all tables. */
  async function stored(): Promise<string> {
    const tables = [
      'pledge',
      'target',
      'version',
      'indicator',
      'figure',
      'check',
      'note',
      'void',
      'decision',
      'entry',
      'flag',
    ];
    const more = ['jurisdiction', 'agency', 'topic', 'programme', 'unit', 'source', 'idempotency_key', 'verdict_span'];
    const counts = [...tables, ...more].map((name) => `(SELECT count(*) FROM "${name}")`);
    const [row] = await app.db.query<{ counts: string }[]>(`SELECT concat_ws(' ', ${counts.join(', ')}) AS counts`);
    return row!.counts;
  }

  function next(): Sent {
    const again = chance.once(25) && sentBefore.length > 0;
    return again ? chance.pick(sentBefore.slice(-10)) : requestOf(chance.pick(deck));
  }

  function requestOf(operation: Operation, given?: unknown): Sent {
    const isFree = given !== undefined;
    const [path, badParameter] = addressOf(operation, isFree);
    const [raw, badBody] = bodyOf(operation, given);
    const headers: Record<string, string> = raw?.type ? { 'content-type': raw.type } : {};
    const isGuarded = operation.method !== 'GET' && operation.id !== 'verdicts_preview';
    const hasToken = !isGuarded || isFree || !chance.once(40);
    if (isGuarded && hasToken) headers.authorization = app.staff[1];
    if (isGuarded && chance.once(6)) {
      headers['idempotency-key'] = chance.pick([newId(), newId(), newId(), 'one', 'two', 'x y', 'x'.repeat(201)]);
    }
    const refusedFor = hasToken ? (badParameter ?? badBody) : 'no token';
    return { operation, path, headers, raw, refusedFor };
  }

  function addressOf({ id, path, parameters }: Operation, isFree: boolean): [address: string, bad: string | null] {
    let bad: string | null = null;
    const [, , , plural] = path.split('/') as [string, string, string, string];
    const idOfPath = (): string => {
      if (isFree || !chance.once(12)) return (pool.pick(chance, nounOf(plural))?.id as string | undefined) ?? newId();
      return chance.pick([newId(), newId().toUpperCase(), ...BAD_PARAMETERS.filter((text) => text !== '')]);
    };
    const parts: string[] = [];
    for (const parameter of parameters) {
      if (parameter.in !== 'query' || isFree || !chance.once(4)) continue;
      parts.push(`${parameter.name}=${valueOf(parameter, id)}`);
      if (chance.once(40)) parts.push(parts.at(-1)!);
    }
    if (!isFree && chance.once(30)) {
      parts.push(chance.pick(['nonsense=1', '__proto__=1', 'toString', 'a[b]=1']));
      bad = 'an unknown parameter';
    }
    return [path.replace('{id}', idOfPath()) + (parts.length > 0 ? `?${parts.join('&')}` : ''), bad];
  }

  /** A parameter as it stands in an address. */
  function valueOf({ name, schema }: Parameter, id: string): string {
    if (chance.once(12)) return chance.pick(BAD_PARAMETERS);
    if (name === 'cursor') {
      const cursors = pool.cursors.filter(({ path }) => path === id || chance.once(10));
      if (cursors.length === 0) return chance.pick(BAD_PARAMETERS);
      const { cursor } = chance.pick(cursors.slice(-20));
      return chance.once(4) ? bentCursor(chance, cursor) : cursor;
    }
    if (name === 'knownAt' && pool.instants.length > 0 && !chance.once(4)) return chance.pick(pool.instants);
    const value = values.of(schema, name);
    return encodeURIComponent([value].flat().map(String).join(',')).replaceAll('%2C', ',');
  }

  function bodyOf({ id, body: schema, takesBytes }: Operation, given: unknown): [raw: Raw | null, bad: string | null] {
    if (takesBytes) return [bytes(), null];
    if (!schema) return [null, null];
    const value = given ?? (chance.once(4) ? values.of(schema) : (recipes.of(id) ?? values.of(schema)));
    if (given === undefined && chance.once(8)) {
      const raw = broken(chance, value);
      if (raw) return [raw, 'a broken body'];
    }
    const sent = given === undefined && chance.once(3) ? bent(chance, value) : value;
    return [wire(sent), contract.fits(schema, JSON.parse(JSON.stringify(sent))) ? null : 'a body of another shape'];
  }

  /** What is kept of a document; often the same bytes again. */
  function bytes(): Raw {
    const text = chance.pick(['', 'one', 'two', '<script>alert(1)</script>', '\u0000', 'x'.repeat(100_000)]);
    return {
      bytes: Buffer.from(text),
      type: chance.pick(['text/html', 'application/pdf', 'text/plain; charset=utf-8', 'x', null]),
    };
  }

  function idOf(field: string): string {
    if (chance.once(15)) return newId();
    const noun = NOUNS[field] ?? field.replace(/Id$/, '');
    const kind = ['fact', 'stands'].includes(noun) ? chance.pick(['figure', 'version', 'note', 'check']) : noun;
    return (pool.pick(chance, chance.once(20) ? 'pledge' : kind)?.id as string | undefined) ?? newId();
  }

  async function exchange(sent: Sent): Promise<Answer> {
    const answer = await ask(sent);
    const { operation, refusedFor, raw } = sent;
    const { status, type, body } = answer;
    const counts = tally.get(operation.id) ?? new Map<number, number>();
    tally.set(operation.id, counts.set(status, (counts.get(status) ?? 0) + 1));
    const faults = contract.faultsOf(operation, status, type, body);
    if (refusedFor && status < 400) faults.push(`is taken in spite of ${refusedFor}`);
    if (status >= 400 && (body as { status?: unknown }).status !== status)
      faults.push('says another status in its body');
    if (faults.length > 0) say(sent, status, faults, body);
    learn(operation, answer);
    if (raw && chance.once(10)) sentBefore.push(sent);
    if (answer.headers.etag && chance.once(10)) {
      sentBefore.push({ ...sent, headers: { 'if-none-match': answer.headers.etag } });
    }
    return answer;
  }

  function say({ operation, path, raw, headers }: Sent, status: number, faults: string[], body: unknown = ''): void {
    const sent = raw ? raw.bytes.toString().slice(0, 1500) : '';
    const told = [faults.slice(0, 4).join('; '), JSON.stringify(headers), sent, JSON.stringify(body).slice(0, 600)];
    wrong.push(`${operation.method} ${path} → ${status}: ${told.join(' | ')}`);
  }

  /** Keeps ids, cursors and instants of an answer for what comes later. */
  function learn({ id, answers }: Operation, { status, body }: Answer): void {
    if (status >= 300) return;
    const schema = answers[status]?.content?.['application/json']?.schema;
    if (!schema) return;
    contract.walk(schema, body, (name, object) => {
      const noun = VIEW.exec(name)?.[1]?.toLowerCase();
      if (noun && typeof object.id === 'string' && noun !== 'named') pool.add(noun, object);
      if (typeof object.recordedAt === 'string' && chance.once(10)) pool.instants.push(object.recordedAt);
    });
    const { next: cursor } = body as { next?: unknown };
    if (typeof cursor === 'string') pool.cursors.push({ path: id, cursor });
  }

  function ask({ operation, path, headers, raw }: Sent): Promise<Answer> {
    const length: Record<string, string> = raw ? { 'content-length': String(raw.bytes.length) } : {};
    return new Promise((done, failed) => {
      const options = { method: operation.method, agent, headers: { ...headers, ...length } };
      const request = http.request(`${app.url}${path}`, options, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', failed);
        answer.on('end', () => {
          const text = Buffer.concat(parts).toString();
          const type = answer.headers['content-type']?.split(';', 1)[0] ?? '';
          const body: unknown = type.endsWith('json') && text !== '' ? JSON.parse(text) : text;
          done({ status: answer.statusCode ?? 0, type, headers: answer.headers, body });
        });
      });
      request.on('error', (error) => failed(new Error(`${operation.method} ${path}: ${error.message}`)));
      request.end(raw?.bytes);
    });
  }

  /** How many answers had which status, by operation where many were sent. */
  function report(): void {
    const sum = new Map<number, number>();
    for (const counts of tally.values()) for (const [status, n] of counts) sum.set(status, (sum.get(status) ?? 0) + n);
    const line = (counts: Map<number, number>): string =>
      [...counts]
        .toSorted(([a], [b]) => a - b)
        .map(([status, n]) => `${status}×${n}`)
        .join(' ');
    process.stdout.write(`openapi: ${line(sum)}\n`);
    if (REQUESTS < 20_000) return;
    for (const [id, counts] of [...tally].toSorted()) process.stdout.write(`  ${id.padEnd(24)} ${line(counts)}\n`);
  }
});

function nounOf(plural: string): string {
  return PLURALS[plural] ?? plural.replace(/s$/, '');
}
