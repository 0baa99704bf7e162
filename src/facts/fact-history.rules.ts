import type { Figure } from '../verdicts/figure.rules.js';
import type { Decision, Record, Version } from '../verdicts/standing.rules.js';

/** Why days that were published read otherwise now. */
export type Because = 'revised' | 'entry_error' | 'recorded_late';

/** A fact with its place in the log, and the place of its void. `order` of the fact is its entry. */
export interface RecordedFact<Fact extends { readonly order: number }> {
  fact: Fact;
  voidedBy: number | null;
  because?: Because | null;
}

/** Everything that was ever recorded about a target, what was taken back included. */
export interface TargetHistory {
  targetId: string;
  pledgeId: string;
  zone: string;
  unitZh: string;
  unitEn: string | null;
  pledgeVoidedBy: number | null;
  versions: RecordedFact<Version>[];
  figures: RecordedFact<Figure>[];
  decisions: RecordedFact<Decision>[];
}

/** Of entries: the instant at which each was recorded, and the transaction it came with; those of one became known together. */
export type Recordings = ReadonlyMap<number, { batch: string; at: Date }>;

/** What stands of a history when everything up to an entry was known. Without versions where the pledge is void. */
export function recordUpTo(history: TargetHistory, entry = Infinity): Record {
  const { pledgeVoidedBy } = history;
  const isVoid = pledgeVoidedBy !== null && pledgeVoidedBy <= entry;
  return {
    versions: isVoid ? [] : standing(history.versions, entry),
    figures: standing(history.figures, entry),
    decisions: standing(history.decisions, entry),
  };
}

/** The entry by which what is known of a target last grew: its newest fact or void. */
export function newestEntry(history: TargetHistory): number {
  return Math.max(...entriesOf(history));
}

/** The entry by which a target came to be: its original version. */
export function firstEntry({ versions }: TargetHistory): number {
  return versions.find(({ fact }) => fact.kind === 'original')!.fact.order;
}

/** The entries up to which something new was known at once, from the earlier to the later: one a transaction. */
export function knownMoments(histories: readonly TargetHistory[], recordings: Recordings): number[] {
  const last = new Map<string, number>();
  for (const entry of histories.flatMap(entriesOf)) {
    const { batch } = recordings.get(entry)!;
    last.set(batch, Math.max(entry, last.get(batch) ?? 0));
  }
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

/** Every entry behind a history: its facts and voids. */
export function entriesOf({ versions, figures, decisions, pledgeVoidedBy }: TargetHistory): number[] {
  const entries: number[] = pledgeVoidedBy === null ? [] : [pledgeVoidedBy];
  for (const facts of [versions, figures, decisions]) {
    for (const { fact, voidedBy } of facts) {
      entries.push(fact.order);
      if (voidedBy !== null) entries.push(voidedBy);
    }
  }
  return entries;
}

function standing<Fact extends { readonly order: number }>(
  facts: readonly RecordedFact<Fact>[],
  entry: number,
): Fact[] {
  return facts
    .filter(({ fact, voidedBy }) => fact.order <= entry && (voidedBy === null || voidedBy > entry))
    .map(({ fact }) => fact);
}
