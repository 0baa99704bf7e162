import { Clock } from '../../src/clock/clock.js';

/** A clock that stands where a test puts it. */
export class StoppedClock extends Clock {
  private instant = new Date('2024-06-30T12:00:00+08:00');

  constructor() {
    super(undefined as never);
  }

  set(instant: string): void {
    this.instant = new Date(instant);
    if (Number.isNaN(this.instant.getTime())) throw new Error(`${instant} is not an instant`);
  }

  override now(): Date {
    return new Date(this.instant);
  }

  override async onModuleInit(): Promise<void> {}
}
