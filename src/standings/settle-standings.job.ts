import { Injectable } from '@nestjs/common';
import { StandingsService } from './standings.service.js';

/** Safe to run twice, at once, or a month late: it does only what the calendar still owes. */
@Injectable()
export class SettleStandingsJob {
  constructor(private readonly standings: StandingsService) {}

  async run(): Promise<string> {
    const rejudged = await drained(() => this.standings.rejudge());
    const settled = await drained(() => this.standings.settleDue());
    return rejudged > 0 ? `${settled} settled, ${rejudged} judged by new rules` : `${settled} settled`;
  }
}

/** Works until nothing is left, on two connections: one judges while the database works for the other. */
async function drained(work: () => Promise<number>): Promise<number> {
  const lane = async (): Promise<number> => {
    let done = 0;
    for (let n = await work(); n > 0; n = await work()) done += n;
    return done;
  };
  const [one, other] = await Promise.all([lane(), lane()]);
  return one + other;
}
