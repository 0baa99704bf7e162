import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock, type Present } from '../clock/clock.js';
import { type Authorship, EntriesService } from '../entries/entries.service.js';
import { lockPledges } from '../facts/writable.js';
import { RULES_VERSION } from '../verdicts/verdict.rules.js';
import type { Stretch } from './changes.rules.js';
import { DUE, OLDER_RULES, type Owed, claim, setUpBatch } from './claims.js';
import { digestOfDays } from './digests.rules.js';
import { type Fault, reasonOf } from './faults.js';
import { writeFlags } from './flag-rows.js';
import { readHistories } from './histories.js';
import { newestEntry, type TargetHistory } from './history.rules.js';
import { type RollUpStretch, rollUpStretches } from './roll-up.rules.js';
import {
  type Judged,
  type Occasion,
  type Settled,
  type Settlement,
  judgeTarget,
  settlementOf,
} from './settling.rules.js';
import { currentStretches, newestCauses, placeSpans, writePledgeSpans, writeTargetSpans } from './spans.js';
import { writeRollUps } from './roll-up-rows.js';
import { hasTheSameDays, type KeptVerdict, readKept, saysTheSame, setAside, writeVerdicts } from './verdict-rows.js';

/** Who writes what settling finds. */
const BY_RULE: Authorship = { authorId: 'rules' };
/** Why a target is judged of all its days: facts came, or the rules are others now. */
type Reason = Exclude<Occasion, 'time'>;

/** Keeps where every target stands, and writes history beside each change. */
@Injectable()
export class StandingsService {
  private readonly logger = new Logger(StandingsService.name);

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly entries: EntriesService,
  ) {}

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
    await lockPledges(tx, ids);
    return ids;
  }

  /** Judges pledges anew after facts were recorded in this transaction; verdicts, spans, changes, flags as sets. */
  async settle(tx: EntityManager, pledgeIds: readonly string[]): Promise<void> {
    await this.settleOfAllDays(tx, pledgeIds, () => 'fact');
  }

  /**
   * Settles what has come due, up to `atMost` pledges, in a transaction of its own; says how many targets. Time alone has
   * changed it, but for what was set aside or judged by older rules.
   */
  async settleDue(atMost = 400): Promise<number> {
    return this.db.transaction(async (tx) => {
      await setUpBatch(tx);
      const due = await claim(tx, DUE, [this.clock.now()], atMost);
      if (due.length === 0) return 0;
      const anew = new Set(due.filter(({ of_all_days }) => of_all_days).map(({ pledge_id }) => pledge_id));
      await this.settleOfAllDays(tx, [...anew], await reasonsOf(tx, due));
      await this.settleByTime(
        tx,
        due.filter(({ pledge_id }) => !anew.has(pledge_id)),
      );
      return due.length;
    });
  }

  /** Judges anew, under the rules in force, up to `atMost` pledges that were judged by others; says how many targets. */
  async rejudge(atMost = 1200): Promise<number> {
    return this.db.transaction(async (tx) => {
      await setUpBatch(tx);
      const older = await claim(tx, OLDER_RULES, [], atMost);
      if (older.length === 0) return 0;
      return this.settleOfAllDays(tx, idsOf(older, 'pledge_id'), () => 'rules');
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

  /** The instant of the next change that time alone will bring; null when there is none. */
  async nextChangeAt(): Promise<Date | null> {
    const [row] = await this.db.query<{ changes_at: Date }[]>(
      'SELECT changes_at FROM verdict WHERE changes_at IS NOT NULL ORDER BY changes_at LIMIT 1',
    );
    return row?.changes_at ?? null;
  }

  /** Settles targets on which nothing was recorded since: the days before, and the spans, stay as they are. */
  private async settleByTime(tx: EntityManager, due: readonly Owed[]): Promise<void> {
    if (due.length === 0) return;
    const present = this.clock.present();
    const kept = new Map(due.map((each) => [each.targetId, each]));
    const { judged, aside } = this.judge(await readHistories(tx, [...kept.keys()]), kept, 'time', present);
    await setAside(tx, aside, present);
    const settled = judged.map((each) => settlementOf(each, settledBefore(kept.get(each.targetId), []), 'time'));
    await this.tell(tx, settled, present);
    await writeVerdicts(tx, settled, kept, present);
    await writeRollUps(tx, idsOf(due, 'pledge_id'), settled, present.at);
  }

  /** Settles pledges of all their days; says how many targets. */
  private async settleOfAllDays(
    tx: EntityManager,
    pledgeIds: readonly string[],
    reasonOf: (target: TargetHistory) => Reason,
  ): Promise<number> {
    if (pledgeIds.length === 0) return 0;
    const present = this.clock.present();
    const { targetIds, kept } = await readKept(tx, pledgeIds);
    const histories = await readHistories(tx, targetIds);
    const reasons = new Map(histories.map((history) => [history.targetId, reasonOf(history)]));
    const { judged, aside } = this.judge(histories, kept, 'fact', present);
    await setAside(tx, aside, present);

    // Days that read the same were told as they are found: their spans are not even read.
    const apart = judged.filter((each) => !hasTheSameDays(each, kept.get(each.targetId)));
    const stored = await currentStretches(tx, idsOf([...apart, ...aside.map(({ target }) => target)], 'targetId'));
    const told = new Map<string, readonly Stretch[]>(judged.map(({ targetId, stretches }) => [targetId, stretches]));
    for (const { targetId } of apart) told.set(targetId, stored.get(targetId) ?? []);
    const settled = judged.map((each) =>
      settlementOf(each, settledBefore(kept.get(each.targetId), told.get(each.targetId)!), reasons.get(each.targetId)!),
    );

    const moved = apart.filter(({ targetId, daysDigest }) => digestOfDays(told.get(targetId)!) !== daysDigest);
    const causes = await this.causesOf(tx, histories, moved, reasons);
    await writeTargetSpans(tx, told, moved, causes);
    const pledgesMoved = new Set(moved.map(({ pledgeId }) => pledgeId));
    const ofMoved = histories.filter(({ pledgeId }) => pledgesMoved.has(pledgeId));
    const says = new Map([...stored, ...judged.map(({ targetId, stretches }) => [targetId, stretches] as const)]);
    await writePledgeSpans(tx, stretchesByPledge(ofMoved, says, causes));

    const other = settled.filter((each) => !saysTheSame(each, kept.get(each.targetId)));
    await this.tell(tx, other, present);
    await writeVerdicts(tx, settled, kept, present);
    const byFact = histories.filter(({ targetId }) => reasons.get(targetId) === 'fact');
    await writeRollUps(tx, idsOf([...byFact, ...other], 'pledgeId'), settled, present.at);
    return histories.length;
  }

  /** The entries that moved targets: the newest fact of each, or one that says that the rules are others now. */
  private async causesOf(
    tx: EntityManager,
    histories: readonly TargetHistory[],
    moved: readonly Judged[],
    reasons: ReadonlyMap<string, Reason>,
  ): Promise<Map<string, number>> {
    const causes = new Map(histories.map((history) => [history.targetId, newestEntry(history)]));
    const byRules = moved.filter(({ targetId }) => reasons.get(targetId) === 'rules');
    if (byRules.length === 0) return causes;
    const cause = await this.entries.record(tx, 'rules', { body: { rulesVersion: RULES_VERSION } }, BY_RULE);
    for (const { targetId } of byRules) causes.set(targetId, cause);
    return causes;
  }

  /** Judges each target alone: one whose rule throws is to be set aside, shown and logged, and holds up nobody. */
  private judge(
    histories: readonly TargetHistory[],
    kept: ReadonlyMap<string, KeptVerdict>,
    occasion: Occasion,
    present: Present,
  ): { judged: Judged[]; aside: Fault[] } {
    const judged: Judged[] = [];
    const aside: Fault[] = [];
    for (const target of histories) {
      const { targetId, zone } = target;
      try {
        judged.push(judgeTarget(target, present.today(zone), kept.get(targetId) ?? null, occasion));
      } catch (error) {
        this.logger.error({ msg: 'a target was set aside: its rule threw', targetId, error });
        aside.push({ target, reason: reasonOf(error) });
      }
    }
    return { judged, aside };
  }

  /** Writes changes into the log and raises or clears flags. */
  private async tell(tx: EntityManager, settled: readonly Settlement[], present: Present): Promise<void> {
    const changes = settled.flatMap(({ targetId, pledgeId, changes }) =>
      changes.map((change) => ({ kind: 'change' as const, targetId, pledgeId, body: change })),
    );
    await this.entries.recordAll(tx, changes, BY_RULE);
    await writeFlags(tx, settled, present.at);
  }
}

/**
 * Why targets that came due are judged of all their days. A fact that was recorded while one was set aside is behind none
 * of its spans yet; whatever else was set aside, or judged by older rules, is judged by those in force.
 */
async function reasonsOf(tx: EntityManager, due: readonly Owed[]): Promise<(target: TargetHistory) => Reason> {
  const aside = idsOf(
    due.filter(({ isSetAside }) => isSetAside),
    'targetId',
  );
  const newest = new Map(aside.map((targetId) => [targetId, 0]));
  for (const [targetId, cause] of await newestCauses(tx, aside)) newest.set(targetId, cause);
  return (target) => (newestEntry(target) > (newest.get(target.targetId) ?? Infinity) ? 'fact' : 'rules');
}

/** What was settled before, with the stretches that were told; nothing where it was set aside from the first. */
function settledBefore(kept: KeptVerdict | undefined, stretches: readonly Stretch[]): Settled | null {
  if (kept === undefined || (kept.isSetAside && stretches.length === 0)) return null;
  return { asOf: kept.asOf, firstPublishedOn: kept.firstPublishedOn, stretches };
}

/** Pledges with the roll-up of their targets day by day. A target set aside says what it said before. */
function stretchesByPledge(
  histories: readonly TargetHistory[],
  says: ReadonlyMap<string, readonly Stretch[]>,
  causes: ReadonlyMap<string, number>,
): Map<string, { cause: number; stretches: RollUpStretch[] }> {
  const byPledge = new Map<string, { cause: number; targets: (readonly Stretch[])[] }>();
  for (const { targetId, pledgeId } of histories) {
    const pledge = byPledge.get(pledgeId) ?? { cause: 0, targets: [] };
    pledge.cause = Math.max(pledge.cause, causes.get(targetId)!);
    pledge.targets.push(says.get(targetId) ?? []);
    byPledge.set(pledgeId, pledge);
  }
  return new Map([...byPledge].map(([id, { cause, targets }]) => [id, { cause, stretches: rollUpStretches(targets) }]));
}

/** The ids in a column of rows, each once. */
function idsOf<Column extends string>(rows: readonly Record<Column, string>[], column: Column): string[] {
  return [...new Set(rows.map((row) => row[column]))];
}
