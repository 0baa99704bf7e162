import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type EntityTarget, MoreThan } from 'typeorm';
import type { Day } from '../clock/calendar.rules.js';
import { Clock } from '../clock/clock.js';
import { dayAt, isTimeZone } from '../clock/zone.rules.js';
import { newId } from '../database/ids.js';
import { type Authorship, EntriesService } from '../entries/entries.service.js';
import type { Json } from '../entries/json.js';
import { Refusal } from '../errors.js';
import { Agency } from './agency.entity.js';
import { Jurisdiction } from './jurisdiction.entity.js';
import { Topic } from './topic.entity.js';
import { Unit } from './unit.entity.js';

/** A row to be; an id only where the caller makes sure to add it once. */
export type NewRow<Row extends { id: string }> = Omit<Row, 'id'> & { id?: string };
export type Names = { nameZh?: string; nameEn?: string | null };
export type UnitNames = { zh?: string; en?: string | null };

/** For which day, and up to which position of the log; null means now. */
export interface Moment {
  asOf: Day | null;
  position: number | null;
}

export const NOW: Moment = { asOf: null, position: null };

type Noun = 'jurisdiction' | 'agency' | 'topic' | 'unit';
type Slice = { after: string | null; limit: number };

/** Governments, their bodies, fields of policy and units: ordinary rows whose every edit is in the log. */
@Injectable()
export class GovernmentsService {
  constructor(
    private readonly db: DataSource,
    private readonly entries: EntriesService,
    private readonly clock: Clock,
  ) {}

  /** Adds a government. Refuses an unknown parent and an unknown time zone. */
  async addJurisdiction(draft: NewRow<Jurisdiction>, by: Authorship): Promise<Jurisdiction> {
    if (!isTimeZone(draft.timeZone))
      throw Refusal.at('/timeZone', 'unknown_time_zone', 'is not in the time zone database');
    return this.entries.write(by, async (tx) => {
      if (draft.parentId !== null) await this.needJurisdiction(tx, draft.parentId, 'parentId');
      const { parentId, nameZh, nameEn, timeZone } = draft;
      return this.add(tx, 'jurisdiction', Jurisdiction, { id: idOf(draft), parentId, nameZh, nameEn, timeZone }, by);
    });
  }

  /** Adds a body of a government. */
  async addAgency(draft: NewRow<Agency>, by: Authorship): Promise<Agency> {
    return this.entries.write(by, async (tx) => {
      await this.needJurisdiction(tx, draft.jurisdictionId, 'jurisdictionId');
      const { jurisdictionId, nameZh, nameEn } = draft;
      return this.add(tx, 'agency', Agency, { id: idOf(draft), jurisdictionId, nameZh, nameEn }, by);
    });
  }

  /** Adds a field of policy. */
  async addTopic(draft: NewRow<Topic>, by: Authorship): Promise<Topic> {
    const { nameZh, nameEn } = draft;
    return this.entries.write(by, (tx) => this.add(tx, 'topic', Topic, { id: idOf(draft), nameZh, nameEn }, by));
  }

  /** Adds a unit. */
  async addUnit(draft: NewRow<Unit>, by: Authorship): Promise<Unit> {
    const { zh, en } = draft;
    return this.entries.write(by, (tx) => this.add(tx, 'unit', Unit, { id: idOf(draft), zh, en }, by));
  }

  async renameJurisdiction(id: string, names: Names, by: Authorship): Promise<Jurisdiction> {
    return this.edit('jurisdiction', Jurisdiction, id, names, by);
  }

  async renameAgency(id: string, names: Names, by: Authorship): Promise<Agency> {
    return this.edit('agency', Agency, id, names, by);
  }

  async renameTopic(id: string, names: Names, by: Authorship): Promise<Topic> {
    return this.edit('topic', Topic, id, names, by);
  }

  /** Renames a unit within a decision that tells the verdicts whose sentences name it. */
  async renameUnit(tx: EntityManager, id: string, names: UnitNames, by: Authorship): Promise<Unit> {
    return this.editIn(tx, 'unit', Unit, id, names, by);
  }

  async jurisdiction(id: string): Promise<Jurisdiction> {
    return this.one('jurisdiction', Jurisdiction, id);
  }

  async agency(id: string): Promise<Agency> {
    return this.one('agency', Agency, id);
  }

  async topic(id: string): Promise<Topic> {
    return this.one('topic', Topic, id);
  }

  async unit(id: string): Promise<Unit> {
    return this.one('unit', Unit, id);
  }

  /** In the order of their ids, one more than `limit` where there are more. */
  async jurisdictions(slice: Slice, parentId?: string): Promise<Jurisdiction[]> {
    return this.db.manager.find(Jurisdiction, { where: { ...behind(slice), ...given({ parentId }) }, ...order(slice) });
  }

  async agencies(slice: Slice, jurisdictionId?: string): Promise<Agency[]> {
    return this.db.manager.find(Agency, { where: { ...behind(slice), ...given({ jurisdictionId }) }, ...order(slice) });
  }

  async topics(slice: Slice): Promise<Topic[]> {
    return this.db.manager.find(Topic, { where: behind(slice), ...order(slice) });
  }

  async units(slice: Slice): Promise<Unit[]> {
    return this.db.manager.find(Unit, { where: behind(slice), ...order(slice) });
  }

  /** A government and every one above it, nearest first; nothing for an unknown one. */
  async lineage(tx: EntityManager, jurisdictionId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `WITH RECURSIVE line AS (
         SELECT id, parent_id, 0 AS up FROM jurisdiction WHERE id = $1
         UNION ALL
         SELECT above.id, above.parent_id, line.up + 1 FROM jurisdiction above JOIN line ON above.id = line.parent_id
       ) SELECT id FROM line ORDER BY up`,
      [jurisdictionId],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * The day and the position that a read looks from. With `knownAt` alone it is the day of that instant. Refuses a day
   * or an instant to come, and an instant before the first entry. Without a jurisdiction, today is the latest anywhere.
   */
  async momentOf(asOf: Day | undefined, knownAt: string | undefined, jurisdictionId?: string): Promise<Moment> {
    if (asOf === undefined && knownAt === undefined) return NOW;
    const zones = await this.zones(jurisdictionId);
    const latest = (instant: Date): Day => zones.map((zone) => dayAt(instant, zone)).reduce(later);
    const instant = knownAt === undefined ? null : new Date(knownAt);
    const position = instant === null ? null : await this.entries.positionAt(instant);
    if (asOf !== undefined && asOf > latest(this.clock.now())) {
      throw new Refusal('invalid', 'as_of_in_future', 'a day to come cannot be judged', [
        { pointer: '/asOf', code: 'as_of_in_future', message: 'is still to come' },
      ]);
    }
    return { asOf: asOf ?? (instant === null ? null : latest(instant)), position };
  }

  /** Today, in a government's own calendar. */
  async today(jurisdictionId: string): Promise<Day> {
    const [zone] = await this.zones(jurisdictionId);
    return this.clock.today(zone!);
  }

  /** The latest day it is anywhere where a government is on record. */
  async latestToday(): Promise<Day> {
    return (await this.zones()).map((zone) => this.clock.today(zone)).reduce(later);
  }

  private async zones(jurisdictionId?: string): Promise<string[]> {
    const rows = await this.db.query<{ time_zone: string }[]>(
      'SELECT DISTINCT time_zone FROM jurisdiction WHERE $1::uuid IS NULL OR id = $1',
      [jurisdictionId ?? null],
    );
    return rows.length > 0 ? rows.map((row) => row.time_zone) : ['UTC'];
  }

  private async needJurisdiction(tx: EntityManager, id: string, field: string): Promise<void> {
    const known = await tx.existsBy(Jurisdiction, { id });
    if (!known) throw Refusal.at(`/${field}`, 'unknown_jurisdiction', 'names no jurisdiction');
  }

  private async add<Row extends { id: string }>(
    tx: EntityManager,
    noun: Noun,
    entity: EntityTarget<Row>,
    row: Row,
    by: Authorship,
  ): Promise<Row> {
    await this.entries.record(tx, 'reference', { factId: row.id, body: { noun, added: row } }, by);
    await tx.insert(entity, row as never);
    return row;
  }

  private async edit<Row extends { id: string } & Json<Row>>(
    noun: Noun,
    entity: EntityTarget<Row>,
    id: string,
    changes: object,
    by: Authorship,
  ): Promise<Row> {
    return this.entries.write(by, (tx) => this.editIn(tx, noun, entity, id, changes, by));
  }

  private async editIn<Row extends { id: string }>(
    tx: EntityManager,
    noun: Noun,
    entity: EntityTarget<Row>,
    id: string,
    changes: object,
    by: Authorship,
  ): Promise<Row> {
    const row = await tx.findOne(entity, { where: { id } as never, lock: { mode: 'pessimistic_write' } });
    if (!row) throw Refusal.of('not_found', noun);
    const edited = { ...row, ...given(changes) };
    await this.entries.record(tx, 'reference', { factId: id, body: { noun, from: row, to: edited } }, by);
    await tx.update(entity, id, edited as never);
    return edited;
  }

  private async one<Row extends { id: string }>(noun: Noun, entity: EntityTarget<Row>, id: string): Promise<Row> {
    const row = await this.db.manager.findOneBy(entity, { id } as never);
    if (!row) throw Refusal.of('not_found', noun);
    return row;
  }
}

function idOf({ id }: { id?: string }): string {
  return id ?? newId();
}

function behind({ after }: Slice): object {
  return after === null ? {} : { id: MoreThan(after) };
}

function order({ limit }: Slice) {
  return { order: { id: 'ASC' as const }, take: limit + 1 };
}

/** Without the fields that were not given. */
function given<Fields extends object>(fields: Fields): Partial<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<Fields>;
}

function later(one: Day, other: Day): Day {
  return one > other ? one : other;
}
