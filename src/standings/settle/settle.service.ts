import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock, type Present } from '../../clock/clock.js';
import { rows } from '../../database/rows.js';
import { type Authorship, EntriesService } from '../../entries/entries.service.js';
import { newestEntry, type TargetHistory } from '../../facts/fact-history.rules.js';
import { readHistories } from '../../facts/fact-reader.js';
import { RULES_VERSION } from '../../verdicts/verdict.rules.js';
import { writeFlags } from '../store/flag-table.js';
import { writeRollUps } from '../store/roll-up-table.js';
import { placeSpans, writePledgeSpans, writeTargetSpans } from '../store/span-table.js';
import { type Failure, reasonOf, storeFailures, writeVerdicts } from '../store/verdict-table.js';
import { type Due, lockDue, lockOlder, targetsOf } from './due.js';
import { type Occasion, type Settlement, settlementOf } from './settlement.rules.js';
import { isEmpty } from './spans.rules.js';
import { type StoredTarget, readStored } from './stored.js';

/** Who writes what settling finds. */
const BY_RULE: Authorship = { authorId: 'rules' };

/** Keeps where every target stands, and writes an entry for each change. */
@Injectable()
export class SettleService {
  private readonly logger = new Logger(SettleService.name);

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly entries: EntriesService,
  ) {}

  /** Settles locked pledges after facts were recorded about them in this transaction. */
  async settle(tx: EntityManager, pledgeIds: readonly string[]): Promise<void> {
    await this.settleTargets(tx, await targetsOf(tx, pledgeIds), 'fact');
  }

  /** Settles what is due by now, some `atMost` targets, in a transaction of its own; says how many. */
  async settleDue(atMost = 500): Promise<number> {
    return this.settleLocked((tx) => lockDue(tx, this.clock.now(), atMost));
  }

  /** Settles, by the rules in force, some `atMost` targets that were judged by older ones; says how many. */
  async rejudge(atMost = 1000): Promise<number> {
    return this.settleLocked((tx) => lockOlder(tx, atMost));
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
    const sql = 'SELECT changes_at FROM verdict WHERE changes_at IS NOT NULL ORDER BY changes_at LIMIT 1';
    return (await rows<{ changesAt: Date }>(this.db, sql))[0]?.changesAt ?? null;
  }

  private async settleLocked(lock: (tx: EntityManager) => Promise<Due>): Promise<number> {
    return this.db.transaction(async (tx) => {
      const { count, targetIds } = await lock(tx);
      await this.settleTargets(tx, targetIds, 'rules');
      return count;
    });
  }

  /** The one path: reads the facts of locked targets, judges each, writes what differs from what is stored. */
  private async settleTargets(tx: EntityManager, targetIds: readonly string[], occasion: Occasion): Promise<void> {
    if (targetIds.length === 0) return;
    const present = this.clock.present();
    const histories = await readHistories(tx, targetIds);
    const stored = await readStored(tx, targetIds);
    const { settled, failed } = this.judge(histories, stored, occasion, present);
    const causes = await this.causesOf(tx, histories, settled);
    await writeTargetSpans(tx, settled, causes);
    await writePledgeSpans(tx, causesOfPledges(histories, settled, causes));
    await writeVerdicts(tx, settled, present);
    await storeFailures(tx, failed, present);
    await writeRollUps(tx, [...new Set(histories.map(({ pledgeId }) => pledgeId))], settled, present.at);
    await this.recordChanges(tx, settled);
    await writeFlags(tx, settled, present.at);
  }

  /** Judges each target alone: one whose rule throws is logged and stored as failed, and holds up nobody. */
  private judge(
    histories: readonly TargetHistory[],
    stored: ReadonlyMap<string, StoredTarget>,
    occasion: Occasion,
    present: Present,
  ): { settled: Settlement[]; failed: Failure[] } {
    const settled: Settlement[] = [];
    const failed: Failure[] = [];
    for (const history of histories) {
      const { targetId, zone } = history;
      const { before = null, upToEntry = Infinity } = stored.get(targetId) ?? {};
      // A fact that came while the rule threw is behind none of the spans yet.
      const why = newestEntry(history) > upToEntry ? 'fact' : occasion;
      try {
        settled.push(settlementOf(history, present.today(zone), before, why));
      } catch (error) {
        this.logger.error({ msg: 'a target was set aside: its rule threw', targetId, error });
        failed.push({ history, reason: reasonOf(error) });
      }
    }
    return { settled, failed };
  }

  /** The entry behind what each target says: its newest fact, or one that says that the rules are others now. */
  private async causesOf(
    tx: EntityManager,
    histories: readonly TargetHistory[],
    settled: readonly Settlement[],
  ): Promise<Map<string, number>> {
    const causes = new Map(histories.map((history) => [history.targetId, newestEntry(history)]));
    const byRules = settled.filter(({ occasion, spans }) => occasion === 'rules' && !isEmpty(spans));
    if (byRules.length === 0) return causes;
    const cause = await this.entries.record(tx, 'rules', { body: { rulesVersion: RULES_VERSION } }, BY_RULE);
    for (const { targetId } of byRules) causes.set(targetId, cause);
    return causes;
  }

  private async recordChanges(tx: EntityManager, settled: readonly Settlement[]): Promise<void> {
    const changes = settled.flatMap(({ targetId, pledgeId, changes }) =>
      changes.map((change) => ({ kind: 'change' as const, targetId, pledgeId, body: change })),
    );
    await this.entries.recordAll(tx, changes, BY_RULE);
  }
}

/** The newest entry behind each pledge with a target whose days read otherwise. */
function causesOfPledges(
  histories: readonly TargetHistory[],
  settled: readonly Settlement[],
  causes: ReadonlyMap<string, number>,
): Map<string, number> {
  const ofPledges = new Map(settled.filter(({ spans }) => !isEmpty(spans)).map(({ pledgeId }) => [pledgeId, 0]));
  for (const { targetId, pledgeId } of histories) {
    const newest = ofPledges.get(pledgeId);
    if (newest !== undefined) ofPledges.set(pledgeId, Math.max(newest, causes.get(targetId)!));
  }
  return ofPledges;
}
