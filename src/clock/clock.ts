import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Day } from './calendar.rules.js';
import { dayAt, startOfDay } from './zone.rules.js';

const A_MINUTE = 60_000;

/**
 * The only source of the present. It follows the database's time, so all instances agree: the offset is measured at the
 * start and each minute, and the clock stands still rather than go backwards.
 */
@Injectable()
export class Clock implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(Clock.name);
  private offset = 0;
  private latest = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly db: DataSource) {}

  now(): Date {
    this.latest = Math.max(this.latest, Date.now() + this.offset);
    return new Date(this.latest);
  }

  /** The day it is now in a time zone. */
  today(zone: string): Day {
    return dayAt(this.now(), zone);
  }

  /** This instant, held for a piece of work that spans many zones and days. */
  present(): Present {
    return new Present(this.now());
  }

  async onModuleInit(): Promise<void> {
    await this.measure();
    this.timer = setInterval(() => void this.measure(), A_MINUTE).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async measure(): Promise<void> {
    try {
      const before = Date.now();
      const [row] = await this.db.query<[{ now: Date }]>('SELECT clock_timestamp() AS now');
      this.offset = row.now.getTime() - (before + Date.now()) / 2;
    } catch (error) {
      this.logger.warn(`the database's time could not be read, the last offset stands: ${String(error)}`);
    }
  }
}

/** An instant that stands still; the day it is in a zone, and when a day begins there, are reckoned once each. */
export class Present {
  private readonly days = new Map<string, Day>();
  private readonly begins = new Map<string, Date>();

  constructor(readonly at: Date) {}

  today(zone: string): Day {
    let day = this.days.get(zone);
    if (day === undefined) this.days.set(zone, (day = dayAt(this.at, zone)));
    return day;
  }

  startOf(day: Day, zone: string): Date {
    const key = `${day} ${zone}`;
    let begin = this.begins.get(key);
    if (begin === undefined) this.begins.set(key, (begin = startOfDay(day, zone)));
    return begin;
  }
}
