import { Injectable } from '@nestjs/common';
import { AuditService } from '../entries/audit.service.js';
import { SourcesService } from '../sources/sources.service.js';
import { ReplayService } from './replay.service.js';

/** Holds everything that is stored against what it must be. */
@Injectable()
export class VerifyService {
  constructor(
    private readonly audit: AuditService,
    private readonly replay: ReplayService,
    private readonly sources: SourcesService,
  ) {}

  /** The hash chain, every verdict and span from the facts, every kept copy from its bytes: a line for what differs. */
  async differences(): Promise<string[]> {
    return [
      ...(await this.audit.faults()),
      ...(await this.replay.differences()),
      ...(await this.sources.spoiltCopies()),
    ];
  }
}
