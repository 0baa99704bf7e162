import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Every change of a pledge's verdict writes a row into each index of its table, so an index has to earn its place. A
 * list of one government, agency, topic or programme in an order other than worst first is either short enough to be
 * sorted, or so large a part of all pledges that walking the order itself soon fills a page. Entries are read by pledge.
 */
const DROPPED = [
  'entry_target',
  ...['jurisdiction', 'agency', 'topic', 'programme', 'goalpost'].flatMap((column) =>
    ['due', 'changed', 'announced'].map((order) => `pledge_verdict_${column}_${order}`),
  ),
];

export class FewerIndexes1763200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const index of DROPPED) await runner.query(`DROP INDEX IF EXISTS ${index}`);
    // They wake from now on for what is told beside the headline too: settled once, each knows when.
    await runner.query(
      `UPDATE verdict SET changes_at = 'epoch'
       WHERE explained -> 'current' <> 'null' OR explained -> 'classes' <> '[]' OR explained -> 'decided' = 'true'`,
    );
    await runner.query(
      `COMMENT ON COLUMN verdict.changes_at IS
       '00:00, in the jurisdiction''s zone, of the day on which it is to be settled again: changes_on or earlier'`,
    );
  }

  async down(): Promise<void> {
    throw new Error('There is no way back: restore a backup.');
  }
}
