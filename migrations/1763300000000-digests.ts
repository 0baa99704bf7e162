import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What settling compares is kept as two digests beside each verdict, so that re-judging reads and writes only what the
 * rules have moved. They are null until a target is settled. The answer has another name from here on: a program of the
 * version before, which knows nothing of digests, fails instead of leaving them behind.
 *
 * Verdicts under older rules are found by an index of these alone: empty but while re-judging goes on, it costs a
 * settling nothing. A release that raises RULES_VERSION brings a migration that lays it anew for the new number.
 */
export class Digests1763300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE verdict ADD COLUMN days_sha256 text, ADD COLUMN answer_sha256 text');
    await runner.query('ALTER TABLE verdict RENAME COLUMN explained TO answer');
    await runner.query(
      `COMMENT ON COLUMN verdict.answer IS
       'the answer; its asOf and rulesVersion are those of the columns, whatever an older row has here'`,
    );
    await runner.query(
      `COMMENT ON COLUMN verdict.days_sha256 IS 'of what the spans that stand say; null: not reckoned'`,
    );
    await runner.query(
      `COMMENT ON COLUMN verdict.answer_sha256 IS
       'of the answer, its rank, the day of the next settling, and the flags; null: not reckoned'`,
    );
    await runner.query('DROP INDEX verdict_rules');
    await runner.query('CREATE INDEX verdict_older_rules ON verdict (pledge_id) WHERE rules_version < 1');
  }

  async down(): Promise<void> {
    throw new Error('There is no way back: restore a backup.');
  }
}
