import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Day } from '../clock/calendar.rules.js';
import { Clock } from '../clock/clock.js';
import { type Authorship, EntriesService } from '../entries/entries.service.js';
import { Refusal } from '../errors.js';
import type { FlagKind, FlagState } from './flags.rules.js';

export interface Flag {
  id: string;
  targetId: string;
  pledgeId: string;
  kind: FlagKind;
  state: FlagState;
  detail: string | null;
  raisedOn: Day;
  raisedAt: Date;
  acknowledgedAt: Date | null;
  acknowledgedBy: string | null;
  note: string | null;
  clearedAt: Date | null;
}

const COLUMNS = `id, target_id AS "targetId", pledge_id AS "pledgeId", kind, state, detail, raised_on AS "raisedOn",
  raised_at AS "raisedAt", acknowledged_at AS "acknowledgedAt", acknowledged_by AS "acknowledgedBy", note,
  cleared_at AS "clearedAt"`;

/** What settling wants a person to look at. */
@Injectable()
export class FlagsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly entries: EntriesService,
  ) {}

  /** The newest flags first, `limit + 1` at most, after a flag given by the instant it was raised and its id. */
  async flags(
    filter: { state?: FlagState; kind?: FlagKind },
    after: [raisedAt: string, id: string] | null,
    limit: number,
  ): Promise<Flag[]> {
    const parameters: unknown[] = [limit + 1];
    const where: string[] = [];
    for (const [column, value] of Object.entries(filter)) {
      if (value !== undefined) where.push(`${column} = $${parameters.push(value)}`);
    }
    if (after !== null) where.push(`(raised_at, id) < ($${parameters.push(after[0])}, $${parameters.push(after[1])})`);
    return this.db.query<Flag[]>(
      `SELECT ${COLUMNS} FROM flag ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''}
       ORDER BY raised_at DESC, id DESC LIMIT $1`,
      parameters,
    );
  }

  /** Puts on record that a person has looked, with what was found. Throws flag_not_found, flag_not_open. */
  async acknowledge(id: string, note: string, by: Authorship): Promise<Flag> {
    return this.entries.write(by, async (tx) => {
      const [rows] = await tx.query<[Flag[], number]>(
        `UPDATE flag SET state = 'acknowledged', acknowledged_at = $2, acknowledged_by = $3, note = $4
         WHERE id = $1 AND state = 'open' RETURNING ${COLUMNS}`,
        [id, this.clock.now(), by.authorId, note],
      );
      if (rows[0] !== undefined) {
        const { targetId, pledgeId, kind } = rows[0];
        const body = { noun: 'flag', id, kind, acknowledged: note };
        await this.entries.record(tx, 'reference', { pledgeId, targetId, body }, by);
        return rows[0];
      }
      const [held] = await tx.query<Flag[]>(`SELECT ${COLUMNS} FROM flag WHERE id = $1`, [id]);
      if (held === undefined) throw new Refusal('not_found', 'flag_not_found', 'no such flag');
      throw new Refusal('conflict', 'flag_not_open', `the flag is ${held.state} already`);
    });
  }
}
