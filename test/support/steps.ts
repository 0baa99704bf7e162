import type { DayNumber } from '../../src/clock/calendar.rules.js';
import type { Step } from '../../src/verdicts/timeline.rules.js';

/** The step that holds on a day; undefined before the first. */
export function stepOn(steps: readonly Step[], day: DayNumber): Step | undefined {
  return steps.findLast(({ on }) => on <= day);
}

/** The day of the next step after a day; null when nothing more comes by itself. */
export function nextStepAfter(steps: readonly Step[], day: DayNumber): DayNumber | null {
  return steps.find(({ on }) => on > day)?.on ?? null;
}
