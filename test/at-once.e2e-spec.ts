import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import { PledgePageService } from '../src/board/pledge-page.service.js';
import { startApp, type TestApp } from './support/app.js';
import type { GivenPledge } from './support/given.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(() => app.timeIs('2024-06-30T12:00:00+08:00'));

async function send(path: string, body: object): Promise<Response> {
  return app.http
    .post(`/api/v1/${path}`)
    .set(...app.staff)
    .send(body);
}

/** Waits until so many statements of this database wait for a lock. */
async function untilWaiting(count: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const [row] = await app.db.query<[{ waiting: number }]>(
      `SELECT count(*) AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (row.waiting === count) return;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(`no ${count} statements came to wait for a lock`);
}

describe('while a promise is taken back', () => {
  /** Both wait for the promise's lock, the taking back first: what is written next comes just behind it. */
  async function behindTakingBack(pledge: GivenPledge, write: () => Promise<Response>): Promise<Response> {
    const holder = app.db.createQueryRunner();
    await holder.startTransaction();
    await holder.query('SELECT FROM pledge_verdict WHERE pledge_id = $1 FOR UPDATE', [pledge.id]);
    const takingBack = send('voids', { factKind: 'pledge', factId: pledge.id, reason: '误录' });
    await untilWaiting(1);
    const writing = write();
    await untilWaiting(2);
    await holder.rollbackTransaction();
    await holder.release();
    expect((await takingBack).status).toBe(201);
    return writing;
  }

  it.each<[fact: string, path: (pledge: GivenPledge) => string, body: object, code: string]>([
    ['a check', ({ targets }) => `targets/${targets[0]!.id}/checks`, { on: '2024-06-30', where: '…' }, 'target_void'],
    [
      'a decision',
      ({ targets }) => `targets/${targets[0]!.id}/decisions`,
      { on: '2024-06-30', delivery: 'met', reason: '…' },
      'target_void',
    ],
    [
      'a withdrawal',
      ({ targets }) => `targets/${targets[0]!.id}/versions`,
      { kind: 'withdrawal', announcedOn: '2024-06-30' },
      'target_void',
    ],
    ['a note', ({ id }) => `pledges/${id}/notes`, { text: '…' }, 'pledge_void'],
  ])('%s about it is refused', async (_fact, path, body, code) => {
    const pledge = await app.given.pledge();
    const answer = await behindTakingBack(pledge, () => send(path(pledge), body));
    expect(answer.body).toMatchObject({ status: 409, code });
  });
});

describe('while a figure lands', () => {
  /** What is done of a target, how many figures its answer shows, how many points its chart or indicator has. */
  type Seen = [achieved: unknown, shown: number, counted: number];

  const inTheApi = async (id: string): Promise<Seen> => {
    const { body } = await app.http.get(`/api/v1/pledges/${id}`).expect(200);
    const { verdict, figures, indicator } = body.targets[0];
    return [verdict.achieved, figures.length, indicator.figures];
  };
  const onItsPage = async (id: string): Promise<Seen> => {
    const { targets } = await app.get(PledgePageService).page(id, undefined, undefined, '2024-06-30');
    const { figures, chart } = targets[0]!;
    return [chart.achieved, figures.length, chart.points.length];
  };

  it.each<[where: string, look: (id: string) => Promise<Seen>]>([
    ['the answer of the API', inTheApi],
    ['its page', onItsPage],
  ])('between any two statements, no verdict of a pledge comes without its figure: %s', async (_where, look) => {
    const seen: Seen[] = [];
    for (let at = 0; ; at++) {
      const indicator = await app.given.indicator();
      const pledge = await app.given.pledge({ indicatorId: indicator.id });
      const work = async () => void seen.push(await look(pledge.id));
      if (!(await interruptedAt(at, () => app.given.figure(indicator.id, { value: '60' }), work))) break;
    }
    expect(seen.length).toBeGreaterThan(10);
    for (const each of seen)
      expect([
        [null, 0, 0],
        ['60', 1, 1],
      ]).toContainEqual(each);
    expect(new Set(seen.map(([achieved]) => achieved))).toEqual(new Set(['60', null]));
  });

  /** Does work and, before its statement number `at`, all of something else; false where there are not so many statements. */
  async function interruptedAt(at: number, other: () => Promise<unknown>, work: () => Promise<void>): Promise<boolean> {
    const runner = app.db.createQueryRunner();
    const prototype = Object.getPrototypeOf(runner) as {
      query: (this: unknown, ...asked: unknown[]) => Promise<unknown>;
    };
    await runner.release();
    const { query } = prototype;
    let sent = 0;
    prototype.query = async function (...asked) {
      if (sent++ === at) {
        prototype.query = query;
        await other();
      }
      return query.apply(this, asked);
    };
    try {
      await work();
    } finally {
      prototype.query = query;
    }
    return sent > at;
  }
});
