import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import { rows } from '../../database/rows.js';
import { type Authorship, EntriesService } from '../../entries/entries.service.js';
import { Refusal } from '../../errors.js';
import type { FlagKind, FlagState } from '../settle/flags.rules.js';
import type { FlagView } from './standings.dto.js';

/** What the API tells of a flag; its instants are RFC 3339 UTC. */
export type Flag = FlagView;

const FLAG = `id, target_id, pledge_id, kind, state, detail, raised_on, raised_at, acknowledged_at, acknowledged_by, note,
  cleared_at`;

type FlagRow = Omit<Flag, 'raisedAt' | 'acknowledgedAt' | 'clearedAt'> & {
  raisedAt: Date;
  acknowledgedAt: Date | null;
  clearedAt: Date | null;
};

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
    const found = await rows<FlagRow>(
      this.db,
      `SELECT ${FLAG} FROM flag ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''}
       ORDER BY raised_at DESC, id DESC LIMIT $1`,
      parameters,
    );
    return found.map(flagOf);
  }

  /** Puts on record that a person has looked, with what was found. Throws flag_not_found, flag_not_open. */
  async acknowledge(id: string, note: string, by: Authorship): Promise<Flag> {
    return this.entries.write(by, async (tx) => {
      const flag = await openFlag(tx, id);
      const now = this.clock.now();
      await tx.query(
        `UPDATE flag SET state = 'acknowledged', acknowledged_at = $2, acknowledged_by = $3, note = $4 WHERE id = $1`,
        [id, now, by.authorId, note],
      );
      const { targetId, pledgeId, kind } = flag;
      const body = { noun: 'flag', id, kind, acknowledged: note };
      await this.entries.record(tx, 'reference', { pledgeId, targetId, body }, by);
      return { ...flag, state: 'acknowledged', acknowledgedAt: now.toISOString(), acknowledgedBy: by.authorId, note };
    });
  }
}

async function openFlag(tx: EntityManager, id: string): Promise<Flag> {
  const [flag] = await rows<FlagRow>(tx, `SELECT ${FLAG} FROM flag WHERE id = $1 FOR UPDATE`, [id]);
  if (flag === undefined) throw Refusal.of('not_found', 'flag');
  if (flag.state !== 'open') throw new Refusal('conflict', 'flag_not_open', `the flag is ${flag.state} already`);
  return flagOf(flag);
}

function flagOf(row: FlagRow): Flag {
  return {
    ...row,
    raisedAt: row.raisedAt.toISOString(),
    acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
    clearedAt: row.clearedAt?.toISOString() ?? null,
  };
}
