import { Injectable } from '@nestjs/common';
import { EntriesService } from '../../entries/entries.service.js';
import { SettleService } from './settle.service.js';

/** Gives what was committed its place in the log. Safe twice and at once: the feed's one row is the lock. */
@Injectable()
export class SealJob {
  constructor(
    private readonly entries: EntriesService,
    private readonly standings: SettleService,
  ) {}

  async run(): Promise<string> {
    let sealed = 0;
    while (await this.entries.hasOpen()) {
      const n = await this.standings.seal();
      if (n === 0) break;
      sealed += n;
    }
    return `${sealed} sealed`;
  }
}
