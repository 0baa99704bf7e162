import type { EntityManager } from 'typeorm';
import { camel } from './naming.js';

/** What can be asked: a transaction, or the pool itself. */
export type Asked = Pick<EntityManager, 'query'>;

/**
 * Reads rows by SQL, their columns under camelCase keys: `recorded_at` is `recordedAt`. Only for statements that answer rows:
 * of `UPDATE` and `DELETE` TypeORM answers a pair.
 */
export async function rows<Row>(tx: Asked, sql: string, values: unknown[] = []): Promise<Row[]> {
  const found = await tx.query<Record<string, unknown>[]>(sql, values);
  const [first] = found;
  if (first === undefined) return [];
  const names = Object.keys(first).map((column) => [column, camel(column)] as const);
  if (names.every(([column, key]) => column === key)) return found as Row[];
  return found.map((row) => Object.fromEntries(names.map(([column, key]) => [key, row[column]])) as Row);
}

/** Inserts rows, each by the names of its columns; `onConflict` says what becomes of one that is there already. */
export async function insertRows(
  tx: Asked,
  table: string,
  inserted: readonly object[],
  onConflict = '',
): Promise<void> {
  if (inserted.length === 0) return;
  const sql = `INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1) ${onConflict}`;
  await tx.query(sql, [JSON.stringify(inserted)]);
}
