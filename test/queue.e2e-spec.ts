import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { fact, queue, table } from '../migrations/helpers.js';
import { connectionTo } from '../src/database/connection.js';
import { type Claimed, LeaseLost, Queue, delayAfter } from '../src/database/queue.js';
import { newId } from '../src/database/ids.js';
import { testServer, type TestDatabase } from './support/server.js';

const MINUTE = 60_000;
const POLICY = { leaseMs: 5 * MINUTE, mostAttempts: 3, firstDelayMs: MINUTE, longestDelayMs: 4 * MINUTE };
const errands = new Queue('errand', POLICY, () => 0);

let database: TestDatabase;
/** As the app reaches it: what a migration did not grant, it may not. */
let db: DataSource;
beforeAll(async () => {
  database = await (await testServer()).cloneDatabase();
  const owner = await new DataSource(connectionTo(database.ownerUrl, [], 1)).initialize();
  const runner = owner.createQueryRunner();
  await table(runner, 'CREATE TABLE errand (id uuid PRIMARY KEY)', { app: 'all' });
  await queue(runner, 'errand');
  await table(runner, 'CREATE TABLE saying (id uuid PRIMARY KEY)', { app: 'insert' });
  await fact(runner, 'saying');
  await runner.release();
  await owner.destroy();
  db = await new DataSource(connectionTo(database.url, [], 4)).initialize();
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});
beforeEach(() => db.query('DELETE FROM errand'));

/** An instant so many minutes after noon. */
const at = (minutes: number): Date => new Date(Date.UTC(2024, 5, 30, 12, minutes));

async function add(count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    await db.query('INSERT INTO errand (id, next_at) VALUES ($1, $2)', [newId(), at(0)]);
  }
}

async function claimOne(minutes: number): Promise<Claimed> {
  const [claimed] = await errands.claim(db, at(minutes), 1);
  return claimed!;
}

function states(): Promise<{ state: string; attempts: number; error: string | null }[]> {
  return db.query('SELECT state, attempts, error FROM errand ORDER BY id');
}

describe('a queue', () => {
  it('gives no row to two claimers, though neither waits for the other', async () => {
    await add(3);
    const taken = await db.transaction(async (one) => {
      const first = await errands.claim(one, at(0), 2);
      return [...first, ...(await errands.claim(db, at(0), 2))].map(({ id }) => id);
    });
    expect(new Set(taken).size).toBe(3);
    expect(taken).toHaveLength(3);
  });

  it('gives nothing before it is due', async () => {
    await add(1);
    expect(await errands.claim(db, at(-1), 9)).toEqual([]);
  });

  it('gives a row again when its lease has run out, under a higher epoch, and refuses the older', async () => {
    await add(1);
    const lost = await claimOne(0);
    expect(await errands.claim(db, at(4), 1)).toEqual([]);
    const held = await claimOne(5);
    expect(held).toEqual({ id: lost.id, attempts: 2, epoch: lost.epoch + 1 });
    await expect(errands.finish(db, lost)).rejects.toThrow(LeaseLost);
    await expect(errands.renew(db, lost, at(5))).rejects.toThrow(LeaseLost);
    await expect(errands.fail(db, lost, 'late', at(5))).rejects.toThrow(LeaseLost);
    await errands.finish(db, held);
    expect(await states()).toEqual([{ state: 'done', attempts: 2, error: null }]);
  });

  it('undoes what came with a write of a lease that is lost', async () => {
    await add(1);
    const lost = await claimOne(0);
    await claimOne(5);
    const written = db.transaction(async (tx) => {
      await tx.query('INSERT INTO saying (id) VALUES ($1)', [newId()]);
      await errands.finish(tx, lost);
    });
    await expect(written).rejects.toThrow(LeaseLost);
    expect(await db.query('SELECT id FROM saying')).toEqual([]);
  });

  it('leaves a row to whoever renews its lease', async () => {
    await add(1);
    const held = await claimOne(0);
    await errands.renew(db, held, at(4));
    expect(await errands.claim(db, at(8), 1)).toEqual([]);
    expect(await errands.claim(db, at(9), 1)).toHaveLength(1);
  });

  it('tries again later and later, and three times at most', async () => {
    await add(1);
    await errands.fail(db, await claimOne(0), 'no luck', at(0));
    expect(await errands.claim(db, new Date(at(0).getTime() + MINUTE / 2 - 1), 1)).toEqual([]);
    await errands.fail(db, await claimOne(1), 'no luck', at(1));
    expect(await states()).toEqual([{ state: 'waiting', attempts: 2, error: 'no luck' }]);
    await errands.fail(db, await claimOne(2), 'no luck at all', at(2));
    expect(await states()).toEqual([{ state: 'failed', attempts: 3, error: 'no luck at all' }]);
    expect(await errands.claim(db, at(60), 1)).toEqual([]);
  });

  it('gives up what three claimers left without a word', async () => {
    await add(1);
    for (const minutes of [0, 5, 10]) await claimOne(minutes);
    expect(await errands.claim(db, at(15), 1)).toEqual([]);
    expect(await states()).toEqual([{ state: 'failed', attempts: 3, error: 'no answer' }]);
  });
});

it.each<[attempts: number, chance: number, minutes: number]>([
  [1, 0, 0.5],
  [1, 0.5, 0.75],
  [2, 0, 1],
  [3, 0, 2],
  [4, 0, 2],
  [40, 0.5, 3],
])('after %d attempts and a draw of %d the delay is %d minutes', (attempts, chance, minutes) => {
  expect(delayAfter(attempts, POLICY, () => chance)).toBe(minutes * MINUTE);
});

describe('the tables that migrations make', () => {
  it('take from the app what it was granted, and no more', async () => {
    await db.query('INSERT INTO saying (id) VALUES ($1)', [newId()]);
    await expect(db.query('DELETE FROM saying')).rejects.toMatchObject({ code: '42501' });
  });

  it('keep a fact from its owner too', async () => {
    const owner = await new DataSource(connectionTo(database.ownerUrl, [], 1)).initialize();
    try {
      await owner.query('INSERT INTO saying (id) VALUES ($1)', [newId()]);
      await expect(owner.query('UPDATE saying SET id = id')).rejects.toThrow('saying is insert-only');
      await expect(owner.query('TRUNCATE saying')).rejects.toThrow('saying is insert-only');
      await owner.query('CREATE TABLE plain (id uuid)');
      await db.query('INSERT INTO plain VALUES ($1)', [newId()]);
    } finally {
      await owner.destroy();
    }
  });
});
