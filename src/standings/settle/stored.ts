import type { EntityManager } from 'typeorm';
import { currentStretches, newestCauses } from '../store/span-table.js';
import { readVerdicts } from '../store/verdict-table.js';
import type { Stored } from './settlement.rules.js';

/** What is stored of a target, and the newest entry that its spans may know of: all, unless its rule threw since. */
export interface StoredTarget {
  before: Stored | null;
  upToEntry: number;
}

export const NOT_STORED: StoredTarget = { before: null, upToEntry: Infinity };

/** What is stored of targets that have a verdict. One that failed from the first was never published. */
export async function readStored(tx: EntityManager, targetIds: readonly string[]): Promise<Map<string, StoredTarget>> {
  const verdicts = await readVerdicts(tx, targetIds);
  const stretches = await currentStretches(tx, targetIds);
  const failed = verdicts.filter(({ hasFailed }) => hasFailed).map(({ targetId }) => targetId);
  const causes = await newestCauses(tx, failed);
  return new Map(
    verdicts.map(({ targetId, hasFailed, asOf, firstPublishedOn }) => {
      const own = stretches.get(targetId) ?? [];
      const before = hasFailed && own.length === 0 ? null : { asOf, firstPublishedOn, stretches: own };
      return [targetId, { before, upToEntry: hasFailed ? (causes.get(targetId) ?? 0) : Infinity }];
    }),
  );
}
