import type { QueryRunner } from 'typeorm';

/**
 * Makes a table and lets the app read and add rows, or do `all` with them. `sql` is one `CREATE TABLE name (…)`. Where the
 * owner and the app are one role there is nothing to grant.
 */
export async function table(runner: QueryRunner, sql: string, { app }: { app: 'insert' | 'all' }): Promise<void> {
  await runner.query(sql);
  await grant(runner, app === 'all' ? 'SELECT, INSERT, UPDATE, DELETE' : 'SELECT, INSERT', nameIn(sql));
}

/** Makes a table insert-only for everybody, the owner included: two triggers refuse what the grants do not reach. */
export async function fact(runner: QueryRunner, name: string): Promise<void> {
  await runner.query(
    `CREATE TRIGGER "${name}_kept" BEFORE UPDATE OR DELETE ON "${name}" FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
  );
  await runner.query(
    `CREATE TRIGGER "${name}_whole" BEFORE TRUNCATE ON "${name}" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
  );
}

/**
 * Gives a table with `id uuid` the columns and the index of a queue, as `src/database/queue.ts` works on them. `next_at` is
 * the instant from which a row may be claimed: while it is running, the end of its lease.
 */
export async function queue(runner: QueryRunner, name: string): Promise<void> {
  await runner.query(`
    ALTER TABLE "${name}"
      ADD COLUMN state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed')),
      ADD COLUMN next_at timestamptz NOT NULL,
      ADD COLUMN attempts smallint NOT NULL DEFAULT 0,
      ADD COLUMN epoch integer NOT NULL DEFAULT 0,
      ADD COLUMN error text`);
  await runner.query(`CREATE INDEX "${name}_next" ON "${name}" (next_at, id) WHERE state IN ('waiting', 'running')`);
}

/** Whatever the owner makes from now on, the app may read and add to. */
export async function grantByDefault(runner: QueryRunner): Promise<void> {
  if (!(await hasApp(runner))) return;
  await runner.query('ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT ON TABLES TO saydo_app');
  await runner.query('ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO saydo_app');
}

async function grant(runner: QueryRunner, privileges: string, name: string): Promise<void> {
  if (await hasApp(runner)) await runner.query(`GRANT ${privileges} ON ${name} TO saydo_app`);
}

async function hasApp(runner: QueryRunner): Promise<boolean> {
  const roles: unknown[] = await runner.query("SELECT FROM pg_roles WHERE rolname = 'saydo_app'");
  return roles.length > 0;
}

function nameIn(sql: string): string {
  const name = /CREATE TABLE ("?\w+"?)/.exec(sql)?.[1];
  if (name === undefined) throw new Error(`no CREATE TABLE: ${sql}`);
  return name;
}
