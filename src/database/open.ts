import pg from 'pg';
import type { Config } from '../config.js';
import { Cluster } from './embedded/cluster.js';
import { migrate } from './migrations.js';

/** A migrated database, and how to let go of it. */
export interface OpenDatabase {
  url: string;
  /** Names of the migrations that ran. */
  migrated: string[];
  /** Stops the embedded server; a server of somebody else's is left alone. */
  close(): Promise<void>;
}

/** Finds the configured server, or starts the embedded one, and brings the database up to date. */
export async function openDatabase(config: Config): Promise<OpenDatabase> {
  if (config.databaseUrl !== null) {
    const ownerUrl = config.ownerDatabaseUrl ?? config.databaseUrl;
    await untilItAnswers(ownerUrl);
    const migrated = await migrate(ownerUrl);
    return { url: config.databaseUrl, migrated, close: async () => undefined };
  }
  const cluster = await Cluster.start(config.dataFolder);
  try {
    await cluster.ensureDatabase(config.embeddedDatabase);
    const migrated = await migrate(cluster.url('saydo_owner', config.embeddedDatabase));
    const url = cluster.url('saydo_app', config.embeddedDatabase);
    return { url, migrated, close: () => cluster.stop() };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

/** A server that is started together with the program may take a while. */
async function untilItAnswers(url: string): Promise<void> {
  const HALF_A_MINUTE = 30_000;
  const deadline = performance.now() + HALF_A_MINUTE;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    try {
      await client.connect();
      await client.query('SELECT 1');
      return;
    } catch (error) {
      if (performance.now() > deadline) {
        throw new Error(`the database does not answer: ${(error as Error).message}`, { cause: error });
      }
      await new Promise((done) => setTimeout(done, 500));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
