import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Day } from '../../clock/calendar.rules.js';
import { Clock } from '../../clock/clock.js';
import { rows } from '../../database/rows.js';
import type { Checked } from '../../entries/audit.service.js';
import { canonical } from '../../entries/chain.rules.js';
import type { TargetHistory } from '../../facts/fact-history.rules.js';
import { lockPledges } from '../../facts/writable.js';
import { rollUpOf } from '../settle/roll-up.rules.js';
import { SettleService } from '../settle/settle.service.js';
import { type DerivedRow, verdictRow } from '../store/verdict-table.js';
import { rebuildPledges, type Replayed, replayPledges } from './rebuild.js';

const PLEDGES_AT_ONCE = 250;

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
      const sql = 'SELECT id FROM pledge WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2';
      const pledges: { id: string }[] = await rows(this.db, sql, [last, PLEDGES_AT_ONCE]);
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
    const present = this.clock.present();
    const days = await settledDays(tx, pledgeIds);
    const dayOf = ({ targetId, zone }: TargetHistory): Day => days.get(targetId) ?? present.today(zone);
    const replayed = await replayPledges(tx, pledgeIds, dayOf);
    const verdicts = replayed.settled.filter(({ explained }) => explained !== null);
    const wanted: Record<string, DerivedRow[]> = {
      verdict: verdicts.map((each) => verdictRow(each, present)),
      verdict_span: replayed.ofTargets,
      pledge_span: replayed.ofPledges,
      pledge_verdict: rollUpRows(replayed),
    };
    const differences = replayed.failed.map(
      ({ history, reason }) => `target ${history.targetId}: its rule throws, ${reason}`,
    );
    for (const [table, expected] of Object.entries(wanted)) {
      differences.push(...compare(table, await storedRows(tx, table, replayed.pledgeIds), expected));
    }
    return { count: days.size, differences };
  }
}

/** The day for which each target was settled. */
async function settledDays(tx: EntityManager, pledgeIds: string[]): Promise<Map<string, Day>> {
  const sql = 'SELECT target_id, as_of FROM verdict WHERE pledge_id = ANY($1)';
  const verdicts = await rows<{ targetId: string; asOf: Day }>(tx, sql, [pledgeIds]);
  return new Map(verdicts.map(({ targetId, asOf }) => [targetId, asOf]));
}

async function storedRows(tx: EntityManager, table: string, pledgeIds: string[]): Promise<DerivedRow[]> {
  const sql = `SELECT to_jsonb(${table}) AS row FROM ${table} WHERE pledge_id = ANY($1)`;
  return (await rows<{ row: DerivedRow }>(tx, sql, [pledgeIds])).map(({ row }) => row);
}

function rollUpRows({ pledgeIds, settled }: Replayed): DerivedRow[] {
  return pledgeIds.flatMap((pledge_id) => {
    const rollUp = rollUpOf(settled.flatMap(({ pledgeId, axes }) => (pledgeId === pledge_id ? (axes ?? []) : [])));
    return rollUp === null ? [] : [{ pledge_id, ...rollUp }];
  });
}

function compare(table: string, stored: readonly DerivedRow[], wanted: readonly DerivedRow[]): string[] {
  const left = new Map(wanted.map((row) => [keyOf(row), row]));
  const pairs: [DerivedRow?, DerivedRow?][] = stored.map((row) => [row, left.get(keyOf(row))]);
  for (const row of stored) left.delete(keyOf(row));
  for (const row of left.values()) pairs.push([undefined, row]);
  return pairs
    .filter(([one, other]) => textOf(one) !== textOf(other))
    .map(([one, other]) => `${nameOf(one ?? other!)}: ${table} has ${textOf(one)}, the facts lead to ${textOf(other)}`);
}

function keyOf(row: DerivedRow): string {
  return [nameOf(row), row.known_from_entry, row.on_from].join(' ');
}

function nameOf({ target_id, pledge_id }: DerivedRow): string {
  return target_id === undefined ? `pledge ${pledge_id}` : `target ${target_id}`;
}

function textOf(row: DerivedRow | undefined): string {
  if (row === undefined) return 'nothing';
  const compared = Object.entries(row).filter(([name, value]) => value !== null && !NOT_COMPARED.has(name));
  return canonical(Object.fromEntries(compared));
}
