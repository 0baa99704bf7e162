import { Injectable } from '@nestjs/common';
import { SettleService } from './settle.service.js';

/** Safe to run twice, at once, or a month late: it does only what the calendar still owes. */
@Injectable()
export class SettleStandingsJob {
  constructor(private readonly standings: SettleService) {}

  async run(): Promise<string> {
    let rejudged = 0;
    for (let n = 1; n > 0; rejudged += n) n = await this.standings.rejudge();
    let settled = 0;
    for (let n = 1; n > 0; settled += n) n = await this.standings.settleDue();
    return rejudged > 0 ? `${settled} settled, ${rejudged} judged by new rules` : `${settled} settled`;
  }
}
