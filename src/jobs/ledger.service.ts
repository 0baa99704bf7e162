import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock/clock.js';
import { missedSlots, type SlotSchedule } from './slots.rules.js';

const AN_HOUR = 3_600_000;

export interface Job {
  /** Does what is owed and says what was done. Safe twice, at once and late. */
  run(): Promise<string>;
}

/**
 * Remembers what ran by itself. A look keeps its last run; a slot is owed once and keeps one row: none missing, none
 * twice, however many instances look and whatever was off when it fell due.
 */
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
    await this.untilDone(async () => {
      const startedAt = this.clock.now();
      const { state, result } = await this.carryOut(schedule, job);
      await this.db.query(
        `INSERT INTO job_run (schedule, slot, state, started_at, ended_at, result) VALUES ($1, NULL, $2, $3, $4, $5)
         ON CONFLICT (schedule, slot) DO UPDATE SET state = $2, started_at = $3, ended_at = $4, result = $5`,
        [schedule, state, startedAt, this.clock.now(), result],
      );
    });
  }

  /** Does the slots that are owed, oldest first; those that are too late are written down as skipped. */
  async catchUp(schedule: SlotSchedule, job: Job): Promise<void> {
    if (this.stopping) return;
    await this.untilDone(async () => {
      await this.writeDownSlots(schedule);
      for (let slot = await this.claim(schedule.name); slot; slot = await this.claim(schedule.name)) {
        await this.doSlot(schedule.name, slot, job);
      }
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.running);
  }

  private async writeDownSlots(schedule: SlotSchedule): Promise<void> {
    const now = this.clock.now();
    const [last] = await this.db.query<{ slot: Date | null }[]>(
      'SELECT max(slot) AS slot FROM job_run WHERE schedule = $1',
      [schedule.name],
    );
    for (const { slot, tooLate } of missedSlots(schedule, last?.slot ?? null, now)) {
      await this.db.query(
        `INSERT INTO job_run (schedule, slot, state, started_at, ended_at, result)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (schedule, slot) DO NOTHING`,
        [schedule.name, slot, tooLate ? 'skipped' : 'owed', now, tooLate ? now : null, tooLate ? 'too late' : null],
      );
    }
  }

  /** The oldest slot that is owed, or was begun by a process that is gone. */
  private async claim(schedule: string): Promise<Date | null> {
    if (this.stopping) return null;
    const now = this.clock.now();
    const [rows] = await this.db.query<[{ slot: Date }[], number]>(
      `UPDATE job_run SET state = 'running', started_at = $2
       WHERE (schedule, slot) IN (
         SELECT schedule, slot FROM job_run
         WHERE schedule = $1 AND (state = 'owed' OR (state = 'running' AND slot IS NOT NULL AND started_at < $3))
         ORDER BY slot FOR UPDATE SKIP LOCKED LIMIT 1)
       RETURNING slot`,
      [schedule, now, new Date(now.getTime() - AN_HOUR)],
    );
    return rows[0]?.slot ?? null;
  }

  private async doSlot(schedule: string, slot: Date, job: Job): Promise<void> {
    const { state, result } = await this.carryOut(schedule, job);
    await this.db.query('UPDATE job_run SET state = $3, ended_at = $4, result = $5 WHERE schedule = $1 AND slot = $2', [
      schedule,
      slot,
      state,
      this.clock.now(),
      result,
    ]);
  }

  private async carryOut(schedule: string, job: Job): Promise<{ state: 'done' | 'failed'; result: string }> {
    try {
      return { state: 'done', result: await job.run() };
    } catch (error) {
      this.logger.error(error instanceof Error ? error : String(error), schedule);
      return { state: 'failed', result: String(error).slice(0, 2000) };
    }
  }

  /** A database that is away is a reason to look again at the next tick, not to fall over. */
  private async untilDone(work: () => Promise<void>): Promise<void> {
    const run = work().catch((error: unknown) => this.logger.error(error instanceof Error ? error : String(error)));
    this.running.add(run);
    await run;
    this.running.delete(run);
  }
}
