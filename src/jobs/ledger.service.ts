import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock/clock.js';
import { rows } from '../database/rows.js';

const A_MINUTE = 60_000;

export interface Job {
  /** Does what is due and says in counts what was done, such as `3 sealed`; all of them 0 where nothing was. Safe twice, at once and late. */
  run(): Promise<string>;
}

/** The last run of a schedule that is on record. */
export interface JobRun {
  schedule: string;
  state: 'done' | 'failed';
  startedAt: Date;
  endedAt: Date;
  result: string;
  /** Runs that failed so far. */
  failed: number;
}

/** Remembers what ran by itself: one row a schedule, its last run. */
@Injectable()
export class JobLedger implements BeforeApplicationShutdown {
  private readonly logger = new Logger(JobLedger.name);
  private readonly running = new Set<Promise<void>>();
  private stopping = false;

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Looks whether there is work, does it, and keeps how it went. */
  async look(schedule: string, job: Job): Promise<void> {
    if (this.stopping) return;
    const run = this.carryOut(schedule, job)
      .then((ended) => this.keep(ended))
      // A database that is away is a reason to look again at the next tick, not to fall over.
      .catch((error: unknown) => this.logger.error(error instanceof Error ? error : String(error)));
    this.running.add(run);
    await run;
    this.running.delete(run);
  }

  /** The last run of each schedule, in the order of their names. */
  async lastRuns(): Promise<JobRun[]> {
    return rows<JobRun>(
      this.db,
      'SELECT schedule, state, started_at, ended_at, result, failed FROM job_run ORDER BY schedule',
    );
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.running);
  }

  private async carryOut(schedule: string, job: Job): Promise<JobRun> {
    const startedAt = this.clock.now();
    const ended = (state: JobRun['state'], result: string): JobRun => {
      const failed = state === 'failed' ? 1 : 0;
      return { schedule, state, startedAt, endedAt: this.clock.now(), result, failed };
    };
    try {
      return ended('done', await job.run());
    } catch (error) {
      this.logger.error(error instanceof Error ? error : String(error), schedule);
      return ended('failed', String(error).slice(0, 2000));
    }
  }

  /** Writes a run down: one that did something, or any where the one on record failed or is a minute old. */
  private async keep({ schedule, state, startedAt, endedAt, result, failed }: JobRun): Promise<void> {
    const isNews = state === 'failed' || /[1-9]/.test(result);
    await this.db.query(
      `INSERT INTO job_run AS last (schedule, state, started_at, ended_at, result, failed)
       SELECT $1, $2, $3, $4, $5, $6
       WHERE $7 OR NOT EXISTS (SELECT FROM job_run WHERE schedule = $1 AND state = 'done' AND ended_at > $8)
       ON CONFLICT (schedule) DO UPDATE SET state = excluded.state, started_at = excluded.started_at,
         ended_at = excluded.ended_at, result = excluded.result, failed = last.failed + excluded.failed`,
      [schedule, state, startedAt, endedAt, result, failed, isNews, new Date(endedAt.getTime() - A_MINUTE)],
    );
  }
}
