import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type DayNumber, dayNumber } from '../../clock/calendar.rules.js';
import { Clock } from '../../clock/clock.js';
import { rows } from '../../database/rows.js';
import { inSnapshot } from '../../database/snapshot.js';
import { Refusal } from '../../errors.js';
import type { Moment } from '../../governments/governments.service.js';
import { type Explained, explain } from '../../verdicts/explain.rules.js';
import { type Question, parseQuestion } from '../../verdicts/parse.rules.js';
import { RuleRefusal } from '../../verdicts/reader.rules.js';
import { nextTurn, type Record, standingOf } from '../../verdicts/standing.rules.js';
import { readHistories } from '../../facts/fact-reader.js';
import { type TargetHistory, recordUpTo } from '../../facts/fact-history.rules.js';

/** Where a target stands, or why its rule throws. */
interface Answer {
  verdict: Explained | null;
  setAside: string | null;
}

/** Judges on demand, by the one pure function that settling uses. */
@Injectable()
export class JudgingService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** What `{ asOf, target, figures }` says; nothing is read or kept. Throws a Refusal that points to each fault. */
  preview(input: unknown): Explained {
    const { asOf, target, figures } = parsed(input);
    const version = { order: -1, kind: 'original', announcedOn: -Infinity, target, assumed: [] } as const;
    return judged({ versions: [version], figures, decisions: [] }, asOf, {})!;
  }

  /** Where targets stand: as settled where nothing is asked, else recomputed for a day and a position, from `facts` if read. */
  async verdictsOf(
    tx: EntityManager,
    targetIds: readonly string[],
    { asOf, position }: Moment,
    facts?: readonly TargetHistory[],
  ): Promise<Map<string, Answer>> {
    if (asOf === null && position === null) return this.settled(tx, targetIds);
    const histories = facts ?? (await readHistories(tx, targetIds, position));
    return new Map(
      histories.map((history) => {
        const day = asOf ?? this.clock.today(history.zone);
        return [history.targetId, { verdict: judged(recordUpTo(history), dayNumber(day), history), setAside: null }];
      }),
    );
  }

  /** The government in whose calendar a target is judged. Throws target_not_found. */
  async jurisdictionOf(targetId: string): Promise<string> {
    const sql = 'SELECT p.jurisdiction_id FROM target t JOIN pledge p ON p.id = t.pledge_id WHERE t.id = $1';
    const [row] = await rows<{ jurisdictionId: string }>(this.db, sql, [targetId]);
    if (row === undefined) throw Refusal.of('not_found', 'target');
    return row.jurisdictionId;
  }

  /** A target's verdict recomputed from the facts, for a day and as known at a position of the log. */
  async verdictOf(
    targetId: string,
    { asOf, position }: Moment,
  ): Promise<Explained & { targetId: string; pledgeId: string }> {
    const [target] = await inSnapshot(this.db, (tx) => readHistories(tx, [targetId], position));
    if (target === undefined) throw Refusal.of('not_found', 'target');
    const day = asOf ?? this.clock.today(target.zone);
    const verdict = judged(recordUpTo(target), dayNumber(day), target);
    if (verdict === null) {
      throw new Refusal('not_found', 'not_announced', 'on that day, as known then, nothing was promised here');
    }
    return { targetId, pledgeId: target.pledgeId, ...verdict };
  }

  private async settled(tx: EntityManager, targetIds: readonly string[]): Promise<Map<string, Answer>> {
    const sql = `SELECT target_id, CASE WHEN set_aside IS NULL THEN explained END AS verdict, set_aside
      FROM verdict WHERE target_id = ANY($1)`;
    const found = await rows<Answer & { targetId: string }>(tx, sql, [targetIds]);
    return new Map(found.map(({ targetId, ...each }) => [targetId, each]));
  }
}

function judged(
  record: Record,
  asOf: DayNumber,
  wording: { unitZh?: string; unitEn?: string | null },
): Explained | null {
  const standing = standingOf(record, asOf);
  return standing && explain(standing, asOf, nextTurn(standing, asOf), wording);
}

function parsed(input: unknown): Question {
  try {
    return parseQuestion(input);
  } catch (error) {
    if (!(error instanceof RuleRefusal)) throw error;
    throw new Refusal('unprocessable', 'rules_refuse', 'The rules cannot judge this.', [...error.errors]);
  }
}
