import { Injectable } from '@nestjs/common';
import { CHAIN_START, chainOf } from './chain.rules.js';
import { EntriesService, type FeedEntry, ENTRY_KINDS } from './entries.service.js';

const AT_ONCE = 5000;

/** How many were looked at, and a line for each that is not as it must be. */
export interface Checked {
  count: number;
  differences: string[];
}

/** Holds the log against its own hash chain. */
@Injectable()
export class AuditService {
  constructor(private readonly entries: EntriesService) {}

  /** Goes through the sealed log; a line for each place where it is not dense, not in time, or not as it was sealed. */
  async check(): Promise<Checked> {
    const found: string[] = [];
    let count = 0;
    let link = CHAIN_START;
    let knownAt = '';
    let position = 0;
    const { head, chain } = await this.entries.head();
    for (;;) {
      const page = await this.entries.page(position, AT_ONCE, ENTRY_KINDS);
      for (const entry of page.items) {
        if (entry.position > head) break;
        count += 1;
        if (entry.position !== position + 1)
          found.push(`entry ${entry.position}: ${position + 1} is missing before it`);
        if (entry.knownAt < knownAt) found.push(`entry ${entry.position}: it was known before the one before it`);
        const expected = chainOf(link, sealed(entry)).toString('hex');
        if (expected !== entry.chain) found.push(`entry ${entry.position}: it is not as it was sealed`);
        link = Buffer.from(entry.chain, 'hex');
        ({ position, knownAt } = entry);
      }
      if (page.items.length < AT_ONCE) break;
    }
    if (position < head) found.push(`the log ends at ${position}, the feed says ${head}`);
    else if (!link.equals(chain)) found.push('the feed holds another last link than the log');
    return { count, differences: found };
  }
}

function sealed({ chain: _chain, ...entry }: FeedEntry): Omit<FeedEntry, 'chain'> {
  return entry;
}
