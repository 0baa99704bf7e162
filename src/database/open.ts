import pg from 'pg';
import { BadSetting, type Config } from '../config.js';
import { Cluster } from './embedded/cluster.js';
import { migrate } from './migrations.js';

/** So long a server may say nothing, in milliseconds, before the start gives up. */
const LONGEST_SILENCE = 6_000;
const PAUSE = 500;

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
    await Promise.all([...new Set([ownerUrl, config.databaseUrl])].map(untilItAnswers));
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

/** A server that is started together with the program may take a moment; one that refuses for good is not asked again. */
async function untilItAnswers(url: string): Promise<void> {
  const deadline = performance.now() + LONGEST_SILENCE;
  for (;;) {
    const connectionTimeoutMillis = Math.max(deadline - performance.now(), PAUSE);
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis });
    try {
      await client.connect();
      await client.query('SELECT 1');
      return;
    } catch (error) {
      if (refuses(error)) throw new BadSetting(`the database refuses: ${said(error)}`, { cause: error });
      if (performance.now() + PAUSE > deadline) {
        throw new BadSetting(`the database does not answer: ${said(error)}`, { cause: error });
      }
      await new Promise((done) => setTimeout(done, PAUSE));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** The server answers that it does not know the role, its password or the database. */
function refuses(error: unknown): boolean {
  return /^(28|3D)/.test(String((error as { code?: unknown }).code));
}

/** A name that stands for several addresses fails with one error for each and no message of its own. */
function said(error: unknown): string {
  const [first] = error instanceof AggregateError ? (error.errors as Error[]) : [error as Error];
  return first!.message;
}
