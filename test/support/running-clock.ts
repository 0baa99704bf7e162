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

  constructor(private running: Running) {
    super(undefined as never);
  }

  override now(): Date {
    const { from, since, speed, aheadMs } = this.running;
    this.newest = Math.max(this.newest, Math.floor(Date.parse(from) + (Date.now() - since) * speed + aheadMs));
    return new Date(this.newest);
  }

  /** It stands still from now on, so many simulated milliseconds later than it is. */
  stopAhead(ms: number): void {
    const from = new Date(this.now().getTime() + ms).toISOString();
    this.running = { from, since: 0, speed: 0, aheadMs: 0 };
  }

  override async onModuleInit(): Promise<void> {}
}
