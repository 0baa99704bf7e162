import { DataSource, MigrationExecutor } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { connectionTo } from './connection.js';

/** Any number, the same for every instance: whoever holds it is migrating. */
const MIGRATING = 728_236;

/**
 * Brings the database up to date as its owner and says which migrations ran. All in one transaction under a transaction
 * lock, so instances that start together do it once, also through PgBouncer.
 */
export async function migrate(ownerUrl: string): Promise<string[]> {
  const source = new DataSource({ ...connectionTo(ownerUrl, [], 1), migrations });
  await source.initialize();
  const runner = source.createQueryRunner();
  try {
    await runner.startTransaction();
    await runner.query('SELECT pg_advisory_xact_lock($1)', [MIGRATING]);
    const ran = await new MigrationExecutor(source, runner).executePendingMigrations();
    await runner.commitTransaction();
    return ran.map((migration) => migration.name);
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
    await source.destroy();
  }
}
