import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Config } from '../config.js';

/** The time between the signal to stop and the closed door: not ready any more, and every request still answered. */
@Injectable()
export class Draining implements BeforeApplicationShutdown {
  begun = false;

  constructor(private readonly config: Config) {}

  async beforeApplicationShutdown(): Promise<void> {
    this.begun = true;
    await new Promise((done) => setTimeout(done, this.config.drainSeconds * 1000));
  }
}
