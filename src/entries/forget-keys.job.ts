import { Injectable } from '@nestjs/common';
import { EntriesService } from './entries.service.js';

/** Prunes idempotency keys whose 24 hours are over. */
@Injectable()
export class ForgetKeysJob {
  constructor(private readonly entries: EntriesService) {}

  async run(): Promise<string> {
    return `${await this.entries.forgetKeys()} forgotten`;
  }
}
