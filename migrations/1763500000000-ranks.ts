import type { MigrationInterface, QueryRunner } from 'typeorm';

const RANKED = ['verdict', 'pledge_verdict', 'verdict_span', 'pledge_span'];

/**
 * Settling compares days and answers themselves: the digests of them go, and the whole answer stands in `explained` again,
 * with its day and the version of its rules. Ranks of headlines, until now their places in a list, have gaps: 10 for the
 * worst, 20 for the next. A program of the version before fails at the missing columns instead of storing a place.
 */
export class Ranks1763500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX verdict_older_rules');
    await runner.query('ALTER TABLE verdict DROP COLUMN days_sha256, DROP COLUMN answer_sha256');
    await runner.query('ALTER TABLE verdict RENAME COLUMN answer TO explained');
    await runner.query('COMMENT ON COLUMN verdict.explained IS NULL');
    await runner.query(
      `UPDATE verdict SET explained = explained || jsonb_build_object('asOf', as_of, 'rulesVersion', rules_version)
       WHERE set_aside IS NULL OR explained <> '{}'`,
    );
    for (const table of RANKED) await runner.query(`UPDATE ${table} SET severity = (severity + 1) * 10`);
    // SettleStandingsJob: what was judged by older rules
    await runner.query('CREATE INDEX verdict_rules ON verdict (rules_version, pledge_id)');
  }

  async down(): Promise<void> {
    throw new Error('There is no way back: restore a backup.');
  }
}
