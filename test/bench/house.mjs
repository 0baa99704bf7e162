// What every benchmark stands on: the built program, a PostgreSQL server of its own, databases, a stopped clock, a stopwatch.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Client } from 'pg';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '..', '..');
const dist = process.env.BENCH_DIST ?? join(root, 'dist');

/** Imports a file of the built program, such as `src/app.module.js`. */
export function built(path) {
  const file = join(dist, path);
  if (!existsSync(file)) throw new Error(`${file} is not there: build first (npm run build), or use npm run bench`);
  return import(pathToFileURL(file).href);
}

/**
 * A server with databases to fill: the one at `DATABASE_URL` (a superuser's address), else the embedded one in a folder
 * of its own. `BENCH_FOLDER` keeps that folder, and what was filled in it, for the next time.
 */
export async function openServer() {
  if (process.env.DATABASE_URL) return otherServer(process.env.DATABASE_URL);
  const { Cluster } = await built('src/database/embedded/cluster.js');
  const kept = process.env.BENCH_FOLDER;
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'saydo-bench-')));
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o711);
  const cluster = await Cluster.start(folder, { max_wal_size: '4GB', shared_buffers: '4GB', autovacuum: 'off' });
  const close = async () => {
    await cluster.stop();
    if (!kept) await rm(folder, { recursive: true, force: true });
  };
  return serverOf((role, name) => cluster.url(role, name), close);
}

function otherServer(superuserUrl) {
  const url = (_role, name) => {
    const address = new URL(superuserUrl);
    address.pathname = `/${name}`;
    return address.href;
  };
  return serverOf(url, async () => undefined);
}

async function serverOf(url, close) {
  const run = (...statements) =>
    withClient(url('postgres', 'postgres'), async (client) => {
      for (const statement of statements) await client.query(statement);
    });
  return {
    url,
    close,
    has: (name) =>
      withClient(url('postgres', 'postgres'), async (client) => {
        const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
        return rowCount > 0;
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
export async function withClient(url, work) {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The program without HTTP, on a database, with a clock that stands where it is put. */
export async function openApp(url, { pool = 4 } = {}) {
  createRequire(import.meta.url)('reflect-metadata');
  const { NestFactory } = await import('@nestjs/core');
  const app = await NestFactory.createApplicationContext(await moduleOf(url, pool), { logger: ['error', 'fatal'] });
  const { Clock } = await built('src/clock/clock.js');
  const timeIs = stopClock(app.get(Clock, { strict: false }));
  return { get: (service) => app.get(service, { strict: false }), timeIs, close: () => app.close() };
}

/** The module of the program on a database, as a quiet instance without a timetable. */
export async function moduleOf(url, pool = 10) {
  const { AppModule } = await built('src/app.module.js');
  const { readConfig } = await built('src/config.js');
  const config = readConfig({}, { DATABASE_URL: url, SAYDO_DATA: join(tmpdir(), `saydo-bench-app-${process.pid}`) });
  return AppModule.forRoot(
    { ...config, databasePool: pool, roles: ['web'], adminToken: 'x'.repeat(40), logLevel: 'error', drainSeconds: 0 },
    url,
  );
}

/** Stops a clock; what is answered puts it at an instant. */
export function stopClock(clock) {
  let instant = new Date();
  clock.now = () => new Date(instant);
  return (text) => {
    instant = new Date(text);
  };
}

/** Starts a script beside this one that listens and says where; `close` ends it. */
export async function startProcess(script, ...words) {
  const child = spawn(process.execPath, [join(here, script), ...words], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const port = await new Promise((done, failed) => {
    child.once('message', ({ port: answered }) => done(answered));
    child.once('exit', (code) => failed(new Error(`${script} ended with ${code}`)));
  });
  return {
    port,
    pid: child.pid,
    /** Sends a message and waits until it is answered. */
    ask: (message) =>
      new Promise((done) => {
        child.once('message', done);
        child.send(message);
      }),
    close: () =>
      new Promise((done) => {
        child.removeAllListeners('exit');
        child.once('exit', done);
        child.kill('SIGTERM');
      }),
  };
}

/** Milliseconds that work takes. */
export async function timed(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export function say(line = '') {
  process.stdout.write(`${line}\n`);
}

/** Prints a figure against its bar: `2.1x (at most 3x)`. A missed bar is said, and asserted by nobody. */
export function bar(what, figure, { atMost, atLeast, unit = 'x' }) {
  const holds = atMost === undefined ? figure >= atLeast : figure <= atMost;
  const wanted = atMost === undefined ? `at least ${atLeast}` : `at most ${atMost}`;
  const shown = figure >= 100 ? Math.round(figure).toLocaleString('en') : figure.toFixed(2);
  say(`${holds ? 'held  ' : 'MISSED'}  ${what}: ${shown}${unit} (${wanted}${unit})`);
}

/** The value of `--name value` on the command line. */
export function option(name, standard) {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? standard : Number(process.argv[at + 1]);
}
