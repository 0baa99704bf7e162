import { mkdtemp } from 'node:fs/promises';
import { join as pathOf } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { addDays } from '../../src/clock/calendar.rules.js';
import { Clock } from '../../src/clock/clock.js';
import { SealJob } from '../../src/standings/settle/seal.job.js';
import { SettleStandingsJob } from '../../src/standings/settle/settle-standings.job.js';
import type { Chance } from './chance.js';
import { Crowd, Follower } from './crowd.js';
import { Instance } from './instances.js';
import { broken, misread, unanswered } from './invariants.js';
import { join, type Joined } from './joined.js';
import { openPool, type Pool } from './pgbouncer.js';
import { LogReader } from './replay.js';
import type { RunningClock } from './running-clock.js';
import { type TestDatabase, testServer } from './server.js';

const ZONE = 'Asia/Shanghai';
const A_DAY = 24 * 60 * 60 * 1000;
/** Simulated milliseconds by which the clock of each instance is ahead of the one before: at midnight they do not agree. */
const APART = 60 * 60 * 1000;
const FACTS = ['pledge', 'version', 'figure', 'void', 'decision', '"check"'];

/** One decision in twenty takes its time, with everything locked that it has locked. */
const DAWDLE = `
CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF random() < 0.05 THEN PERFORM pg_sleep(0.05 + random() * 0.4); END IF;
  RETURN NULL;
END $$;
${FACTS.map((fact) => `CREATE TRIGGER dawdles AFTER INSERT ON ${fact} FOR EACH STATEMENT EXECUTE FUNCTION dawdle();`).join('\n')}`;

/** Some instances of Saydo on one database, people who write over all of them, and followers of the log. */
export class Many {
  readonly instances: Instance[] = [];
  readonly crowd: Crowd;
  readonly followers: Follower[];
  private readonly gone: Instance[] = [];
  private url: string | null = null;

  private constructor(
    private readonly database: TestDatabase,
    private readonly pool: Pool | null,
    private readonly joined: Joined,
    private readonly nest: NestFastifyApplication,
    chance: Chance,
  ) {
    const urls = () => (this.url === null ? this.instances.map(({ url }) => url) : [this.url]);
    this.crowd = new Crowd(urls, () => nest.get(Clock).today(ZONE), chance);
    this.followers = [new Follower(urls, chance), new Follower(urls, chance)];
  }

  /** `dayMs` is how long a day takes. */
  static async open({
    pooled,
    dayMs,
    instances,
    chance,
  }: {
    pooled: boolean;
    dayMs: number;
    instances: number;
    chance: Chance;
  }): Promise<Many> {
    const database = await (await testServer()).cloneDatabase();
    const pool = pooled ? await openPool(database.url) : null;
    await change(database.ownerUrl, DAWDLE);
    const joined: Joined = {
      databaseUrl: pool?.url ?? database.url,
      dataFolder: await mkdtemp(pathOf(process.env.TEST_FOLDER!, 'many-')),
      clock: { from: '2024-03-01T04:00:00Z', since: Date.now(), speed: A_DAY / dayMs, aheadMs: 0 },
    };
    const many = new Many(database, pool, joined, await join(joined), chance);
    await Promise.all(Array.from({ length: instances }, (_, nth) => many.start(nth)));
    await many.crowd.settle();
    return many;
  }

  get db(): DataSource {
    return this.nest.get(DataSource);
  }

  /** Kills an instance in the middle of whatever it does, and starts another in its place. */
  async replace(nth: number): Promise<void> {
    const [killed] = this.instances.splice(nth, 1);
    await killed!.kill();
    this.gone.push(killed!);
    await this.start(nth);
  }

  /** Everybody writes and reads for so long. */
  async liveFor(seconds: number, writers: number): Promise<void> {
    const end = Date.now() + seconds * 1000;
    await Promise.all([
      ...Array.from({ length: writers }, () => this.crowd.writeUntil(end)),
      ...this.followers.map((follower) => follower.followUntil(end)),
    ]);
  }

  /**
   * Lets one instance settle and seal what is left and the followers read to the end; a line for all that is wrong. Its clock
   * stands meanwhile, later than any other was: a midnight after the settling would bring what nobody could have been told.
   */
  async faults(): Promise<string[]> {
    for (const instance of this.instances) await instance.stop();
    this.nest.get<RunningClock>(Clock).stopAhead(this.instances.length * APART);
    this.url = await this.nest.getUrl();
    await this.nest.get(SettleStandingsJob, { strict: false }).run();
    await this.nest.get(SealJob, { strict: false }).run();
    for (const follower of this.followers) await follower.readToTheEnd();
    const last = this.nest.get(Clock).today(ZONE);
    const reader = new LogReader(this.followers[0]!.entries);
    return [
      ...this.crowd.faults,
      ...this.followers.flatMap(({ faults }) => faults),
      ...[...this.instances, ...this.gone].flatMap(({ faults }) => faults),
      ...(await Promise.all(this.followers.map((follower) => misread(this.db, follower)))).flat(),
      ...(await broken(this.nest)),
      ...(await unanswered(this.db, this.crowd.answered)),
      ...this.crowd.targets.flatMap(({ id }) => reader.misheard(id, addDays(last, -120), last)),
    ];
  }

  /** What happened, in figures. */
  async figures(): Promise<object> {
    const rows = await this.db.query<{ kind: string; count: number }[]>(
      'SELECT kind, count(*)::integer AS count FROM entry GROUP BY kind ORDER BY kind',
    );
    const [derived] = await this.db.query<[object]>(
      `SELECT (SELECT count(*) FROM verdict_span)::integer AS "targetSpans",
         (SELECT count(*) FROM pledge_span)::integer AS "pledgeSpans", (SELECT count(*) FROM flag)::integer AS flags,
         (SELECT count(DISTINCT known_at) FROM entry)::integer AS sealings`,
    );
    const { statuses, askedAgain } = this.crowd;
    const entries = Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
    return { statuses, askedAgain, entries, ...derived, polls: this.followers.map(({ polls }) => polls) };
  }

  async close(): Promise<void> {
    for (const instance of this.instances) await instance.kill();
    await this.nest.close();
    await this.pool?.close();
    await this.database.drop();
  }

  private async start(nth: number): Promise<void> {
    const { clock } = this.joined;
    this.instances.push(await Instance.start({ ...this.joined, clock: { ...clock, aheadMs: nth * APART } }));
  }
}

async function change(ownerUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query(sql);
  await client.end();
}
