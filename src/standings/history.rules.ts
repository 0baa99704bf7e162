import type { Figure } from '../verdicts/figure.rules.js';
import type { Decision, Record, Version } from '../verdicts/standing.rules.js';
import type { Because } from './changes.rules.js';

/** A fact with its place in the log, and the place of what took it back. `order` of the fact is its entry. */
export interface Kept<Fact extends { readonly order: number }> {
  fact: Fact;
  /** the transaction it came with: facts of one transaction became known together */
  batch: string;
  voidedBy: number | null;
  voidBatch: string | null;
  because?: Because | null;
}

/** Everything that was ever recorded about a target, what was taken back included. */
export interface TargetHistory {
  targetId: string;
  pledgeId: string;
  zone: string;
  unitZh: string;
  unitEn: string | null;
  /** the instant at which its original version was recorded */
  recordedAt: Date;
  pledgeVoidedBy: number | null;
  pledgeVoidBatch: string | null;
  versions: Kept<Version>[];
  figures: Kept<Figure>[];
  decisions: Kept<Decision>[];
}

/** What stands of a history when everything up to an entry was known. Without versions where the pledge is void. */
export function recordUpTo(history: TargetHistory, entry = Infinity): Record {
  const { pledgeVoidedBy } = history;
  const isGone = pledgeVoidedBy !== null && pledgeVoidedBy <= entry;
  return {
    versions: isGone ? [] : standing(history.versions, entry),
    figures: standing(history.figures, entry),
    decisions: standing(history.decisions, entry),
  };
}

/** The entry by which what is known of a target last grew: its newest fact or void. */
export function newestEntry(history: TargetHistory): number {
  return Math.max(...entriesOf(history).map(({ entry }) => entry));
}

/** The entries up to which something new was known at once, from the earlier to the later: one a transaction. */
export function knownMoments(histories: readonly TargetHistory[]): number[] {
  const last = new Map<string, number>();
  for (const { entry, batch } of histories.flatMap(entriesOf)) last.set(batch, Math.max(entry, last.get(batch) ?? 0));
  return [...last.values()].sort((a, b) => a - b);
}

/** Why days that were published may read otherwise by the newest entry. */
export function becauseOf(history: TargetHistory): Because {
  const newest = newestEntry(history);
  const figure = history.figures.find(({ fact }) => fact.order === newest);
  if (figure !== undefined) return figure.because ?? 'recorded_late';
  const isFact = [...history.versions, ...history.decisions].some(({ fact }) => fact.order === newest);
  return isFact ? 'recorded_late' : 'entry_error';
}

function standing<Fact extends { readonly order: number }>(kept: readonly Kept<Fact>[], entry: number): Fact[] {
  return kept
    .filter(({ fact, voidedBy }) => fact.order <= entry && (voidedBy === null || voidedBy > entry))
    .map(({ fact }) => fact);
}

function entriesOf(history: TargetHistory): { entry: number; batch: string }[] {
  const entries: { entry: number; batch: string }[] = [];
  for (const { fact, batch, voidedBy, voidBatch } of [...history.versions, ...history.figures, ...history.decisions]) {
    entries.push({ entry: fact.order, batch });
    if (voidedBy !== null) entries.push({ entry: voidedBy, batch: voidBatch! });
  }
  if (history.pledgeVoidedBy !== null) entries.push({ entry: history.pledgeVoidedBy, batch: history.pledgeVoidBatch! });
  return entries;
}
