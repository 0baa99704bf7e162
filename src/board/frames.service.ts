import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Day, addDays } from '../clock/calendar.rules.js';
import { Clock } from '../clock/clock.js';
import { dayAt, startOfDay } from '../clock/zone.rules.js';
import { Config } from '../config.js';
import { EntriesService } from '../entries/entries.service.js';
import { Refusal } from '../errors.js';
import { GovernmentsService, type Moment } from '../governments/governments.service.js';
import type { Language } from '../html/language.rules.js';
import type { Frame, Theme } from '../html/layout.js';
import { Pledge } from '../pledges/pledge.entity.js';
import { SettleService } from '../standings/settle/settle.service.js';
import { RULES_VERSION } from '../verdicts/verdict.rules.js';

/** Settling may run this late before every page says so. */
const LATE_MINUTES = 15;
const A_MINUTE = 60_000;

export type Asked = {
  language: Language;
  theme: Theme;
  path: string;
  query: Record<string, string>;
  asOf: Day | undefined;
  knownAt: string | undefined;
};

/** What every page says of where and when it stands. */
@Injectable()
export class FramesService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly entries: EntriesService,
    private readonly governments: GovernmentsService,
    private readonly standings: SettleService,
  ) {}

  /** The frame of a page. The standings hold up to the first change that waits to be settled. */
  async frame({ language, theme, path, query, asOf, knownAt }: Asked): Promise<Frame> {
    const zone = await this.zone();
    const now = this.clock.now();
    const today = dayAt(now, zone);
    const next = await this.standings.nextChangeAt();
    const settledAt = next !== null && next < now ? next : now;
    const minutes = Math.floor((now.getTime() - settledAt.getTime()) / A_MINUTE);
    const { head, chain } = await this.entries.head();
    const day = asOf ?? (knownAt === undefined ? null : dayAt(new Date(knownAt), zone));
    return {
      language,
      theme,
      path,
      query,
      today,
      asOf: day,
      knownAt: knownAt ?? null,
      endOfDay: day === null ? null : await this.endOfDay(day, zone, now),
      zone,
      settledAt,
      lateMinutes: minutes > LATE_MINUTES ? minutes : null,
      rulesVersion: RULES_VERSION,
      head: head === 0 ? null : { position: head, chain: chain.toString('hex') },
      demo: this.config.demo,
    };
  }

  /** A frame that asks the database for nothing: for faults. */
  bare({ language, theme, path, query }: Asked): Frame {
    const zone = 'UTC';
    const today = dayAt(this.clock.now(), zone);
    const unknown = { asOf: null, knownAt: null, endOfDay: null, settledAt: null, lateMinutes: null, head: null };
    return {
      ...unknown,
      language,
      theme,
      path,
      query,
      today,
      zone,
      rulesVersion: RULES_VERSION,
      demo: this.config.demo,
    };
  }

  /** The moment that a page asks for. Refuses days to come, and days before anything was on record. */
  async momentOf(asOf: Day | undefined, knownAt: string | undefined): Promise<Moment> {
    const moment = await this.governments.momentOf(asOf, knownAt);
    if (moment.asOf === null) return moment;
    const first = await this.firstDay();
    if (first === null || moment.asOf >= first) return moment;
    throw new Refusal('not_found', 'not_yet_known', 'on that day nothing was on record here');
  }

  /** The first day for which anything can be shown; null on an empty board. */
  async firstDay(): Promise<Day | null> {
    const [row] = await this.db.query<[{ day: Day | null }]>(
      'SELECT min(on_from) AS day FROM verdict_span WHERE known_to_entry IS NULL',
    );
    return row.day;
  }

  /** The day on which a pledge was announced; null for an unknown one. */
  async announcedOn(pledgeId: string): Promise<Day | null> {
    const pledge = await this.db.manager.findOneBy(Pledge, { id: pledgeId });
    return pledge?.announcedOn ?? null;
  }

  /** When a day ends, where that is over and something was on record here by then. */
  private async endOfDay(day: Day, zone: string, now: Date): Promise<string | null> {
    const [first] = await this.db.query<{ known_at: Date }[]>('SELECT known_at FROM entry WHERE position = 1');
    const end = startOfDay(addDays(day, 1), zone);
    return first === undefined || end < first.known_at || end > now ? null : end.toISOString().replace('.000Z', 'Z');
  }

  /** The calendar that most governments on record share. */
  private async zone(): Promise<string> {
    const [row] = await this.db.query<{ time_zone: string }[]>(
      'SELECT time_zone FROM jurisdiction GROUP BY time_zone ORDER BY count(*) DESC, time_zone LIMIT 1',
    );
    return row?.time_zone ?? 'UTC';
  }
}
