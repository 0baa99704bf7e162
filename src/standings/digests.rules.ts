import { hash } from 'node:crypto';
import type { Day } from '../clock/calendar.rules.js';
import type { Explained } from '../verdicts/explain.rules.js';
import type { Stretch } from './changes.rules.js';
import type { WantedFlag } from './flags.rules.js';

/** What is kept of a verdict in one piece, as JSON: its day and the version of the rules stand in columns of their own. */
export function answerOf({ asOf: _day, rulesVersion: _version, ...answer }: Explained): string {
  return JSON.stringify(answer);
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

/** SHA-256, in base64, of all that is kept, ranked and flagged; `dueOn` is the day on which it is to be settled again. */
export function digestOfAnswer(
  answer: string,
  severity: number,
  flags: readonly WantedFlag[],
  dueOn: Day | null,
): string {
  return hash('sha256', `${answer} ${severity} ${JSON.stringify(flags)} ${dueOn}`, 'base64');
}
