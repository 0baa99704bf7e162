import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Day } from '../clock/calendar.rules.js';
import { Clock, type Present } from '../clock/clock.js';
import { dayAt } from '../clock/zone.rules.js';
import { type Authorship, EntriesService } from '../entries/entries.service.js';
import { RULES_VERSION } from '../verdicts/verdict.rules.js';
import type { Axes, Stretch } from './changes.rules.js';
import { writeFlags } from './flag-rows.js';
import { readHistories, readRecordings } from './histories.js';
import { firstEntry, newestEntry, type Recordings, type TargetHistory } from './history.rules.js';
import { type RollUpStretch, rollUpStretches } from './roll-up.rules.js';
import { type Occasion, type Settled, type Settlement, settleTarget } from './settling.rules.js';
import { pledgeSpansOf, type Span, targetSpansOf } from './replay.rules.js';
import { currentStretches, placeSpans, replaceSpans, writePledgeSpans, writeTargetSpans } from './spans.js';
import { dateLastChanges, removeVerdicts, setAside, writeRollUps, writeVerdicts } from './verdict-rows.js';

/** Who writes what settling finds. */
const BY_RULE: Authorship = { authorId: 'rules' };
/** Targets that are looked at to find pledges which nobody else works on. */
const DUE_TARGETS = 1000;

/** What a verdict row keeps of the last settling of its target. */
interface KeptRow {
  target_id: string;
  pledge_id: string;
  as_of: Day;
  first_published_on: Day;
}

const KEPT = 'SELECT target_id, pledge_id, as_of, first_published_on FROM verdict';

/** How many targets were found anew, and those whose rule throws. */
export interface Replaced {
  targets: number;
  faults: { targetId: string; reason: string }[];
}

/** Keeps where every target stands, and writes history beside each change. */
@Injectable()
export class StandingsService {
  private readonly logger = new Logger(StandingsService.name);

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly entries: EntriesService,
  ) {}

  /** Locks pledges until the transaction ends, in one order for all. Before entries are recorded about them. */
  async lockPledges(tx: EntityManager, pledgeIds: readonly string[]): Promise<void> {
    await tx.query('SELECT FROM pledge_verdict WHERE pledge_id = ANY($1) ORDER BY pledge_id FOR UPDATE', [pledgeIds]);
  }

  /** Locks indicators and every pledge with a target on one of them; answers these pledges. */
  async lockIndicators(tx: EntityManager, indicatorIds: readonly string[]): Promise<string[]> {
    await tx.query(
      `SELECT pg_advisory_xact_lock(key) FROM
         (SELECT DISTINCT hashtextextended(id::text, 0) AS key FROM unnest($1::uuid[]) AS id ORDER BY key) AS keys`,
      [indicatorIds],
    );
    const pledges = await tx.query<{ pledge_id: string }[]>(
      'SELECT DISTINCT pledge_id FROM target WHERE indicator_id = ANY($1)',
      [indicatorIds],
    );
    const ids = pledges.map(({ pledge_id }) => pledge_id);
    await this.lockPledges(tx, ids);
    return ids;
  }

  /** Judges pledges anew after facts were recorded in this transaction; verdicts, spans, changes, flags as sets. */
  async settle(tx: EntityManager, pledgeIds: readonly string[]): Promise<void> {
    if (pledgeIds.length === 0) return;
    await this.settleAll(tx, pledgeIds, 'fact', newestEntry);
  }

  /** Settles what time alone has changed, up to `atMost` pledges, in a transaction of its own; says how many targets. */
  async settleDue(atMost = 400): Promise<number> {
    return this.db.transaction(async (tx) => {
      const present = this.clock.present();
      const due = await this.claim(tx, 'changes_at', '<=', present.at, atMost);
      if (due.length === 0) return 0;
      const histories = await readHistories(tx, idsOf(due, 'target_id'));
      const settled = await this.judge(tx, histories, settledBefore(due, new Map()), 'time', present);
      await this.tell(tx, settled, present);
      await this.keep(tx, settled, idsOf(due, 'pledge_id'), present);
      return due.length;
    });
  }

  /** Judges anew, under the rules in force, up to `atMost` pledges that were judged by others; says how many targets. */
  async rejudge(atMost = 400): Promise<number> {
    return this.db.transaction(async (tx) => {
      const older = await this.claim(tx, 'rules_version', '<', RULES_VERSION, atMost);
      if (older.length === 0) return 0;
      const cause = await this.entries.record(tx, 'rules', { body: { rulesVersion: RULES_VERSION } }, BY_RULE);
      return this.settleAll(tx, idsOf(older, 'pledge_id'), 'rules', () => cause);
    });
  }

  /** Gives what was committed its place in the log, and spans the positions of the entries they hang on. */
  async seal(atMost?: number): Promise<number> {
    return this.entries.write(BY_RULE, async (tx) => {
      const { sealed } = await this.entries.seal(tx, atMost);
      if (sealed > 0) await placeSpans(tx);
      return sealed;
    });
  }

  /**
   * Puts verdicts and spans found anew from the facts in the place of those stored; tells nobody. A pledge with a target
   * whose rule throws is left as it is.
   */
  async replace(tx: EntityManager, pledgeIds: readonly string[]): Promise<Replaced> {
    const present = this.clock.present();
    const all = await this.historiesOf(tx, pledgeIds);
    const recordings = await readRecordings(tx, all);
    const { found, faults } = findAnew(all, recordings, present);
    const leftAlone = new Set(faults.map(({ target }) => target.pledgeId));
    const anew = found.filter(({ history }) => !leftAlone.has(history.pledgeId));
    const ids = pledgeIds.filter((id) => !leftAlone.has(id));
    await replaceSpans(
      tx,
      new Map(anew.map(({ history: { targetId, pledgeId }, spans }) => [targetId, { pledgeId, spans }])),
      new Map(
        ids.map((id) => [
          id,
          pledgeSpansOf(
            anew.map(({ history }) => history).filter(({ pledgeId }) => pledgeId === id),
            recordings,
          ),
        ]),
      ),
    );
    await tx.query('DELETE FROM verdict WHERE pledge_id = ANY($1)', [ids]);
    const settled = anew.map(({ settlement }) => settlement);
    await this.keep(tx, settled, ids, present);
    await dateLastChanges(tx, ids);
    return {
      targets: anew.length,
      faults: faults.map(({ target, reason }) => ({ targetId: target.targetId, reason })),
    };
  }

  /** The instant of the next change that time alone will bring; null when there is none. */
  async nextChangeAt(): Promise<Date | null> {
    const [row] = await this.db.query<{ changes_at: Date }[]>(
      'SELECT changes_at FROM verdict WHERE changes_at IS NOT NULL ORDER BY changes_at LIMIT 1',
    );
    return row?.changes_at ?? null;
  }

  /** Locks pledges that nobody else works on, by a column of their verdicts; answers the targets that are owed. */
  private async claim(
    tx: EntityManager,
    column: 'changes_at' | 'rules_version',
    comparison: '<=' | '<',
    limit: Date | number,
    atMost: number,
  ): Promise<KeptRow[]> {
    for (;;) {
      const pledges = await tx.query<{ pledge_id: string }[]>(
        `SELECT pledge_id FROM pledge_verdict
         WHERE pledge_id IN (SELECT pledge_id FROM verdict WHERE ${column} ${comparison} $1 ORDER BY ${column}, target_id LIMIT $3)
         ORDER BY pledge_id FOR UPDATE SKIP LOCKED LIMIT $2`,
        [limit, atMost, DUE_TARGETS],
      );
      if (pledges.length === 0) return [];
      // Who let go of a lock just now may have done the work: a second statement sees what is left of it.
      const owed = await tx.query<KeptRow[]>(`${KEPT} WHERE pledge_id = ANY($1) AND ${column} ${comparison} $2`, [
        idsOf(pledges, 'pledge_id'),
        limit,
      ]);
      if (owed.length > 0) return owed;
    }
  }

  private async settleAll(
    tx: EntityManager,
    pledgeIds: readonly string[],
    occasion: Occasion,
    causeOf: (history: TargetHistory) => number,
  ): Promise<number> {
    const present = this.clock.present();
    const histories = await this.historiesOf(tx, pledgeIds);
    const causes = new Map(histories.map((history) => [history.targetId, causeOf(history)]));
    const targetIds = histories.map(({ targetId }) => targetId);
    const before = await currentStretches(tx, targetIds);
    const kept = await tx.query<KeptRow[]>(`${KEPT} WHERE target_id = ANY($1)`, [targetIds]);
    const settled = await this.judge(tx, histories, settledBefore(kept, before), occasion, present);
    const moved = await writeTargetSpans(tx, before, settled, causes);
    const ofMoved = histories.filter(({ pledgeId }) => moved.has(pledgeId));
    await writePledgeSpans(tx, stretchesByPledge(ofMoved, settled, before, causes));
    await this.tell(tx, settled, present);
    // The same days under other rules read the same in every list.
    for (const { pledgeId, changes } of settled) if (changes.length > 0) moved.add(pledgeId);
    await this.keep(tx, settled, occasion === 'rules' ? [...moved] : pledgeIds, present);
    return histories.length;
  }

  private async historiesOf(tx: EntityManager, pledgeIds: readonly string[]): Promise<TargetHistory[]> {
    const targets = await tx.query<{ id: string }[]>('SELECT id FROM target WHERE pledge_id = ANY($1)', [pledgeIds]);
    return readHistories(
      tx,
      targets.map(({ id }) => id),
    );
  }

  /** Judges each target alone: one whose rule throws is set aside, shown and logged, and holds up nobody. */
  private async judge(
    tx: EntityManager,
    histories: readonly TargetHistory[],
    before: ReadonlyMap<string, Settled>,
    occasion: Occasion,
    present: Present,
  ): Promise<Settlement[]> {
    const settled: Settlement[] = [];
    const aside: { target: TargetHistory; reason: string }[] = [];
    for (const target of histories) {
      const { targetId, zone } = target;
      try {
        settled.push(settleTarget(target, present.today(zone), before.get(targetId) ?? null, occasion));
      } catch (error) {
        this.logger.error({ msg: 'a target was set aside: its rule threw', targetId, error });
        aside.push({ target, reason: reasonOf(error) });
      }
    }
    await setAside(tx, aside, present);
    return settled;
  }

  /** Writes changes into the log and raises or clears flags. */
  private async tell(tx: EntityManager, settled: readonly Settlement[], present: Present): Promise<void> {
    const changes = settled.flatMap(({ targetId, pledgeId, changes }) =>
      changes.map((change) => ({ kind: 'change' as const, targetId, pledgeId, body: change })),
    );
    await this.entries.recordAll(tx, changes, BY_RULE);
    await writeFlags(tx, settled, present.at);
  }

  /** Writes verdicts, and the roll-ups of those pledges that may read otherwise. */
  private async keep(
    tx: EntityManager,
    settled: readonly Settlement[],
    pledgeIds: readonly string[],
    present: Present,
  ): Promise<void> {
    await writeVerdicts(
      tx,
      settled.filter(({ explained }) => explained !== null),
      present,
    );
    await removeVerdicts(
      tx,
      settled.filter(({ explained }) => explained === null),
    );
    // What has left the board counts no more.
    await writeRollUps(tx, pledgeIds, settled, present.at);
  }
}

/** Rows of verdicts as what was settled before, with the stretches that were told. */
function settledBefore(
  rows: readonly KeptRow[],
  stretches: ReadonlyMap<string, readonly Stretch[]>,
): Map<string, Settled> {
  return new Map(
    rows.map(({ target_id, as_of, first_published_on }) => [
      target_id,
      { asOf: as_of, firstPublishedOn: first_published_on, stretches: stretches.get(target_id) ?? [] },
    ]),
  );
}

/** Spans and verdict of each target from its facts alone, and the targets whose rule throws. */
function findAnew(
  histories: readonly TargetHistory[],
  recordings: Recordings,
  present: Present,
): {
  found: { history: TargetHistory; spans: Span<Axes>[]; settlement: Settlement }[];
  faults: { target: TargetHistory; reason: string }[];
} {
  const found: { history: TargetHistory; spans: Span<Axes>[]; settlement: Settlement }[] = [];
  const faults: { target: TargetHistory; reason: string }[] = [];
  for (const history of histories) {
    const today = present.today(history.zone);
    const firstPublishedOn = dayAt(recordings.get(firstEntry(history))!.at, history.zone);
    try {
      const spans = targetSpansOf(history, recordings);
      const settlement = settleTarget(history, today, { asOf: today, firstPublishedOn, stretches: [] }, 'time');
      found.push({ history, spans, settlement });
    } catch (error) {
      faults.push({ target: history, reason: reasonOf(error) });
    }
  }
  return { found, faults };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Pledges with the roll-up of their targets day by day; a target set aside keeps what it said before. */
function stretchesByPledge(
  histories: readonly TargetHistory[],
  settled: readonly Settlement[],
  before: ReadonlyMap<string, Stretch[]>,
  causes: ReadonlyMap<string, number>,
): Map<string, { cause: number; stretches: RollUpStretch[] }> {
  const now = new Map(settled.map(({ targetId, stretches }) => [targetId, stretches]));
  const byPledge = new Map<string, { cause: number; targets: (readonly Stretch[])[] }>();
  for (const { targetId, pledgeId } of histories) {
    const pledge = byPledge.get(pledgeId) ?? { cause: 0, targets: [] };
    pledge.cause = Math.max(pledge.cause, causes.get(targetId)!);
    pledge.targets.push(now.get(targetId) ?? before.get(targetId) ?? []);
    byPledge.set(pledgeId, pledge);
  }
  return new Map([...byPledge].map(([id, { cause, targets }]) => [id, { cause, stretches: rollUpStretches(targets) }]));
}

/** The ids in a column of rows, each once. */
function idsOf<Column extends string>(rows: readonly Record<Column, string>[], column: Column): string[] {
  return [...new Set(rows.map((row) => row[column]))];
}
