import type { EntityManager } from 'typeorm';
import { OF_TARGETS, currentSpans } from '../store/span-table.js';
import { readVerdicts } from '../store/verdict-table.js';
import type { Stored } from './settlement.rules.js';

/** What is stored of a target, and the newest entry that its spans may know of: all, unless its rule threw since. */
export interface StoredTarget {
  before: Stored | null;
  upToEntry: number;
}

/** What is stored of targets that have a verdict. One that failed from the first was never published. */
export async function readStored(tx: EntityManager, targetIds: readonly string[]): Promise<Map<string, StoredTarget>> {
  const verdicts = await readVerdicts(tx, targetIds);
  const spans = await currentSpans(tx, OF_TARGETS, targetIds);
  return new Map(
    verdicts.map(({ targetId, hasFailed, newestCause, ...verdict }) => {
      const stretches = spans.get(targetId)!;
      const before = hasFailed && stretches.length === 0 ? null : { ...verdict, stretches };
      return [targetId, { before, upToEntry: hasFailed ? (newestCause ?? 0) : Infinity }];
    }),
  );
}
