import { Injectable } from '@nestjs/common';
import { StandingsService } from './standings.service.js';

/** Safe to run twice, at once, or a month late: it does only what the calendar still owes. */
@Injectable()
export class SettleStandingsJob {
  constructor(private readonly standings: StandingsService) {}

  async run(): Promise<string> {
    let rejudged = 0;
    for (let n = await this.standings.rejudge(); n > 0; n = await this.standings.rejudge()) rejudged += n;
    let settled = 0;
    for (let n = await this.standings.settleDue(); n > 0; n = await this.standings.settleDue()) settled += n;
    return rejudged > 0 ? `${settled} settled, ${rejudged} judged by new rules` : `${settled} settled`;
  }
}
