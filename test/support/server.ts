import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { Cluster } from '../../src/database/embedded/cluster.js';
import { migrate } from '../../src/database/migrations.js';

/** One server for a whole test run, with a migrated template that each spec file clones. */
export interface TestServer {
  /** Clones the template; the address is the app's, `ownerUrl` the owner's. */
  cloneDatabase(): Promise<TestDatabase>;
}

export interface TestDatabase {
  url: string;
  ownerUrl: string;
  drop(): Promise<void>;
}

const TEMPLATE = 'saydo_template';
/** Tests do not survive a power cut, and need not. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

let server: Promise<TestServer> | undefined;

/** The embedded server, started by the first spec that asks; or the one at `TEST_DATABASE_URL` (a superuser's address). */
export function testServer(): Promise<TestServer> {
  server ??= process.env.TEST_DATABASE_URL ? otherServer(process.env.TEST_DATABASE_URL) : embeddedServer();
  return server;
}

async function embeddedServer(): Promise<TestServer> {
  const folder = process.env.TEST_FOLDER!;
  const first = await isFirst(folder);
  const cluster = await Cluster.start(join(folder, 'data'), FAST);
  if (first) {
    await cluster.ensureDatabase(TEMPLATE);
    await migrate(cluster.url('saydo_owner', TEMPLATE));
    await writeFile(join(folder, 'ready'), '');
  } else {
    await untilReady(folder);
  }
  return {
    cloneDatabase: async () => {
      const name = newName();
      await cluster.ensureDatabase(name, TEMPLATE);
      return {
        url: cluster.url('saydo_app', name),
        ownerUrl: cluster.url('saydo_owner', name),
        drop: () => cluster.dropDatabase(name),
      };
    },
  };
}

/** A server of somebody else's, such as PostgreSQL 15; the app goes through `TEST_POOL` (host:port of a PgBouncer) if set. */
async function otherServer(superuserUrl: string): Promise<TestServer> {
  const folder = process.env.TEST_FOLDER!;
  const template = `${TEMPLATE}_${folder.split('-').pop()}`;
  const as = (user: string, database: string, host?: string): string => {
    const url = new URL(superuserUrl);
    if (user !== 'postgres') [url.username, url.password] = [user, user];
    url.pathname = `/${database}`;
    if (host) url.host = host;
    return url.href;
  };
  const asSuperuser = async (...statements: string[]): Promise<void> => {
    const client = new pg.Client({ connectionString: superuserUrl });
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  };
  const open = (name: string): string[] => [
    `REVOKE ALL ON DATABASE ${name} FROM PUBLIC`,
    `GRANT CONNECT ON DATABASE ${name} TO saydo_app`,
  ];
  if (await isFirst(folder)) {
    for (const role of ['saydo_owner', 'saydo_app']) {
      await asSuperuser(
        `DO $$ BEGIN CREATE ROLE ${role} LOGIN PASSWORD '${role}'; EXCEPTION WHEN duplicate_object THEN NULL; END $$`,
      );
    }
    await asSuperuser(`CREATE DATABASE ${template} OWNER saydo_owner`, ...open(template));
    await migrate(as('saydo_owner', template));
    await writeFile(join(folder, 'ready'), '');
  } else {
    await untilReady(folder);
  }
  return {
    cloneDatabase: async () => {
      const name = newName();
      await asSuperuser(`CREATE DATABASE ${name} OWNER saydo_owner TEMPLATE ${template}`, ...open(name));
      return {
        url: as('saydo_app', name, process.env.TEST_POOL),
        ownerUrl: as('saydo_owner', name),
        drop: () => asSuperuser(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
      };
    },
  };
}

let clones = 0;

function newName(): string {
  return `saydo_test_${process.pid}_${(clones += 1)}`;
}

async function isFirst(folder: string): Promise<boolean> {
  return mkdir(join(folder, 'first')).then(
    () => true,
    () => false,
  );
}

async function untilReady(folder: string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (await readFile(join(folder, 'ready')).catch(() => null)) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('the test database was not made within a minute');
}
