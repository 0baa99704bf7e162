import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock/clock.js';
import { JobLedger } from '../jobs/ledger.service.js';
import { SettleService } from '../standings/settle/settle.service.js';
import type { JobsView } from './jobs.page.js';

/** What ran by itself, and what waits. */
@Injectable()
export class JobsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly ledger: JobLedger,
    private readonly standings: SettleService,
  ) {}

  async jobs(): Promise<JobsView> {
    const now = this.clock.now();
    const [waiting] = await this.db.query<[{ verdicts: number; entries: number }]>(
      `SELECT (SELECT count(*)::integer FROM verdict WHERE changes_at <= $1) AS verdicts,
              (SELECT count(*)::integer FROM entry WHERE position IS NULL) AS entries`,
      [now],
    );
    return { now, runs: await this.ledger.lastRuns(), waiting, nextChangeAt: await this.standings.nextChangeAt() };
  }
}
