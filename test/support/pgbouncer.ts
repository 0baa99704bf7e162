import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { serverAccount } from '../../src/database/embedded/account.js';

/** A PgBouncer in transaction mode before a database. */
export interface Pool {
  /** The address of the same database through it. */
  url: string;
  close(): Promise<void>;
}

const PATH = `${process.env.PATH}:/usr/sbin:/usr/local/sbin`;

/** Starts one on a free port of loopback, with a folder of its own. Throws where it is not installed. */
export async function openPool(databaseUrl: string, size = 20): Promise<Pool> {
  const { hostname, port, username, password } = new URL(databaseUrl);
  const folder = await mkdtemp(join(process.env.TEST_FOLDER!, 'pool-'));
  const account = await serverAccount();
  const listen = await freePort();
  const settings = {
    listen_addr: '127.0.0.1',
    listen_port: listen,
    unix_socket_dir: '',
    auth_type: 'scram-sha-256',
    auth_file: join(folder, 'users.txt'),
    pool_mode: 'transaction',
    default_pool_size: size,
    max_client_conn: 500,
    server_reset_query: '',
    logfile: join(folder, 'log'),
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  const ini = join(folder, 'pgbouncer.ini');
  await writeFile(ini, `[databases]\n* = host=${hostname} port=${port}\n[pgbouncer]\n${lines.join('\n')}\n`);
  await writeFile(settings.auth_file, `"${decodeURIComponent(username)}" "${decodeURIComponent(password)}"\n`);
  await chmod(folder, 0o700);
  if (account) for (const path of [folder, ini, settings.auth_file]) await chown(path, account.uid, account.gid);
  const child = await started(ini, account);
  await untilItListens(listen, child);
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${listen}`;
  return {
    url: url.href,
    close: async () => {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function started(ini: string, account: { uid: number; gid: number } | null): Promise<ChildProcess> {
  return new Promise((done, failed) => {
    const child = spawn('pgbouncer', [ini], { ...account, env: { PATH }, stdio: 'ignore' });
    child.once('spawn', () => done(child));
    child.once('error', (error) => {
      failed(new Error(`PgBouncer is asked for and not installed (apt-get install pgbouncer): ${error.message}`));
    });
  });
}

async function untilItListens(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (child.exitCode !== null) break;
    if (await listens(port)) return;
    await sleep(100);
  }
  throw new Error('PgBouncer was started and does not listen');
}

function listens(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
    socket.once('close', () => done(false));
    socket.once('connect', () => socket.destroy());
  });
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}
