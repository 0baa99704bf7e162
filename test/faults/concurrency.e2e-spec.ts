import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp } from 'node:fs/promises';
import { join as pathOf } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { addDays } from '../../src/clock/calendar.rules.js';
import { Clock } from '../../src/clock/clock.js';
import { SealJob } from '../../src/standings/seal.job.js';
import { SettleStandingsJob } from '../../src/standings/settle-standings.job.js';
import { Crowd, Follower } from '../support/crowd.js';
import { Instance } from '../support/instances.js';
import { broken, misread, unanswered } from '../support/invariants.js';
import { join } from '../support/joined.js';
import { openPool, type Pool } from '../support/pgbouncer.js';
import { LogReader } from '../support/replay.js';
import type { Running } from '../support/running-clock.js';
import { type TestDatabase, testServer } from '../support/server.js';

const SECONDS = Number(process.env.SAYDO_TEST_SECONDS ?? 15);
const INSTANCES = 4;
const WRITERS = 8;
const FOLLOWERS = 2;
/** A day in three seconds. Clocks of instances differ by up to a minute of it. */
const SPEED = (24 * 60 * 60) / 3;
const A_MINUTE = 60_000;
const ZONE = 'Asia/Shanghai';
const FACTS = ['pledge', 'version', 'figure', 'void', 'decision', '"check"'];

/** One decision in twenty takes its time, with everything locked that it has locked. */
const DAWDLE = `
CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF random() < 0.05 THEN PERFORM pg_sleep(0.05 + random() * 0.4); END IF;
  RETURN NULL;
END $$;
${FACTS.map((fact) => `CREATE TRIGGER dawdles AFTER INSERT ON ${fact} FOR EACH STATEMENT EXECUTE FUNCTION dawdle();`).join('\n')}`;

const WAYS = [
  'directly',
  ...(process.env.SAYDO_TEST_PGBOUNCER === '1' ? ['through PgBouncer in transaction mode'] : []),
];
if (WAYS.length === 1) {
  process.stderr.write(
    'NOT RUN: many machines through PgBouncer (SAYDO_TEST_PGBOUNCER=1 runs it, where PgBouncer is installed)\n',
  );
}

describe.each(WAYS)('many machines, many writers, %s', (way) => {
  let database: TestDatabase;
  let pool: Pool | null = null;
  let nest: NestFastifyApplication;
  let instances: Instance[] = [];

  beforeAll(async () => {
    const server = await testServer();
    database = await server.cloneDatabase();
    pool = way === 'directly' ? null : await openPool(database.url);
  }, A_MINUTE);
  afterAll(async () => {
    for (const instance of instances) await instance.kill();
    await nest?.close();
    await pool?.close();
    await database?.drop();
  });

  it(
    `holds one log, read alike by all, and every verdict, after ${SECONDS} seconds`,
    async () => {
      const databaseUrl = pool?.url ?? database.url;
      const dataFolder = await mkdtemp(pathOf(process.env.TEST_FOLDER!, 'many-'));
      const clock: Running = { from: '2024-03-01T04:00:00Z', since: Date.now(), speed: SPEED, aheadMs: 0 };
      nest = await join({ databaseUrl, dataFolder, clock });
      await change(database.ownerUrl, DAWDLE);
      instances = await Promise.all(
        Array.from({ length: INSTANCES }, (_, nth) =>
          Instance.start({ databaseUrl, dataFolder, clock: { ...clock, aheadMs: nth * 20_000 } }),
        ),
      );
      const urls = () => instances.map(({ url }) => url);
      const crowd = new Crowd(urls, () => nest.get(Clock).today(ZONE));
      const followers = Array.from({ length: FOLLOWERS }, () => new Follower(urls));
      await crowd.settle();

      const end = Date.now() + SECONDS * 1000;
      await Promise.all([
        ...Array.from({ length: WRITERS }, () => crowd.writeUntil(end)),
        ...followers.map((follower) => follower.followUntil(end)),
      ]);
      const job = async (each: typeof SealJob | typeof SettleStandingsJob) =>
        nest.get<SealJob>(each, { strict: false }).run();
      for (const instance of instances) await instance.stop();
      await job(SettleStandingsJob);
      await job(SealJob);
      const url = await nest.getUrl();
      instances.forEach((instance) => (instance.url = url));
      for (const follower of followers) await follower.readToTheEnd();

      const db = nest.get(DataSource);
      const log = followers[0]!.entries;
      const last = nest.get(Clock).today(ZONE);
      await report(db, crowd, followers);
      expect([...crowd.faults, ...followers.flatMap(({ faults }) => faults)]).toEqual([]);
      expect(instances.flatMap(({ faults }) => faults)).toEqual([]);
      for (const follower of followers) expect(await misread(db, follower)).toEqual([]);
      expect(await broken(nest)).toEqual([]);
      expect(await unanswered(db, crowd.answered)).toEqual([]);
      const reader = new LogReader(log);
      expect(crowd.targets.flatMap(({ id }) => reader.misheard(id, addDays(last, -120), last))).toEqual([]);
      expect(log.length).toBeGreaterThan(SECONDS * 5);
    },
    SECONDS * 1000 + 4 * A_MINUTE,
  );

  async function report(db: DataSource, crowd: Crowd, followers: Follower[]): Promise<void> {
    const rows = await db.query<{ kind: string; count: number }[]>(
      'SELECT kind, count(*)::integer AS count FROM entry GROUP BY kind ORDER BY kind',
    );
    const [spans] = await db.query<[object]>(
      `SELECT (SELECT count(*) FROM verdict_span)::integer AS target_spans, (SELECT count(*) FROM pledge_span)::integer AS pledge_spans,
         (SELECT count(*) FROM flag)::integer AS flags, (SELECT count(DISTINCT known_at) FROM entry)::integer AS sealings`,
    );
    const entries = Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
    const polls = followers.map((follower) => follower.polls);
    process.stderr.write(
      `${way}, ${SECONDS} s: ${JSON.stringify({ statuses: crowd.statuses, entries, ...spans, polls, askedAgain: crowd.askedAgain })}\n`,
    );
  }
});

async function change(ownerUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query(sql);
  await client.end();
}
