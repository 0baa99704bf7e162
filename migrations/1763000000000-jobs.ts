import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The ledger of what runs by itself. */
export class Jobs1763000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(JOBS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE job_run');
  }
}

const JOBS = `
-- A slot is a piece of work the calendar owes once (one row a slot); a look has no slot (one row a schedule: its last run).
CREATE TABLE job_run (
  schedule text NOT NULL CHECK (char_length(schedule) BETWEEN 1 AND 60),
  slot timestamptz,
  state text NOT NULL CHECK (state IN ('owed', 'running', 'done', 'failed', 'skipped')),
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  result text,
  UNIQUE NULLS NOT DISTINCT (schedule, slot),
  CHECK ((state IN ('owed', 'running')) = (ended_at IS NULL))
);
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'saydo_app') THEN
    GRANT SELECT, INSERT, UPDATE, DELETE ON job_run TO saydo_app;
  END IF;
END $$;
`;
