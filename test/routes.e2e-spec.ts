import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Post } from '@nestjs/common';
import type { RouteOptions } from 'fastify';
import { newId } from '../src/database/ids.js';
import { type Declaration, KILOBYTE, MEGABYTE, Route } from '../src/http/route.js';
import { startApp, type TestApp } from './support/app.js';

const WRONG = 'Bearer a-token-for-tests-of-forty-letters-or-sO';

/** Every route but those that follow by themselves: HEAD from GET, and OPTIONS from what any page of the web may read. */
const TABLE = `
GET   /                                  anybody  nothing     page
GET   /*                                 anybody  nothing     page
GET   /api/*                             anybody  nothing     data
GET   /api/v1/agencies                   anybody  nothing     data
POST  /api/v1/agencies                   admin    json 1 MB   data
GET   /api/v1/agencies/:id               anybody  nothing     data
PATCH /api/v1/agencies/:id               admin    json 1 MB   data
GET   /api/v1/board                      anybody  nothing     data
GET   /api/v1/changes                    anybody  nothing     data
GET   /api/v1/figures/:id                anybody  nothing     data
POST  /api/v1/figures/:id/revisions      admin    json 1 MB   data
GET   /api/v1/flags                      anybody  nothing     data
POST  /api/v1/flags/:id/acknowledgement  admin    json 1 MB   data
GET   /api/v1/indicators                 anybody  nothing     data
POST  /api/v1/indicators                 admin    json 1 MB   data
GET   /api/v1/indicators/:id             anybody  nothing     data
GET   /api/v1/indicators/:id/figures     anybody  nothing     data
POST  /api/v1/indicators/:id/figures     admin    json 1 MB   data
GET   /api/v1/jurisdictions              anybody  nothing     data
POST  /api/v1/jurisdictions              admin    json 1 MB   data
GET   /api/v1/jurisdictions/:id          anybody  nothing     data
PATCH /api/v1/jurisdictions/:id          admin    json 1 MB   data
GET   /api/v1/pledges                    anybody  nothing     data
POST  /api/v1/pledges                    admin    json 1 MB   data
GET   /api/v1/pledges/:id                anybody  nothing     data
GET   /api/v1/pledges/:id/history        anybody  nothing     data
POST  /api/v1/pledges/:id/notes          admin    json 1 MB   data
POST  /api/v1/pledges/:id/targets        admin    json 1 MB   data
GET   /api/v1/programmes                 anybody  nothing     data
POST  /api/v1/programmes                 admin    json 1 MB   data
GET   /api/v1/programmes/:id             anybody  nothing     data
PATCH /api/v1/programmes/:id             admin    json 1 MB   data
POST  /api/v1/sources                    admin    json 1 MB   data
GET   /api/v1/sources/:id                anybody  nothing     data
PATCH /api/v1/sources/:id                admin    json 1 MB   data
GET   /api/v1/sources/:id/copy           anybody  nothing     file
PUT   /api/v1/sources/:id/copy           admin    bytes 20 MB data
POST  /api/v1/targets/:id/checks         admin    json 1 MB   data
POST  /api/v1/targets/:id/decisions      admin    json 1 MB   data
GET   /api/v1/targets/:id/verdict        anybody  nothing     data
POST  /api/v1/targets/:id/versions       admin    json 1 MB   data
GET   /api/v1/topics                     anybody  nothing     data
POST  /api/v1/topics                     admin    json 1 MB   data
GET   /api/v1/topics/:id                 anybody  nothing     data
PATCH /api/v1/topics/:id                 admin    json 1 MB   data
GET   /api/v1/units                      anybody  nothing     data
POST  /api/v1/units                      admin    json 1 MB   data
GET   /api/v1/units/:id                  anybody  nothing     data
PATCH /api/v1/units/:id                  admin    json 1 MB   data
POST  /api/v1/verdicts/preview           anybody  json 64 KB  data
POST  /api/v1/voids                      admin    json 1 MB   data
GET   /assets/:name                      anybody  nothing     page
GET   /docs                              anybody  nothing     page
GET   /docs/                             anybody  nothing     page
GET   /docs/favicon-32x32.png            anybody  nothing     page
GET   /docs/open.js                      anybody  nothing     page
GET   /docs/swagger-ui-bundle.js         anybody  nothing     page
GET   /docs/swagger-ui.css               anybody  nothing     page
GET   /favicon.ico                       anybody  nothing     page
GET   /health/live                       anybody  nothing     probe
GET   /health/ready                      anybody  nothing     probe
GET   /jobs                              anybody  nothing     page
GET   /metrics                           anybody  nothing     probe
GET   /openapi.json                      anybody  nothing     data
GET   /pledges                           anybody  nothing     page
GET   /pledges/:id                       anybody  nothing     page
GET   /rules                             anybody  nothing     page
GET   /style                             anybody  nothing     page
GET   /theme                             anybody  nothing     page
`;

@Controller('trial')
@Route()
class Trial {
  @Get('closed')
  closed(): object {
    return {};
  }

  @Get('open')
  @Route({ may: 'anybody' })
  open(): object {
    return {};
  }

  @Get('embed')
  @Route({ may: 'anybody', dress: 'embed' })
  embed(): object {
    return {};
  }

  @Post('form')
  @Route({ may: 'anybody', takes: 'form', most: 100 })
  form(@Body() body: Record<string, string>): object {
    return body;
  }

  @Post('nothing')
  @Route({ may: 'anybody', takes: 'nothing' })
  nothing(): object {
    return {};
  }
}

@Controller('bare')
class Bare {
  @Get()
  bare(): object {
    return {};
  }
}

type Told = [method: string, path: string, declaration: Declaration];
type Caller = [who: string, authorization: string | undefined];

let app: TestApp;
let trial: TestApp;
beforeAll(async () => {
  app = await startApp();
  trial = await startApp({}, [Trial]);
});
afterAll(async () => {
  await app.close();
  await trial.close();
});

function told({ method, url, config }: RouteOptions): Told {
  return [String(method), url, config!.declaration!];
}

/** Every route with what it says, but those that follow by themselves. */
function routes(): Told[] {
  return app.routes.map(told).filter(([method]) => method !== 'HEAD' && method !== 'OPTIONS');
}

function sizeOf(bytes: number): string {
  if (bytes === 0) return '';
  return bytes < MEGABYTE ? `${bytes / KILOBYTE} KB` : `${bytes / MEGABYTE} MB`;
}

function addressOf(path: string): string {
  return path.replace(/:\w+/g, newId()).replace('*', 'nowhere');
}

async function ask([method, path, { takes }]: Told, authorization?: string, body?: string, type?: string) {
  const request = app.http[method.toLowerCase() as 'get'](addressOf(path));
  if (authorization !== undefined) request.set('authorization', authorization);
  if (takes === 'nothing') return request;
  return request.set('content-type', type ?? (takes === 'json' ? 'application/json' : 'text/plain')).send(body ?? '{}');
}

describe('a route', () => {
  it('says what it may, what it takes, how much, and for whom its answer is made up', () => {
    const rows = routes()
      .toSorted(([method, path], [other, otherPath]) => (`${path} ${method}` < `${otherPath} ${other}` ? -1 : 1))
      .map(([method, path, { may, takes, most, dress }]) =>
        [method.padEnd(5), path.padEnd(34), may.padEnd(8), `${takes} ${sizeOf(most)}`.padEnd(11), dress].join(' '),
      );
    expect(rows.join('\n')).toBe(TABLE.trim());
  });

  it('is read without a body, and asked before it is read from elsewhere', () => {
    const of = (wanted: string): string[] => app.routes.filter(({ method }) => method === wanted).map(({ url }) => url);
    const reads = routes().filter(([method]) => method === 'GET');
    expect(of('HEAD').toSorted()).toEqual(reads.map(([, path]) => path).toSorted());
    const shared = routes().filter(([, , { may, dress }]) => may === 'anybody' && dress === 'data');
    expect(of('OPTIONS').toSorted()).toEqual([...new Set(shared.map(([, path]) => path))].toSorted());
  });

  it('that says nothing keeps the program from starting', async () => {
    await expect(startApp({}, [Bare])).rejects.toThrow('GET /bare does not say what it may');
  });

  it('that says nothing of who may is closed, also where it only reads', async () => {
    const { body } = await trial.http.get('/trial/closed').expect(401);
    expect(body.code).toBe('token_missing');
    await trial.http.get('/trial/closed').set('authorization', WRONG).expect(401);
    const { headers } = await trial.http
      .get('/trial/closed')
      .set(...trial.staff)
      .expect(200);
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    expect(headers['cross-origin-resource-policy']).toBe('same-origin');
    await trial.http.options('/trial/closed').expect(404);
  });

  it.each<Caller>([
    ['nobody', undefined],
    ['a wrong token', WRONG],
    ['the right token', 'right'],
  ])('lets %s in where it says so, and nowhere else', async (who, authorization) => {
    const isAdmin = authorization === 'right';
    const wrong: unknown[] = [];
    for (const route of routes()) {
      const { status, body } = await ask(route, isAdmin ? app.staff[1] : authorization);
      const isOpen = route[2].may === 'anybody';
      const code = who === 'nobody' ? 'token_missing' : 'token_wrong';
      const isRight = isOpen || isAdmin ? status !== 401 && status !== 403 : status === 401 && body.code === code;
      if (!isRight || status >= 500) wrong.push([...route, status, body.code]);
    }
    expect(wrong).toEqual([]);
  });

  it('takes no more than it says', async () => {
    const wrong: unknown[] = [];
    for (const route of routes().filter(([, , { takes }]) => takes === 'json')) {
      const { most } = route[2];
      const statuses = [];
      for (const size of [most, most + 1]) {
        statuses.push((await ask(route, app.staff[1], '{}'.padEnd(size, ' '))).status);
      }
      if (statuses[0] === 413 || statuses[1] !== 413) wrong.push([...route, statuses]);
    }
    expect(wrong).toEqual([]);
  });

  it('takes nothing else than it says', async () => {
    const wrong: unknown[] = [];
    for (const route of routes().filter(([, , { takes }]) => takes === 'json')) {
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/octet-stream']) {
        const { status } = await ask(route, app.staff[1], 'a=b', type);
        if (status !== 415) wrong.push([...route, type, status]);
      }
    }
    expect(wrong).toEqual([]);
    await trial.http.post('/trial/nothing').expect(201);
    await trial.http.post('/trial/nothing').send({}).expect(415);
    await trial.http.post('/trial/form').send({}).expect(415);
  });
});

describe('a form', () => {
  const post = (body: string) => trial.http.post('/trial/form').type('form').send(body);

  it('is read as text, name by name', async () => {
    const { body } = await post('a=1+2%2B&b=%E4%BD%8F&c=&d&e=x=y').expect(201);
    expect(body).toEqual({ a: '1 2+', b: '住', c: '', d: '', e: 'x=y' });
  });

  it.each([
    ['a name twice', 'a=1&a=2', 400, 'duplicate_name'],
    ['a way to a prototype', '__proto__=1', 400, 'unknown_field'],
    ['a name that every object has', 'toString=1', 400, 'unknown_field'],
    ['a NUL', 'a=%00', 400, 'malformed_form'],
    ['what is not UTF-8', 'a=%ff', 400, 'malformed_form'],
    ['half a percent sign', 'a=%', 400, 'malformed_form'],
    ['more than the route takes', 'a='.padEnd(101, 'x'), 413, 'too_large'],
  ])('is refused with %s', async (_what, sent, status, code) => {
    const { body } = await post(sent).expect(status);
    expect(body.code).toBe(code);
  });
});

describe('a page of another place', () => {
  const ORIGIN = 'https://news.example.org';
  const SHARED = {
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'etag, link',
    'cross-origin-resource-policy': 'cross-origin',
  };

  it.each([
    ['a list', '/api/v1/topics', 200],
    ['what is refused', '/api/v1/topics?limit=0', 400],
    ['what is not there', '/api/v1/nowhere', 404],
    ['the description of the API', '/openapi.json', 200],
  ])('reads open data without cookie or token: %s', async (_what, path, status) => {
    const { headers } = await app.http.get(path).set('origin', ORIGIN).expect(status);
    expect(headers).toMatchObject(SHARED);
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
  });

  it('shows what is made to be shown elsewhere', async () => {
    const { headers } = await trial.http.get('/trial/embed').set('origin', ORIGIN).expect(200);
    expect(headers).toMatchObject(SHARED);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; .*frame-ancestors \*$/);
    expect(headers).not.toHaveProperty('x-frame-options');
  });

  it.each(['/', '/docs', '/nowhere', '/health/live', '/metrics', '/api/v1/sources/:id/copy'])(
    'is not lent %s',
    async (path) => {
      const { headers } = await app.http.get(addressOf(path)).set('origin', ORIGIN);
      expect(headers).not.toHaveProperty('access-control-allow-origin');
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
    },
  );

  it.each([
    ['/api/v1/topics', 'GET', 'GET, HEAD'],
    ['/api/v1/topics/:id', 'PATCH', 'GET, HEAD'],
    ['/api/v1/voids', 'POST', 'GET, HEAD'],
    ['/api/v1/verdicts/preview', 'POST', 'POST'],
  ])('that asks whether it may ask %s by %s is told %s', async (path, method, methods) => {
    const { headers } = await app.http
      .options(addressOf(path))
      .set('origin', ORIGIN)
      .set('access-control-request-method', method)
      .expect(204);
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': methods,
      'access-control-allow-headers': 'content-type, if-none-match',
    });
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
  });

  it('is told nothing of a page', async () => {
    await app.http.options('/pledges').set('origin', ORIGIN).expect(404);
  });
});

describe('the tag of an answer', () => {
  it('is good for those who may the same, and for nobody else', async () => {
    const ofNobody = (await app.http.get('/api/v1/topics').expect(200)).headers.etag!;
    const again = app.http.get('/api/v1/topics').set('if-none-match', ofNobody);
    await again.expect(304);
    await app.http.get('/api/v1/topics').set('authorization', WRONG).set('if-none-match', ofNobody).expect(304);
    await app.http
      .get('/api/v1/topics')
      .set(...app.staff)
      .set('if-none-match', ofNobody)
      .expect(200);
  });
});
