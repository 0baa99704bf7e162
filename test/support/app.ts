import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { RouteOptions } from 'fastify';
import request from 'supertest';
import { DataSource } from 'typeorm';
import { AppModule } from '../../src/app.module.js';
import { Clock } from '../../src/clock/clock.js';
import { type Config, readConfig } from '../../src/config.js';
import { httpAdapter } from '../../src/http/adapter.js';
import { serveDocs } from '../../src/http/docs.js';
import { createLog, NestLog } from '../../src/http/logs.js';
import { StoppedClock } from './clock.js';
import { Given } from './given.js';
import { testServer } from './server.js';

const TOKEN = 'a-token-for-tests-of-forty-letters-or-so';

/** Saydo on a database of its own, with a stopped clock and nothing running by itself. */
export interface TestApp {
  /** Where it listens: for browsers and clients of their own. */
  url: string;
  /** Sends what it is told; guarded routes want `.set(...app.staff)`. */
  http: ReturnType<typeof request>;
  /** The administrator's token, and the header that shows it. */
  token: string;
  staff: [name: string, value: string];
  /** Puts on record what a test stands on, as staff, over HTTP. */
  given: Given;
  db: DataSource;
  /** The same database as its owner reaches it. */
  ownerUrl: string;
  nest: NestFastifyApplication;
  /** Every route that it serves. */
  routes: readonly RouteOptions[];
  /** Sets the clock to an instant such as `2024-06-30T12:00:00+08:00`. */
  timeIs(instant: string): void;
  /** Runs a job once and gives what it said. */
  run(job: Type<{ run(): Promise<string> }>): Promise<string>;
  get<T>(service: Type<T>): T;
  close(): Promise<void>;
}

/** `controllers` are served beside those of Saydo. */
export async function startApp(settings: Partial<Config> = {}, controllers: Type[] = []): Promise<TestApp> {
  const server = await testServer();
  const database = await server.cloneDatabase();
  const dataFolder = await mkdtemp(join(process.env.TEST_FOLDER!, 'app-'));
  const standard = readConfig({}, { SAYDO_DATA: dataFolder, SAYDO_LOG_LEVEL: 'fatal', DATABASE_URL: database.url });
  const config: Config = {
    ...standard,
    roles: ['web'],
    adminToken: TOKEN,
    drainSeconds: 0,
    host: '127.0.0.1',
    ...settings,
  };
  const log = createLog(config.logLevel);
  const clock = new StoppedClock();
  const testing = await Test.createTestingModule({ imports: [AppModule.forRoot(config, database.url)], controllers })
    .overrideProvider(Clock)
    .useValue(clock)
    .compile();
  const adapter = httpAdapter(log, config.trustedProxies);
  const routes: RouteOptions[] = [];
  adapter.getInstance().addHook('onRoute', (route) => void routes.push(route));
  const nest = testing.createNestApplication<NestFastifyApplication>(adapter, {
    logger: new NestLog(log),
    bodyParser: false,
  });
  serveDocs(nest);
  await nest.listen(0, '127.0.0.1');
  const url = await nest.getUrl();
  const http = request(url);
  const staff: TestApp['staff'] = ['authorization', `Bearer ${TOKEN}`];
  const given = new Given(async (path, sent) => {
    const { status, body } = await http
      .post(`/api/v1/${path}`)
      .set(...staff)
      .send(sent);
    if (status !== 201) throw new Error(`POST ${path}: ${status} ${JSON.stringify(body)}`);
    return body as { id: string };
  });
  return {
    url,
    http,
    token: TOKEN,
    staff,
    given,
    db: nest.get(DataSource),
    ownerUrl: database.ownerUrl,
    nest,
    routes,
    timeIs: (instant) => clock.set(instant),
    run: (job) => nest.get(job, { strict: false }).run(),
    get: (service) => nest.get(service, { strict: false }),
    close: async () => {
      await nest.close();
      await database.drop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
