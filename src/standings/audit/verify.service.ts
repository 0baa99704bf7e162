import { Injectable } from '@nestjs/common';
import { AuditService } from '../../entries/audit.service.js';
import { SourcesService } from '../../sources/sources.service.js';
import { ReplayService } from './replay.service.js';

/** How much was looked at, and a line for what is not as it must be. */
export interface Verified {
  entries: number;
  verdicts: number;
  copies: number;
  differences: string[];
}

/** Holds everything that is stored against what it must be. */
@Injectable()
export class VerifyService {
  constructor(
    private readonly audit: AuditService,
    private readonly replay: ReplayService,
    private readonly sources: SourcesService,
  ) {}

  /** Checks the hash chain, every verdict and span from the facts, every kept copy from its bytes. */
  async verify(): Promise<Verified> {
    const log = await this.audit.check();
    const standings = await this.replay.check();
    const copies = await this.sources.checkCopies();
    return {
      entries: log.count,
      verdicts: standings.count,
      copies: copies.count,
      differences: [...log.differences, ...standings.differences, ...copies.differences],
    };
  }
}
