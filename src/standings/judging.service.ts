import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Day, type DayNumber, dayNumber, dayText } from '../clock/calendar.rules.js';
import { Clock } from '../clock/clock.js';
import { Refusal } from '../errors.js';
import type { Moment } from '../governments/governments.service.js';
import { type Explained, explain } from '../verdicts/explain.rules.js';
import { type Question, parseQuestion } from '../verdicts/parse.rules.js';
import { RuleRefusal } from '../verdicts/reader.rules.js';
import { nextTurn, type Record, sceneOn, standIn } from '../verdicts/standing.rules.js';
import { readRecords } from './records.js';

export type Judged = Explained & { asOf: Day };

/** Judges on demand, by the one pure function that settling uses. */
@Injectable()
export class JudgingService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** What `{ asOf, target, figures }` says; nothing is read or kept. Throws a Refusal that points to each fault. */
  preview(input: unknown): Judged {
    const { asOf, target, figures } = parsed(input);
    const version = { order: -1, kind: 'original', announcedOn: -Infinity, target, assumed: [] } as const;
    return judged({ versions: [version], figures, decisions: [] }, asOf, {})!;
  }

  /** A target's verdict recomputed from the facts, for a day and as known at a position of the log. */
  async verdictOf(
    targetId: string,
    { asOf, position }: Moment,
  ): Promise<Judged & { targetId: string; pledgeId: string }> {
    const [target] = await readRecords(this.db.manager, [targetId], position);
    if (target === undefined) throw new Refusal('not_found', 'target_not_found', 'no such target');
    const day = asOf ?? this.clock.today(target.zone);
    const verdict = judged(target.record, dayNumber(day), target);
    if (verdict === null) {
      throw new Refusal('not_found', 'not_announced', 'on that day, as known then, nothing was promised here');
    }
    return { targetId, pledgeId: target.pledgeId, ...verdict };
  }
}

function judged(record: Record, asOf: DayNumber, wording: { unitZh?: string; unitEn?: string | null }): Judged | null {
  const scene = sceneOn(record, asOf);
  if (scene === null) return null;
  const standing = standIn(scene, asOf);
  return { asOf: dayText(asOf), ...explain(standing, asOf, nextTurn(standing, asOf), wording) };
}

function parsed(input: unknown): Question {
  try {
    return parseQuestion(input);
  } catch (error) {
    if (!(error instanceof RuleRefusal)) throw error;
    throw new Refusal('unprocessable', 'rules_refuse', 'The rules cannot judge this.', [...error.errors]);
  }
}
