import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { ForgetKeysJob } from '../entries/forget-keys.job.js';
import { SealJob } from '../standings/settle/seal.job.js';
import { SettleStandingsJob } from '../standings/settle/settle-standings.job.js';
import { JobLedger } from './ledger.service.js';

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

  @Cron('0 */10 * * * *', { name: 'forget keys', waitForCompletion: true })
  lookForKeys(): Promise<void> {
    return this.ledger.look('forget keys', this.forgetKeys);
  }
}
