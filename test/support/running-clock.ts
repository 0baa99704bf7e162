import { Clock } from '../../src/clock/clock.js';

/** How a clock runs: from a simulated instant on, so many times as fast as this machine's, and a little ahead of others. */
export interface Running {
  from: string;
  since: number;
  speed: number;
  aheadMs: number;
}

/** A clock that runs fast, alike in every process that is told the same; it never goes backwards. */
export class RunningClock extends Clock {
  private newest = 0;

  constructor(private readonly running: Running) {
    super(undefined as never);
  }

  override now(): Date {
    const { from, since, speed, aheadMs } = this.running;
    this.newest = Math.max(this.newest, Math.floor(Date.parse(from) + (Date.now() - since) * speed + aheadMs));
    return new Date(this.newest);
  }

  override async onModuleInit(): Promise<void> {}
}
