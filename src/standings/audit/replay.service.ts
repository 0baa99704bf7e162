import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../../clock/clock.js';
import type { Checked } from '../../entries/audit.service.js';
import { canonical } from '../../entries/chain.rules.js';
import { lockPledges } from '../../facts/writable.js';
import { rollUpOf } from '../settle/roll-up.rules.js';
import { SettleService } from '../settle/settle.service.js';
import { type Failure, verdictRow } from '../store/verdict-table.js';
import { rebuildPledges, type Replayed, replayPledges } from './rebuild.js';

const PLEDGES_AT_ONCE = 250;

/** A row of a derived table by the names of its columns, nulls left out or not. */
type Row = Record<string, unknown>;

/** Columns that the facts do not lead to: when a row was written, positions of entries, what is copied from the pledge. */
const NOT_COMPARED = new Set(
  `settled_at changes_at first_published_on known_from known_to changed_on announced_on jurisdiction_id agency_id
   programme_id topic_id`.split(/\s+/),
);

/** How many targets were rebuilt, and those whose rule throws: their pledges are left as they were. */
export interface Rebuilt {
  targets: number;
  faults: { targetId: string; reason: string }[];
}

/** Replays the facts: to hold what is stored against them, or to rebuild it. */
@Injectable()
export class ReplayService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly standings: SettleService,
  ) {}

  /** Checks every verdict, span and roll-up; a line for each that is not as the facts lead to. */
  async check(): Promise<Checked> {
    const all: Checked = { count: 0, differences: [] };
    await this.eachBatch(async (tx, pledgeIds) => {
      const { count, differences } = await this.checkPledges(tx, pledgeIds);
      all.count += count;
      all.differences.push(...differences);
    });
    return all;
  }

  /** Settles what is due, then rebuilds verdicts and spans, pledge by pledge. */
  async rebuild(): Promise<Rebuilt> {
    while ((await this.standings.settleDue()) > 0);
    const all: Rebuilt = { targets: 0, faults: [] };
    await this.eachBatch(async (tx, pledgeIds) => {
      const { settled, failed } = await rebuildPledges(tx, pledgeIds, this.clock.present());
      all.targets += settled.length;
      all.faults.push(...failed.map(({ history: { targetId }, reason }) => ({ targetId, reason })));
    });
    return all;
  }

  private async eachBatch(work: (tx: EntityManager, pledgeIds: string[]) => Promise<void>): Promise<void> {
    for (let last: string | null = null; ;) {
      const pledges: { id: string }[] = await this.db.query(
        'SELECT id FROM pledge WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2',
        [last, PLEDGES_AT_ONCE],
      );
      if (pledges.length === 0) return;
      const ids = pledges.map(({ id }) => id);
      last = ids.at(-1)!;
      await this.db.transaction(async (tx) => {
        await lockPledges(tx, ids);
        await work(tx, ids);
      });
    }
  }

  /** A verdict says what the facts say on the day it was settled for. */
  private async checkPledges(tx: EntityManager, pledgeIds: string[]): Promise<Checked> {
    const verdicts = await storedRows(tx, 'verdict', pledgeIds);
    const days = new Map(verdicts.map(({ target_id, as_of }) => [target_id, as_of as string]));
    const today = this.clock.present();
    const replayed = await replayPledges(
      tx,
      pledgeIds,
      ({ targetId, zone }) => days.get(targetId) ?? today.today(zone),
    );
    const { pledgeIds: ids, settled, ofTargets, ofPledges, failed } = replayed;
    const wanted = settled.filter(({ explained }) => explained !== null).map((each) => verdictRow(each, today));
    const isReplayed = new Set<unknown>(ids);
    return {
      count: verdicts.length,
      differences: [
        ...failed.map(faultLine),
        ...compare(
          'verdict',
          verdicts.filter(({ pledge_id }) => isReplayed.has(pledge_id)),
          wanted,
        ),
        ...compare('verdict_span', await storedRows(tx, 'verdict_span', ids), ofTargets),
        ...compare('pledge_span', await storedRows(tx, 'pledge_span', ids), ofPledges),
        ...compare('pledge_verdict', await storedRows(tx, 'pledge_verdict', ids), rollUpRows(replayed)),
      ],
    };
  }
}

async function storedRows(tx: EntityManager, table: string, pledgeIds: string[]): Promise<Row[]> {
  const rows = await tx.query<{ row: Row }[]>(
    `SELECT to_jsonb(${table}) AS row FROM ${table} WHERE pledge_id = ANY($1)`,
    [pledgeIds],
  );
  return rows.map(({ row }) => row);
}

function rollUpRows({ pledgeIds, settled }: Replayed): Row[] {
  return pledgeIds.flatMap((pledge_id) => {
    const rollUp = rollUpOf(settled.flatMap(({ pledgeId, axes }) => (pledgeId === pledge_id ? (axes ?? []) : [])));
    return rollUp === null ? [] : [{ pledge_id, ...rollUp }];
  });
}

function faultLine({ history, reason }: Failure): string {
  return `target ${history.targetId}: its rule throws, ${reason}`;
}

function compare(table: string, stored: readonly Row[], wanted: readonly Row[]): string[] {
  const left = new Map(wanted.map((row) => [keyOf(row), row]));
  const pairs: [Row | undefined, Row | undefined][] = stored.map((row) => [row, left.get(keyOf(row))]);
  for (const row of stored) left.delete(keyOf(row));
  pairs.push(...[...left.values()].map((row): [undefined, Row] => [undefined, row]));
  return pairs
    .filter(([one, other]) => textOf(one) !== textOf(other))
    .map(([one, other]) => `${nameOf(one ?? other!)}: ${table} has ${textOf(one)}, the facts lead to ${textOf(other)}`);
}

function keyOf({ target_id, pledge_id, known_from_entry, on_from }: Row): string {
  return [target_id ?? pledge_id, known_from_entry, on_from].join(' ');
}

function nameOf({ target_id, pledge_id }: Row): string {
  return target_id === undefined ? `pledge ${String(pledge_id)}` : `target ${String(target_id)}`;
}

function textOf(row: Row | undefined): string {
  if (row === undefined) return 'nothing';
  return canonical(
    Object.fromEntries(Object.entries(row).filter(([name, value]) => value !== null && !NOT_COMPARED.has(name))),
  );
}
