import { hash } from 'node:crypto';
import type { Day } from '../clock/calendar.rules.js';
import type { Explained } from '../verdicts/explain.rules.js';
import type { Stretch } from './changes.rules.js';
import { wantedFlags } from './flags.rules.js';

/** What is kept of a verdict in one piece: its day and the version of the rules stand in columns of their own. */
export type Answer = Omit<Explained, 'asOf' | 'rulesVersion'>;

export function answerOf({ asOf: _day, rulesVersion: _version, ...answer }: Explained): Answer {
  return answer;
}

/** SHA-256, in base64, of what a target says day by day: the same digest, the same spans. */
export function digestOfDays(stretches: readonly Stretch[]): string {
  let text = '';
  for (const { from, to, axes } of stretches) {
    const { headline, delivery, timeliness, pace, freshness, confidence, goalpost, due } = axes;
    text += `${from} ${to} ${headline} ${delivery} ${timeliness} ${pace} ${freshness} ${confidence} ${goalpost} ${due}\n`;
  }
  return hash('sha256', text, 'base64');
}

/** SHA-256, in base64, of all that is kept and flagged of an answer; `dueOn` is the day on which it is to be settled again. */
export function digestOfAnswer(explained: Explained, dueOn: Day | null): string {
  return hash('sha256', JSON.stringify([answerOf(explained), dueOn, wantedFlags(explained)]), 'base64');
}
