import { Injectable } from '@nestjs/common';
import type { Day } from '../clock/calendar.rules.js';
import { Clock } from '../clock/clock.js';
import { newId } from '../database/ids.js';
import { type Authorship, EntriesService } from '../entries/entries.service.js';
import { targetStands } from '../entries/known.rules.js';
import { Refusal } from '../errors.js';
import type { Delivery } from '../verdicts/words.rules.js';
import { StandingsService } from './standings.service.js';

export interface NewDecisionFact {
  on: Day | null;
  delivery: Delivery;
  reason: string;
}

export interface DecisionFact {
  id: string;
  targetId: string;
  on: Day;
  delivery: Delivery;
  reason: string;
}

/** Rulings of reviewers where publishers lead to different answers (rules §7). */
@Injectable()
export class DecisionsService {
  constructor(
    private readonly clock: Clock,
    private readonly entries: EntriesService,
    private readonly standings: StandingsService,
  ) {}

  /** Decides a target's delivery; a figure recorded later reopens it. Throws target_not_found, published_in_future. */
  async decide(targetId: string, draft: NewDecisionFact, by: Authorship): Promise<DecisionFact> {
    return this.entries.write(by, async (tx) => {
      const [target] = await tx.query<{ pledge_id: string; zone: string }[]>(
        `SELECT t.pledge_id, j.time_zone AS zone FROM target t
         JOIN pledge p ON p.id = t.pledge_id JOIN jurisdiction j ON j.id = p.jurisdiction_id
         WHERE t.id = $1 AND ${targetStands('t', 'NULL')}`,
        [targetId],
      );
      if (target === undefined) throw new Refusal('not_found', 'target_not_found', 'no such target');
      const today = this.clock.today(target.zone);
      const on = draft.on ?? today;
      if (on > today) {
        const message = 'is still to come there';
        throw new Refusal('unprocessable', 'decided_in_future', `The day of a decision ${message}.`, [
          { pointer: '/on', code: 'decided_in_future', message },
        ]);
      }
      await this.standings.lockPledges(tx, [target.pledge_id]);
      const decision = { id: newId(), targetId, on, delivery: draft.delivery, reason: draft.reason };
      const entryId = await this.entries.record(
        tx,
        'decision',
        { pledgeId: target.pledge_id, targetId, factId: decision.id, body: decision },
        by,
      );
      await tx.query(
        'INSERT INTO decision (id, entry_id, target_id, "on", delivery, reason) VALUES ($1, $2, $3, $4, $5, $6)',
        [decision.id, entryId, targetId, on, decision.delivery, decision.reason],
      );
      await this.standings.settle(tx, [target.pledge_id]);
      return decision;
    });
  }
}
