// What every benchmark stands on: a PostgreSQL server of its own, databases, the program with a stopped clock, a stopwatch.
import 'reflect-metadata';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { AppModule } from '../../src/app.module.js';
import { Clock } from '../../src/clock/clock.js';
import { readConfig } from '../../src/config.js';
import { Cluster } from '../../src/database/embedded/cluster.js';
import { httpAdapter } from '../../src/http/adapter.js';
import { createLog, NestLog } from '../../src/http/logs.js';
import { Given } from '../support/given.js';

const TOKEN = 'x'.repeat(40);
const SETTINGS = { max_wal_size: '4GB', shared_buffers: '4GB', autovacuum: 'off' };

export type Role = 'postgres' | 'saydo_owner' | 'saydo_app';

/** A server with databases to fill. */
export interface Server {
  url(role: Role, name: string): string;
  has(name: string): Promise<boolean>;
  create(name: string, template?: string): Promise<void>;
  /** Commits to the database wait for no disk. */
  hurry(name: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  drop(name: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * The server at `DATABASE_URL` (a superuser's address), else the embedded one in a folder of its own. `BENCH_FOLDER`
 * keeps that folder, and what was filled in it, for the next time.
 */
export async function openServer(): Promise<Server> {
  if (process.env.DATABASE_URL) return otherServer(process.env.DATABASE_URL);
  const kept = process.env.BENCH_FOLDER;
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'saydo-bench-')));
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o711);
  const cluster = await Cluster.start(folder, SETTINGS);
  const close = async (): Promise<void> => {
    await cluster.stop();
    if (!kept) await rm(folder, { recursive: true, force: true });
  };
  return serverOf((role, name) => cluster.url(role, name), close);
}

function otherServer(superuserUrl: string): Server {
  const url = (_role: Role, name: string): string => {
    const address = new URL(superuserUrl);
    address.pathname = `/${name}`;
    return address.href;
  };
  return serverOf(url, async () => undefined);
}

function serverOf(url: Server['url'], close: () => Promise<void>): Server {
  const run = (...statements: string[]): Promise<void> =>
    withClient(url('postgres', 'postgres'), async (client) => {
      for (const statement of statements) await client.query(statement);
    });
  return {
    url,
    close,
    has: (name) =>
      withClient(url('postgres', 'postgres'), async (client) => {
        const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
        return rowCount === 1;
      }),
    create: async (name, template = 'template1') => {
      const owner = new URL(url('saydo_owner', name)).username;
      await run(
        `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`,
        `CREATE DATABASE ${name} OWNER ${owner} TEMPLATE ${template} STRATEGY FILE_COPY`,
      );
    },
    hurry: (name) => run(`ALTER DATABASE ${name} SET synchronous_commit = off`),
    rename: (from, to) => run(`ALTER DATABASE ${from} RENAME TO ${to}`),
    drop: (name) => run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

/** Runs work on a connection of its own. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The program on a database, with a clock that stands where it is put and nothing running by itself. */
export interface App {
  get<T>(service: Type<T>): T;
  timeIs(instant: string): void;
  close(): Promise<void>;
}

/** The program without HTTP. */
export async function openApp(url: string): Promise<App> {
  const app = await NestFactory.createApplicationContext(moduleOf(url, 4), { logger: ['error', 'fatal'] });
  const timeIs = stopClock(app.get(Clock, { strict: false }));
  return { get: (service) => app.get(service, { strict: false }), timeIs, close: () => app.close() };
}

/** The program as it serves; `given` writes over HTTP. */
export async function serveApp(url: string): Promise<App & { port: number; given: Given }> {
  const log = createLog('error');
  const options = { logger: new NestLog(log), bodyParser: false, abortOnError: false };
  const app = await NestFactory.create<NestFastifyApplication>(moduleOf(url, 10), httpAdapter(log, []), options);
  await app.init();
  const timeIs = stopClock(app.get(Clock, { strict: false }));
  await app.listen(0, '127.0.0.1');
  const at = await app.getUrl();
  const given = new Given(async (path, body) => {
    const answer = await fetch(`${at}/api/v1/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (answer.status !== 201) throw new Error(`POST ${path}: ${answer.status} ${text}`);
    return JSON.parse(text) as { id: string };
  });
  return {
    get: (service) => app.get(service, { strict: false }),
    timeIs,
    port: Number(new URL(at).port),
    given,
    close: () => app.close(),
  };
}

function moduleOf(url: string, pool: number): DynamicModule {
  const config = readConfig({}, { DATABASE_URL: url, SAYDO_DATA: join(tmpdir(), `saydo-bench-app-${process.pid}`) });
  return AppModule.forRoot(
    { ...config, databasePool: pool, roles: ['web'], adminToken: TOKEN, logLevel: 'error', drainSeconds: 0 },
    url,
  );
}

function stopClock(clock: Clock): (instant: string) => void {
  let instant = new Date();
  clock.now = () => new Date(instant);
  return (text) => {
    instant = new Date(text);
  };
}

/** A script beside this one in a process of its own, which listens. */
export interface Started {
  port: number;
  pid: number;
  /** Sends a message and waits until it is answered. */
  ask(message: object): Promise<unknown>;
  close(): Promise<void>;
}

/** Starts a script and waits until it says where it listens. */
export async function startProcess(script: string, ...words: string[]): Promise<Started> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, [path, ...words], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const port = await new Promise<number>((done, failed) => {
    child.once('message', (said: { port: number }) => done(said.port));
    child.once('exit', (code) => failed(new Error(`${script} ended with ${code}`)));
  });
  return {
    port,
    pid: child.pid!,
    ask: async (message) => {
      const answered = once(child, 'message');
      child.send(message);
      return answered;
    },
    close: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Milliseconds that work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function say(line = ''): void {
  process.stdout.write(`${line}\n`);
}

type Bar = { unit?: string } & ({ atMost: number } | { atLeast: number });

/** Prints a figure against its bar: `2.1x (at most 3x)`. A missed bar is said, and asserted by nobody. */
export function bar(what: string, figure: number, { unit = 'x', ...wanted }: Bar): void {
  const [holds, words] =
    'atMost' in wanted
      ? [figure <= wanted.atMost, `at most ${wanted.atMost}`]
      : [figure >= wanted.atLeast, `at least ${wanted.atLeast}`];
  const shown = figure >= 100 ? Math.round(figure).toLocaleString('en') : figure.toFixed(2);
  say(`${holds ? 'held  ' : 'MISSED'}  ${what}: ${shown}${unit} (${words}${unit})`);
}

/** The value of `--name value` on the command line. */
export function option(name: string, standard: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? standard : Number(process.argv[at + 1]);
}
