import type { TargetHistory } from './history.rules.js';

/** A target whose rule throws, and what it says. */
export interface Fault {
  target: TargetHistory;
  reason: string;
}

/** What an error says. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
