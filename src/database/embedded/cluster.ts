import { createHash } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Account, serverAccount } from './account.js';
import { copyBinaries, linkLibraries, openToAll, packagedBinaries, usableInPlace } from './binaries.js';
import { runProgram } from './program.js';
import { makePasswords, type Passwords, readPasswords } from './secrets.js';

/** Where root keeps what the server's own user must be able to enter, when the project lies behind closed folders. */
const OPEN_HOME = '/var/lib/saydo';
const TEN_MEGABYTES = 10 * 1024 * 1024;
const APP_LIMITS = [`statement_timeout = '60s'`, `lock_timeout = '10s'`, `idle_in_transaction_session_timeout = '60s'`];
/** What PostgreSQL answers while it starts up or recovers. */
const STARTING = '57P03';
/** A tenth of a second apart. */
const MOST_LOOKS = 10;

/** A PostgreSQL server of our own, for us alone: on loopback, behind passwords, in a data folder of ours. */
export class Cluster {
  private constructor(
    private readonly native: string,
    private readonly folder: string,
    private readonly account: Account | null,
    private readonly passwords: Passwords,
    readonly port: number,
  ) {}

  /**
   * Starts the server whose home is `dataFolder`, or attaches to it when it still runs (the program may have been
   * killed). `settings` are given to PostgreSQL as they are.
   */
  static async start(dataFolder: string, settings: Record<string, string> = {}): Promise<Cluster> {
    const account = await serverAccount();
    await mkdir(dataFolder, { recursive: true, mode: account ? 0o711 : 0o700 });
    const { native, folder } = await places(dataFolder, account);
    const passwords = (await readPasswords(dataFolder)) ?? (await firstPasswords(dataFolder, native, folder, account));
    if (!(await isThere(folder))) await initialise(native, folder, account, passwords.postgres);

    const running = await attach(folder, passwords);
    const port = running ?? (await launch(native, folder, account, passwords, settings));
    const cluster = new Cluster(native, folder, account, passwords, port);
    await cluster.asSuperuser((client) => makeRoles(client, passwords));
    return cluster;
  }

  /** Makes the database unless it is there, owned by `saydo_owner` and open to `saydo_app` alone. True when it is new. */
  async ensureDatabase(name: string, template = 'template1'): Promise<boolean> {
    return this.asSuperuser(async (client) => {
      await oneAtATime(client);
      const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
      if (rowCount) return false;
      const quoted = pg.escapeIdentifier(name);
      await client.query(`CREATE DATABASE ${quoted} OWNER saydo_owner TEMPLATE ${pg.escapeIdentifier(template)}`);
      await client.query(`REVOKE ALL ON DATABASE ${quoted} FROM PUBLIC`);
      await client.query(`GRANT CONNECT ON DATABASE ${quoted} TO saydo_app`);
      return true;
    });
  }

  async dropDatabase(name: string): Promise<void> {
    await this.asSuperuser((client) =>
      client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`),
    );
  }

  url(role: keyof Passwords, database: string): string {
    return `postgres://${role}:${this.passwords[role]}@127.0.0.1:${this.port}/${database}`;
  }

  /** Stops the server, unless another process of ours still uses it: then that one stops it. */
  async stop(): Promise<void> {
    // Sessions that this process has just closed are listed for a moment longer.
    for (let looks = 1; (await this.sessions()) > 0; looks++) {
      if (looks === MOST_LOOKS) return;
      await sleep(100);
    }
    await pgCtl(this.native, this.account, ['stop', '-D', this.folder, '-m', 'fast', '-w']);
  }

  /** How many sessions processes of ours hold. */
  private sessions(): Promise<number> {
    return this.asSuperuser(async (client) => {
      const { rowCount } = await client.query(
        `SELECT FROM pg_stat_activity WHERE application_name = 'saydo' AND backend_type = 'client backend'`,
      );
      return rowCount ?? 0;
    });
  }

  private async asSuperuser<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: this.url('postgres', 'postgres') });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }
}

/** Where the programs and the data are: in the project, or where the server's own user can go. */
async function places(dataFolder: string, account: Account | null): Promise<{ native: string; folder: string }> {
  const packaged = await packagedBinaries();
  const open = account === null || (await openToAll(dataFolder));
  const inPlace = await usableInPlace(packaged, account !== null);
  const home = open ? dataFolder : join(OPEN_HOME, nameOf(dataFolder));
  if (account) for (const folder of new Set([open && inPlace ? home : OPEN_HOME, home])) await makeOpen(folder);
  const native = inPlace ? packaged.folder : await copyBinaries(packaged, account ? OPEN_HOME : dataFolder);
  if (inPlace) await linkLibraries(native);
  return { native, folder: join(home, 'cluster') };
}

function nameOf(folder: string): string {
  return createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 16);
}

/** Makes a folder that the server's own user may enter, whatever the umask. */
async function makeOpen(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o711);
}

/** Passwords for a new server. Data without its passwords belongs to a project folder that is gone: it is set aside. */
async function firstPasswords(
  dataFolder: string,
  native: string,
  folder: string,
  account: Account | null,
): Promise<Passwords> {
  const left = await stat(folder).catch(() => null);
  if (left) {
    await pgCtl(native, account, ['stop', '-D', folder, '-m', 'fast', '-w']).catch(() => undefined);
    await rename(folder, `${folder}.left-${Math.floor(left.mtimeMs)}`);
  }
  return makePasswords(dataFolder);
}

async function initialise(native: string, folder: string, account: Account | null, password: string): Promise<void> {
  await removeUnfinished(folder);
  const unfinished = `${folder}.${process.pid}`;
  await mkdir(unfinished, { mode: 0o700 });
  if (account) await chown(unfinished, account.uid, account.gid);
  const passwordFile = `${unfinished}.password`;
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (account) await chown(passwordFile, account.uid, account.gid);
  const choices = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8'];
  const order = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  try {
    await runProgram(join(native, 'bin', 'initdb'), ['-D', unfinished, ...choices, ...order], account);
  } finally {
    await rm(passwordFile);
  }
  // Of two that start at once the first to rename wins; both made the same.
  await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true }));
}

/** What processes that were killed while they made a cluster have left. */
async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(dirname(folder))) {
    const [, pid] = /^cluster\.(\d+)(\.password)?$/.exec(name) ?? [];
    const left = pid !== undefined && (Number(pid) === process.pid || !isAlive(Number(pid)));
    if (left) await rm(join(dirname(folder), name), { recursive: true, force: true });
  }
}

/** The port of the server that runs on our data folder, or null. */
async function attach(folder: string, passwords: Passwords): Promise<number | null> {
  const lines = (await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!(pid > 0) || !(port > 0) || !isAlive(pid)) return null;
  if (await answers(port, folder, passwords, 30_000)) return port;
  if (await isPostgres(pid))
    throw new Error(`the database server in ${folder} runs (process ${pid}) and does not answer`);
  // After a restart of the machine another program may have the number: PostgreSQL would believe it is itself.
  await rm(join(folder, 'postmaster.pid'), { force: true });
  return null;
}

async function launch(
  native: string,
  folder: string,
  account: Account | null,
  passwords: Passwords,
  settings: Record<string, string>,
): Promise<number> {
  const log = join(folder, 'server.log');
  const written = await stat(log).catch(() => null);
  if (written && written.size > TEN_MEGABYTES) await truncate(log);
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const all = {
      port,
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      timezone: 'UTC',
      jit: 'off',
      ...settings,
    };
    const options = Object.entries(all).map(([name, value]) => `-c ${name}='${value}'`);
    try {
      await pgCtl(native, account, ['start', '-D', folder, '-l', log, '-w', '-t', '60', '-o', options.join(' ')]);
      return port;
    } catch (error) {
      // The port was taken in between, or another process of ours was faster.
      const theirs = await attach(folder, passwords);
      if (theirs) return theirs;
      if (attempt === 3)
        throw new Error(`the database server did not start, see ${log}: ${String(error)}`, { cause: error });
    }
  }
}

/** True when the server on the port takes our password and serves our folder; waits while it starts or recovers. */
async function answers(port: number, folder: string, passwords: Passwords, patience: number): Promise<boolean> {
  const deadline = performance.now() + patience;
  while (performance.now() < deadline) {
    const client = new pg.Client({
      connectionString: `postgres://postgres:${passwords.postgres}@127.0.0.1:${port}/postgres`,
      connectionTimeoutMillis: 5_000,
    });
    try {
      await client.connect();
      const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
      return rows[0]?.data_directory === folder;
    } catch (error) {
      const { code } = error as { code?: string };
      if (code !== STARTING && code !== 'ECONNREFUSED') return false;
      if (code === 'ECONNREFUSED' && performance.now() > deadline - patience + 5_000) return false;
      await new Promise((done) => setTimeout(done, 100));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return false;
}

async function makeRoles(client: pg.Client, passwords: Passwords): Promise<void> {
  await oneAtATime(client);
  for (const role of ['saydo_owner', 'saydo_app'] as const) {
    const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
    if (rowCount) continue;
    await client.query(`CREATE ROLE ${role} LOGIN PASSWORD ${pg.escapeLiteral(passwords[role])}`);
    if (role === 'saydo_app') for (const limit of APP_LIMITS) await client.query(`ALTER ROLE saydo_app SET ${limit}`);
  }
}

/** Processes that start together wait for each other; the lock goes with the connection. */
async function oneAtATime(client: pg.Client): Promise<void> {
  await client.query('SELECT pg_advisory_lock(1)');
}

function pgCtl(native: string, account: Account | null, words: string[]): Promise<void> {
  return runProgram(join(native, 'bin', 'pg_ctl'), words, account);
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}

async function isThere(folder: string): Promise<boolean> {
  return (await stat(join(folder, 'PG_VERSION')).catch(() => null)) !== null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function isPostgres(pid: number): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'postgres');
  return command.includes('postgres');
}
