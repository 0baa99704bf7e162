import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantByDefault } from './helpers.js';

/**
 * Indexes that no statement of src reads: whatever is written pays for each of them. What stays is read by
 *
 * | jurisdiction_parent, agency_, programme_, indicator_jurisdiction | lists of these nouns within one government |
 * | entry_open, *_span_open_from, *_span_open_to | sealing, and placing spans |
 * | entry_kind, entry_known, entry_pledge, entry_fact | the feed by kind, `knownAt`, a pledge's history, indicators of a past day |
 * | pledge_*, pledge_verdict_*, pledge_span_* | lists of pledges: each is in a plan of `test/plans.e2e-spec.ts` |
 * | target_*, version_*, figure_*, decision_target, check_target, note_pledge | reading the facts of pledges |
 * | indicator_unit | finding the verdicts that name a unit |
 * | verdict_changes, verdict_pledge, verdict_span_current | settling what is due, a pledge's targets, their stored days |
 * | verdict_span_day, verdict_span_known | counts of targets on a past day |
 * | flag_standing, flag_state, flag_state_kind, flag_kind, flag_newest | raising a flag once, lists of flags |
 * | idempotency_key_used | forgetting keys |
 */
const UNREAD = ['source_copy', 'figure_target', 'verdict_set_aside', 'flag_pledge'];

/**
 * Jobs look and keep no slots, so a schedule has one row; a unit that is renamed is told to verdicts by its service; the
 * app may read and add to whatever table comes.
 */
export class Ground1763400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await grantByDefault(runner);
    for (const index of UNREAD) await runner.query(`DROP INDEX ${index}`);
    await runner.query('DROP TRIGGER unit_renamed ON unit');
    await runner.query('DROP FUNCTION unit_renamed');
    await runner.query('ALTER TABLE idempotency_key DROP COLUMN status');
    await runner.query(ONE_ROW_A_SCHEDULE);
  }

  async down(): Promise<void> {
    throw new Error('There is no way back: restore a backup.');
  }
}

const ONE_ROW_A_SCHEDULE = `
DELETE FROM job_run WHERE slot IS NOT NULL OR state NOT IN ('done', 'failed');
ALTER TABLE job_run DROP CONSTRAINT job_run_state_check, DROP CONSTRAINT job_run_check;
ALTER TABLE job_run
  DROP COLUMN slot,
  ADD PRIMARY KEY (schedule),
  ADD CHECK (state IN ('done', 'failed')),
  ALTER COLUMN ended_at SET NOT NULL,
  ALTER COLUMN result SET NOT NULL,
  ADD COLUMN failed integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN job_run.failed IS 'runs that failed so far';
`;
