import type { DataSource, EntityManager } from 'typeorm';

/**
 * Reads with several statements what stood at one instant: what is committed meanwhile is in none of them. The transaction
 * writes nothing and waits for nobody.
 */
export async function inSnapshot<T>(db: DataSource, work: (tx: EntityManager) => Promise<T>): Promise<T> {
  const runner = db.createQueryRunner();
  try {
    await runner.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    try {
      return await work(runner.manager);
    } finally {
      await runner.query('COMMIT');
    }
  } finally {
    await runner.release();
  }
}
