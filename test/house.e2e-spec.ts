import http from 'node:http';
import net from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../src/database/ids.js';
import { problemOf } from '../src/http/problem.filter.js';
import { describeApi } from '../src/http/openapi.js';
import { startApp, type TestApp } from './support/app.js';

const JSON_TYPE = 'application/json';
const PREVIEW = '/api/v1/verdicts/preview';
const QUESTION = {
  asOf: '2024-07-10',
  target: { comparator: 'at_least', measure: 'flow', value: '300', start: '2024-01-01', due: '2024-12-31' },
  figures: [{ form: 'running_total', value: '120', periodEnd: '2024-06-30', publishedOn: '2024-07-01' }],
};

let app: TestApp;
let land: { jurisdictionId: string; topicId: string };
beforeAll(async () => {
  app = await startApp();
  app.timeIs('2024-07-10T12:00:00+08:00');
  const add = async (path: string, body: object): Promise<string> => {
    const { body: made } = await app.http
      .post(`/api/v1/${path}`)
      .set(...app.staff)
      .send(body)
      .expect(201);
    return made.id as string;
  };
  land = {
    jurisdictionId: await add('jurisdictions', { nameZh: '北京市', timeZone: 'Asia/Shanghai' }),
    topicId: await add('topics', { nameZh: '住房' }),
  };
});
afterAll(() => app.close());

describe('what machines ask', () => {
  it('says that it lives and is ready', async () => {
    await app.http.get('/health/live').expect(200, { status: 'ok' });
    const { body } = await app.http.get('/health/ready').expect(200);
    expect(body).toMatchObject({ status: 'ok', details: { database: { status: 'up' }, serving: { status: 'up' } } });
  });

  it('counts its answers by route, not by address', async () => {
    await app.http.get(`/api/v1/topics/${land.topicId}`).expect(200);
    const { text } = await app.http
      .get('/metrics')
      .expect(200)
      .expect('content-type', /^text\/plain/);
    expect(text).toContain('saydo_http_request_seconds_count{method="GET",route="/api/v1/topics/:id",status="200"} 1');
    expect(text).toContain('nodejs_eventloop_lag_seconds');
    expect(text).not.toContain(land.topicId);
  });

  it.each([
    ['a probe', '/health/live', {}],
    ['what is not there', '/nowhere', {}],
    ['open data', '/api/v1/topics', { 'cross-origin-resource-policy': 'cross-origin' }],
    ['a page', '/', { 'x-frame-options': 'DENY', 'referrer-policy': 'same-origin' }],
  ])('dresses %s against being framed, sniffed or scripted: %s', async (_what, path, more) => {
    const { headers } = await app.http.get(path);
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringMatching(/^default-src 'none'; .*frame-ancestors 'none'$/),
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      ...more,
    });
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers).not.toHaveProperty('x-powered-by');
  });
});

describe('a problem', () => {
  it('has one shape, a stable code and a pointer to each field', async () => {
    const { body } = await app.http
      .post('/api/v1/topics')
      .set(...app.staff)
      .send({ nameZh: 7, colour: 'red' })
      .expect(400)
      .expect('content-type', /^application\/problem\+json/);
    expect(body).toEqual({
      type: 'about:blank',
      title: expect.any(String),
      status: 400,
      detail: expect.any(String),
      code: 'invalid_request',
      instance: '/api/v1/topics',
      errors: expect.arrayContaining([
        { pointer: '/nameZh', code: 'wrong_type', detail: expect.any(String) },
        { pointer: '/colour', code: 'unknown_field', detail: expect.any(String) },
      ]),
    });
  });

  it.each<[method: 'get' | 'post' | 'delete', path: string, status: number, code: string]>([
    ['get', '/nowhere', 404, 'not_found'],
    ['get', '/api/v1/nowhere', 404, 'not_found'],
    ['post', '/api/v1/nowhere', 404, 'not_found'],
    ['delete', '/api/v1/topics', 404, 'not_found'],
    ['get', '/api/v1/topics/%zz', 400, 'malformed_address'],
    ['get', '/api/v1/topics/%00', 400, 'malformed_address'],
    ['get', '/api/v1/topics/%ED%A0%80', 400, 'malformed_address'],
    ['get', '/api/v1/topics?limit=%00', 400, 'malformed_address'],
    ['get', '/api/v1/topics?limit=%FF', 400, 'malformed_address'],
    ['get', `/api/v1/topics/${'x'.repeat(300)}`, 404, 'not_found'],
    ['get', '/api/v1/topics/not-an-id', 400, 'invalid_request'],
  ])('%s %s is %s %s', async (method, path, status, code) => {
    const { body } = await app.http[method](path)
      .expect(status)
      .expect('content-type', /^application\/problem\+json/);
    expect(body).toMatchObject({ status, code });
  });

  it('answers even what is hardly HTTP without falling over', async () => {
    const { port } = new URL(app.url);
    const answer = await new Promise<string>((done) => {
      const socket = net.connect(Number(port), '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nbroken\r\n\r\n'));
      socket.on('data', (part) => done(part.toString()));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\nContent-Type: application\/problem\+json/);
    expect(JSON.parse(answer.slice(answer.indexOf('{')))).toMatchObject({ status: 400, code: 'invalid_request' });
    await app.http.get('/health/live').expect(200);
  });
});

describe('a database that is away', () => {
  it('makes an instance not ready, and leaves it alive', async () => {
    const other = await startApp();
    await other.http.get('/health/ready').expect(200);
    await other.db.destroy();
    const { body } = await other.http.get('/health/ready').expect(503).expect('retry-after', '1');
    expect(body).toMatchObject({ status: 503, code: 'unavailable' });
    await other.http.get('/health/live').expect(200);
    await other.close();
  });

  it.each(['ECONNREFUSED', '57P01', '53300', '40001', '57014'])('(%s) is 503 and not a bug', (code) => {
    expect(problemOf(Object.assign(new Error('away'), { code }), '/api/v1/topics?limit=1')).toEqual({
      type: 'about:blank',
      title: 'Not ready',
      status: 503,
      detail: 'Not ready.',
      code: 'unavailable',
      instance: '/api/v1/topics',
      errors: [],
    });
  });

  it('is not any other error, which is shown as nothing', () => {
    const problem = problemOf(new Error('a password is x'), '/');
    expect(problem).toMatchObject({ status: 500, code: 'internal' });
    expect(JSON.stringify(problem)).not.toContain('password');
  });
});

describe('a parameter', () => {
  it('that a route does not have is refused on every route of the API', async () => {
    const paths = Object.entries(describeApi(app.nest).paths).filter(([, item]) => item.get);
    expect(paths.length).toBeGreaterThan(15);
    for (const [path] of paths) {
      const { status, body } = await app.http.get(`${path.replace(/\{\w+\}/g, newId())}?nonsense=1`);
      expect([path, status, body.errors?.[0]]).toMatchObject([
        path,
        400,
        { pointer: '/nonsense', code: 'unknown_field' },
      ]);
    }
  });

  it.each([
    'limit=0',
    'limit=201',
    'limit=ten',
    'limit=1e2x',
    'limit=1&limit=2',
    'cursor=nonsense',
    'cursor=WzFd',
    '__proto__=1',
    'constructor=1',
    'toString=1',
    '%5F_proto__[x]=1',
  ])('%s is refused', async (parameters) => {
    await app.http.get(`/api/v1/topics?${parameters}`).expect(400);
  });
});

describe('no token, no write', () => {
  const writes = (): [method: string, path: string][] =>
    Object.entries(describeApi(app.nest).paths).flatMap(([path, item]) =>
      (['post', 'put', 'patch', 'delete'] as const)
        .filter((method) => item[method] && path !== PREVIEW)
        .map((method): [string, string] => [method, path.replace(/\{\w+\}/g, newId())]),
    );

  it.each([
    ['nobody', undefined, 'token_missing'],
    ['a wrong token', 'Bearer a-token-for-tests-of-forty-letters-or-sO', 'token_wrong'],
    ['no token at all', 'Bearer ', 'token_missing'],
    ['another scheme', 'Basic YWRtaW46YWRtaW4=', 'token_missing'],
  ])('%s is turned away from every write', async (_who, authorization, code) => {
    const all = writes();
    expect(all.length).toBeGreaterThan(15);
    for (const [method, path] of all) {
      const request = app.http[method as 'post'](path).set('content-type', JSON_TYPE);
      if (authorization !== undefined) request.set('authorization', authorization);
      const { status, body, headers } = await request.send('{}');
      expect([method, path, status, body.code, headers['www-authenticate']]).toEqual([
        method,
        path,
        401,
        code,
        'Bearer',
      ]);
    }
  });

  it('lets who has the token write, and everybody read and preview', async () => {
    await app.http
      .post('/api/v1/topics')
      .set(...app.staff)
      .send({ nameZh: '交通' })
      .expect(201);
    await app.http.get('/api/v1/topics').expect(200);
    await app.http.post(PREVIEW).send(QUESTION).expect(200);
  });
});

describe('a bad body', () => {
  let before: unknown;
  beforeAll(async () => {
    before = await stored();
  });
  afterAll(async () => {
    expect(await stored()).toEqual(before);
  });

  /** What the database holds, table by table. */
  async function stored(): Promise<unknown> {
    const tables: { name: string }[] = await app.db.query(
      `SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
    );
    const counts = tables.map(({ name }) => `SELECT '${name}' AS name, count(*) FROM ${name}`);
    return app.db.query(counts.join(' UNION ALL '));
  }

  async function refuse(path: string, body: string | Buffer, type: string, statuses: readonly number[]): Promise<void> {
    const { status, body: problem, headers } = await sendRaw(path, body, type);
    expect({ status, problem }).toMatchObject({
      problem: { status, code: expect.any(String), errors: expect.any(Array) },
    });
    expect(statuses).toContain(status);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
  }

  function sendRaw(
    path: string,
    body: string | Buffer,
    type: string,
  ): Promise<{ status: number; body: unknown; headers: http.IncomingHttpHeaders }> {
    return new Promise((done, failed) => {
      const headers = { 'content-type': type, authorization: app.staff[1], 'content-length': Buffer.byteLength(body) };
      const request = http.request(`${app.url}${path}`, { method: 'POST', headers }, (answer) => {
        let text = '';
        answer.on('data', (part: Buffer) => (text += part.toString()));
        answer.on('end', () =>
          done({ status: answer.statusCode ?? 0, body: JSON.parse(text), headers: answer.headers }),
        );
      });
      request.on('error', failed);
      request.end(body);
    });
  }

  const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
  const preview = JSON.stringify(QUESTION);

  type BadBody = [what: string, body: (good: string) => string | Buffer, type?: string, statuses?: number[]];
  const BAD_BODIES = (
    [
      ['nothing', () => ''],
      ['not JSON', () => 'hello'],
      ['half of JSON', (json) => json.slice(0, -3)],
      ['two values', (json) => `${json}${json}`],
      ['a comment', (json) => `/* hello */${json}`],
      ['a comma too many', (json) => json.replace(/\}$/, ',}')],
      ['single quotes', (json) => json.replaceAll('"', "'")],
      ['NaN', (json) => json.replace(/^\{/, '{"value":NaN,')],
      ['a number', () => '5'],
      ['a text', () => '"hello"'],
      ['null', () => 'null'],
      ['a list', () => '[]'],
      ['an empty object', () => '{}'],
      ['a field that is not known', (json) => json.replace(/^\{/, '{"colour":"red",')],
      [
        'a name twice',
        (json) => json.replace(/^\{/, '{"asOf":"2024-01-01","asOf":"2024-01-01","titleZh":"a","titleZh":"a",'),
      ],
      ['a name twice, once in disguise', (json) => json.replace(/^\{/, '{"nameZh":"a","name\\u005ah":"b",')],
      ['__proto__', (json) => json.replace(/^\{/, '{"__proto__":{"admin":true},')],
      ['__proto__ in disguise', (json) => json.replace(/^\{/, '{"\\u005f_proto__":{"admin":true},')],
      ['constructor', (json) => json.replace(/^\{/, '{"constructor":{"prototype":{"admin":true}},')],
      ['toString', (json) => json.replace(/^\{/, '{"toString":1,')],
      ['a NUL', (json) => json.replace(/":"/, '":"\\u0000')],
      ['half of a surrogate pair', (json) => json.replace(/":"/, '":"\\ud800')],
      ['the other half', (json) => json.replace(/":"/, '":"\\udc00')],
      ['a NUL in a name', (json) => json.replace(/^\{/, '{"a\\u0000":1,')],
      [
        'bytes that are not UTF-8',
        (json) => Buffer.concat([Buffer.from(json.slice(0, -1)), Buffer.from([0xff, 0x7d])]),
      ],
      ['UTF-16', (json) => Buffer.from(json, 'utf16le')],
      ['33 levels', () => deep(33)],
      ['ten thousand levels', () => deep(10_000)],
      ['a megabyte of brackets', () => '['.repeat(1_000_000), JSON_TYPE, [400, 413]],
      ['a text of a megabyte', (json) => json.replace(/":"/, `":"${'x'.repeat(1_000_000)}`), JSON_TYPE, [400, 413]],
      ['two megabytes', (json) => json.padEnd(2_000_000, ' '), JSON_TYPE, [413]],
      ['plain text', (json) => json, 'text/plain', [415]],
      ['a form', () => 'a=b', 'application/x-www-form-urlencoded', [415]],
      ['no type', (json) => json, '', [415]],
      ['XML', () => '<a/>', 'application/xml', [415]],
      ['a form of parts', () => '--x--', 'multipart/form-data; boundary=x', [415]],
    ] satisfies BadBody[]
  ).map(([what, body, type = JSON_TYPE, statuses = [400, 422]]: BadBody) => [what, body, type, statuses] as const);

  describe.each<[noun: string, path: () => string, good: () => object]>([
    ['a preview', () => PREVIEW, () => QUESTION],
    ['a topic', () => '/api/v1/topics', () => ({ nameZh: '交通' })],
    [
      'a pledge',
      () => '/api/v1/pledges',
      () => ({
        jurisdictionId: land.jurisdictionId,
        topicId: land.topicId,
        titleZh: '三百个',
        announcedOn: '2024-01-24',
      }),
    ],
  ])('for %s is a problem, and nothing is stored', (_noun, path, good) => {
    it.each(BAD_BODIES)('%s', async (_what, body, type, statuses) => {
      await refuse(path(), body(JSON.stringify(good())), type, statuses);
    });
  });

  it('as large as 65 KB is too much for a preview', async () => {
    await refuse(PREVIEW, preview.padEnd(65 * 1024, ' '), JSON_TYPE, [413]);
    expect((await sendRaw(PREVIEW, preview.padEnd(63 * 1024, ' '), JSON_TYPE)).status).toBe(200);
  });

  const FIELDS = [
    'asOf',
    'target.value',
    'target.due',
    'target.start',
    'target.comparator',
    'target.measure',
    'figures.0.value',
  ];
  const DAYS = ['figures.0.periodEnd', 'figures.0.publishedOn', 'asOf', 'target.due'];
  const AMOUNTS = ['target.value', 'figures.0.value'];
  const cases: [field: string, value: unknown][] = [
    ...FIELDS.flatMap((field): [string, unknown][] =>
      [true, {}, ['1'], 'x'.repeat(1000), ''].map((value) => [field, value]),
    ),
    ...DAYS.flatMap((field): [string, unknown][] =>
      ['0000-01-01', '9999-12-31', '2023-02-29', '2024-02-30', '2024-13-01', '24-01-01', '2024-1-1', 20240101].map(
        (value) => [field, value],
      ),
    ),
    ...AMOUNTS.flatMap((field): [string, unknown][] =>
      ['NaN', 'Infinity', '1e400', '1e3', '0x10', '١٢', '1,000', ' 1', '1.', '.5', '+1', '1.1234567890123', 300].map(
        (value) => [field, value],
      ),
    ),
  ];

  it.each(cases)('with %s = %j is refused by a preview, which points to it', async (field, value) => {
    const question = structuredClone(QUESTION) as unknown as Record<string, unknown>;
    const steps = field.split('.');
    const holder = steps.slice(0, -1).reduce<Record<string, unknown>>((at, step) => at[step] as never, question);
    holder[steps.at(-1)!] = value;
    const { status, body } = await sendRaw(PREVIEW, JSON.stringify(question), JSON_TYPE);
    expect([400, 422]).toContain(status);
    expect(body).toMatchObject({ errors: [{ pointer: `/${steps.join('/')}` }] });
  });

  it.each(['asOf', 'target', 'figures'])('without %s is refused by a preview', async (field) => {
    const { [field as 'asOf']: _without, ...rest } = QUESTION;
    const { status, body } = await sendRaw(PREVIEW, JSON.stringify(rest), JSON_TYPE);
    expect([400, 422]).toContain(status);
    expect(body).toMatchObject({ errors: [{ pointer: `/${field}` }] });
  });
});

it('questions asked together get each its own answer', async () => {
  const asked = Array.from({ length: 200 }, (_, at) => ({
    ...QUESTION,
    target: { ...QUESTION.target, value: at % 10 === 0 ? 'many' : String(at + 1000) },
  }));
  const answers = await Promise.all(asked.map((question) => app.http.post(PREVIEW).send(question)));
  for (const [at, { status, body }] of answers.entries()) {
    if (at % 10 === 0) expect([status, body]).toEqual([422, expect.objectContaining({ code: 'rules_refuse' })]);
    else
      expect([status, body.sentenceEn]).toEqual([
        200,
        expect.stringContaining(`120 of 1,${String(at).padStart(3, '0')}`),
      ]);
  }
});
