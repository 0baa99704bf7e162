import { Injectable } from '@nestjs/common';
import type { Day } from '../../clock/calendar.rules.js';
import { Clock } from '../../clock/clock.js';
import { newId } from '../../database/ids.js';
import { type Authorship, EntriesService } from '../../entries/entries.service.js';
import { Refusal } from '../../errors.js';
import { Decision } from '../../facts/decision.entity.js';
import { writableTarget } from '../../facts/writable.js';
import { SettleService } from '../settle/settle.service.js';

export type DecisionFact = Omit<Decision, 'entryId'>;
export type NewDecisionFact = Pick<Decision, 'delivery' | 'reason'> & { on: Day | null };

/** Rulings of reviewers where publishers lead to different answers (rules §7). */
@Injectable()
export class DecisionsService {
  constructor(
    private readonly clock: Clock,
    private readonly entries: EntriesService,
    private readonly standings: SettleService,
  ) {}

  /** Decides a target's delivery; a figure recorded later reopens it. Throws target_not_found, target_void, decided_in_future. */
  async decide(targetId: string, draft: NewDecisionFact, by: Authorship): Promise<DecisionFact> {
    return this.entries.write(by, async (tx) => {
      const { pledgeId, timeZone } = await writableTarget(tx, targetId);
      const today = this.clock.today(timeZone);
      const on = draft.on ?? today;
      if (on > today) throw Refusal.at('/on', 'decided_in_future', 'is a day to come in its jurisdiction');
      const decision = { id: newId(), targetId, on, delivery: draft.delivery, reason: draft.reason };
      const entry = { pledgeId, targetId, factId: decision.id, body: decision };
      const entryId = await this.entries.record(tx, 'decision', entry, by);
      await tx.insert(Decision, { ...decision, entryId });
      await this.standings.settle(tx, [pledgeId]);
      return decision;
    });
  }
}
