import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock/clock.js';
import { StandingsService } from '../standings/standings.service.js';
import type { JobsView } from './jobs.page.js';

/** What ran by itself, and what waits. */
@Injectable()
export class JobsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly standings: StandingsService,
  ) {}

  async jobs(): Promise<JobsView> {
    const now = this.clock.now();
    const [waiting] = await this.db.query<[{ verdicts: number; entries: number }]>(
      `SELECT (SELECT count(*)::integer FROM verdict WHERE changes_at <= $1) AS verdicts,
              (SELECT count(*)::integer FROM entry WHERE position IS NULL) AS entries`,
      [now],
    );
    return { now, runs: await this.db.query(LAST_RUNS), waiting, nextChangeAt: await this.standings.nextChangeAt() };
  }
}

const LAST_RUNS = `
SELECT schedule, slot, state, started_at AS "startedAt", ended_at AS "endedAt", result,
  (SELECT count(*)::integer FROM job_run failed WHERE failed.schedule = last.schedule AND failed.state = 'failed') AS failed
FROM (SELECT DISTINCT ON (schedule) * FROM job_run ORDER BY schedule, started_at DESC, slot DESC) last
ORDER BY schedule`;
