import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import type { Day } from '../clock/calendar.rules.js';
import { Clock } from '../clock/clock.js';
import { newId } from '../database/ids.js';
import { rows } from '../database/rows.js';
import { type Authorship, EntriesService } from '../entries/entries.service.js';
import { stands } from '../facts/standing.sql.js';
import { Refusal } from '../errors.js';
import { writableTarget } from '../facts/writable.js';
import { NOW, type Moment } from '../governments/governments.service.js';
import { SettleService } from '../standings/settle/settle.service.js';
import { Check } from './check.entity.js';

export type NewCheck = { on: Day; where: string };

/** A check with who looked. `recordedAt` is RFC 3339 UTC. */
export interface KnownCheck {
  id: string;
  targetId: string;
  on: Day;
  where: string;
  by: string;
  recordedAt: string;
}

/** Looked, found nothing: what alone turns "nothing recorded" into "nothing published that we could find". */
@Injectable()
export class ChecksService {
  constructor(
    private readonly clock: Clock,
    private readonly entries: EntriesService,
    private readonly standings: SettleService,
  ) {}

  /** Records that somebody looked for figures of a target and found none. */
  async recordCheck(targetId: string, { on, where }: NewCheck, by: Authorship): Promise<KnownCheck> {
    return this.entries.write(by, async (tx) => {
      const { pledgeId, timeZone } = await writableTarget(tx, targetId);
      if (on > this.clock.today(timeZone)) {
        throw Refusal.at('/on', 'checked_in_future', 'is a day to come in its jurisdiction');
      }
      const check = { id: newId(), targetId, on, where };
      const entryId = await this.entries.record(tx, 'check', { pledgeId, targetId, factId: check.id, body: check }, by);
      await tx.insert(Check, { ...check, entryId });
      await this.standings.settle(tx, [pledgeId]);
      const checks = await this.checksOf(tx, [targetId], NOW);
      return checks.find(({ id }) => id === check.id)!;
    });
  }

  /** The checks of the targets that stand, the latest first. */
  async checksOf(tx: EntityManager, targetIds: string[], { asOf, position }: Moment): Promise<KnownCheck[]> {
    const found = await rows<Omit<KnownCheck, 'recordedAt'> & { recordedAt: Date }>(
      tx,
      `SELECT checked.id, checked.target_id, checked."on", checked."where", entry.author_id AS by,
         entry.recorded_at
       FROM "check" checked JOIN entry ON entry.id = checked.entry_id
       WHERE checked.target_id = ANY($1) AND ($2::date IS NULL OR checked."on" <= $2) AND ${stands('checked', '$3')}
       ORDER BY checked."on" DESC, checked.entry_id DESC`,
      [targetIds, asOf, position],
    );
    return found.map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString() }));
  }
}
