import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { ForgetKeysJob } from '../entries/forget-keys.job.js';
import { SealJob } from '../standings/seal.job.js';
import { SettleStandingsJob } from '../standings/settle-standings.job.js';
import { JobLedger } from './ledger.service.js';
import type { SlotSchedule } from './slots.rules.js';

const HOURS = 3_600_000;

/** Every night at 19:10 UTC (03:10 in China). A night that was missed is made up for by the next: nothing is lost. */
const FORGET_KEYS: SlotSchedule = {
  name: 'forget keys',
  every: 24 * HOURS,
  at: 19 * HOURS + HOURS / 6,
  latest: 23 * HOURS,
};

/**
 * Everything that runs by itself. A line says how often Saydo looks; what is due is asked of the database, so a tick that
 * is missed, late or fired on every instance changes nothing.
 */
@Injectable()
export class Timetable {
  constructor(
    private readonly ledger: JobLedger,
    private readonly forgetKeys: ForgetKeysJob,
    private readonly settleStandings: SettleStandingsJob,
    private readonly seal: SealJob,
  ) {}

  /** Whatever time changes, it changes at a midnight somewhere, and midnights fall on second 0: a look wakes just then. */
  @Cron('*/10 * * * * *', { name: 'settle standings', waitForCompletion: true })
  lookForChanges(): Promise<void> {
    return this.ledger.look('settle standings', this.settleStandings);
  }

  @Cron('* * * * * *', { name: 'seal', waitForCompletion: true })
  lookForOpenEntries(): Promise<void> {
    return this.ledger.look('seal', this.seal);
  }

  @Cron('0 */10 * * * *', { name: FORGET_KEYS.name, waitForCompletion: true })
  lookForKeys(): Promise<void> {
    return this.ledger.catchUp(FORGET_KEYS, this.forgetKeys);
  }
}
