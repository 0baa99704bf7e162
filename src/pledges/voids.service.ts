import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { newId } from '../database/ids.js';
import { rows } from '../database/rows.js';
import { type Authorship, EntriesService } from '../entries/entries.service.js';
import { isVoid, stands } from '../facts/standing.sql.js';
import { Refusal } from '../errors.js';
import { lockIndicators, lockPledges } from '../facts/writable.js';
import { SettleService } from '../standings/settle/settle.service.js';
import { Void, type Voidable } from './void.entity.js';

export interface NewVoid {
  factKind: Voidable;
  factId: string;
  reason: string;
  /** For a duplicate: the fact of the same kind that stands instead. */
  standsId: string | null;
}

/** A void with who took it back. `recordedAt` is RFC 3339 UTC. */
export interface KnownVoid extends NewVoid {
  id: string;
  by: string;
  recordedAt: string;
}

/** A fact as far as a void needs it: what it hangs on. */
interface Fact {
  id: string;
  pledgeId: string | null;
  targetId: string | null;
  indicatorId: string | null;
  /** What a duplicate must share with what stands instead. */
  family: string | null;
  isOriginal: boolean;
  isVoid: boolean;
  stands: boolean;
}

/** Where the facts of a kind stand, and what they hang on. */
const GROUNDS: Record<Voidable, { from: string; columns: string }> = {
  pledge: { from: 'pledge fact', columns: columns('fact.id', 'NULL', 'NULL', 'NULL') },
  version: {
    from: 'version fact JOIN target ON target.id = fact.target_id',
    columns: columns('target.pledge_id', 'target.id', 'NULL', 'target.id', "fact.kind = 'original'"),
  },
  figure: { from: 'figure fact', columns: columns('NULL', 'fact.target_id', 'fact.indicator_id', 'fact.indicator_id') },
  decision: {
    from: 'decision fact JOIN target ON target.id = fact.target_id',
    columns: columns('target.pledge_id', 'target.id', 'NULL', 'target.id'),
  },
  check: {
    from: '"check" fact JOIN target ON target.id = fact.target_id',
    columns: columns('target.pledge_id', 'target.id', 'NULL', 'target.id'),
  },
  note: { from: 'note fact', columns: columns('fact.pledge_id', 'NULL', 'NULL', 'fact.pledge_id') },
};

/** Our own mistakes taken back: the row stays readable and leaves every list, count and verdict. */
@Injectable()
export class VoidsService {
  constructor(
    private readonly entries: EntriesService,
    private readonly standings: SettleService,
  ) {}

  /** Takes a fact back, and settles the pledges it bore on. A target goes with its original version. */
  async takeBack(draft: NewVoid, by: Authorship): Promise<KnownVoid> {
    return this.entries.write(by, async (tx) => {
      const pledgeIds = await this.lock(tx, await factOf(tx, draft.factKind, draft.factId));
      const fact = await factOf(tx, draft.factKind, draft.factId);
      await refuse(tx, draft, fact);
      const row = { id: newId(), ...draft };
      const { pledgeId, targetId } = fact;
      const entryId = await this.entries.record(tx, 'void', { pledgeId, targetId, factId: fact.id, body: row }, by);
      await tx.insert(Void, { ...row, entryId });
      await this.standings.settle(tx, pledgeIds);
      const [entry] = await tx.query<[{ recorded_at: Date }]>('SELECT recorded_at FROM entry WHERE id = $1', [entryId]);
      return { ...row, by: by.authorId, recordedAt: entry.recorded_at.toISOString() };
    });
  }

  private async lock(tx: EntityManager, { pledgeId, indicatorId }: Fact): Promise<string[]> {
    if (indicatorId !== null) return lockIndicators(tx, [indicatorId]);
    await lockPledges(tx, [pledgeId!]);
    return [pledgeId!];
  }
}

async function refuse(tx: EntityManager, { factKind, standsId }: NewVoid, fact: Fact): Promise<void> {
  if (fact.isVoid) throw new Refusal('conflict', 'already_void', 'it was taken back already');
  if (fact.isOriginal && (await standingTargets(tx, fact.pledgeId!)) === 1) {
    throw new Refusal(
      'conflict',
      'last_target',
      'a pledge keeps a target: take back the pledge, or add another target first',
    );
  }
  if (standsId === null) return;
  const [stand] = await rows<Fact>(tx, selectFact(factKind), [standsId]);
  const code = stand?.id === fact.id ? 'stands_for_itself' : stand?.stands ? 'stands_elsewhere' : 'unknown_fact';
  if (stand?.stands && stand.id !== fact.id && stand.family === fact.family) return;
  throw Refusal.at('/standsId', code, `names no other ${factKind} of the same kind that stands`);
}

async function factOf(tx: EntityManager, kind: Voidable, id: string): Promise<Fact> {
  const [fact] = await rows<Fact>(tx, selectFact(kind), [id]);
  if (!fact) throw Refusal.of('not_found', kind);
  return fact;
}

async function standingTargets(tx: EntityManager, pledgeId: string): Promise<number> {
  const [row] = await tx.query<[{ targets: number }]>(
    `SELECT count(*) AS targets FROM target JOIN version ON version.target_id = target.id AND version.kind = 'original'
     WHERE target.pledge_id = $1 AND ${stands('version', 'NULL')}`,
    [pledgeId],
  );
  return row.targets;
}

function selectFact(kind: Voidable): string {
  const { from, columns } = GROUNDS[kind];
  return `SELECT ${columns} FROM ${from} WHERE fact.id = $1`;
}

function columns(pledge: string, target: string, indicator: string, family: string, isOriginal = 'false'): string {
  return `fact.id, ${pledge}::uuid AS pledge_id, ${target}::uuid AS target_id, ${indicator}::uuid AS indicator_id,
    ${family}::uuid AS family, ${isOriginal} AS is_original, ${isVoid('fact', 'NULL')} AS is_void,
    ${stands('fact', 'NULL')} AS stands`;
}
