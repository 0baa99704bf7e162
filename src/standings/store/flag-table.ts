import type { EntityManager } from 'typeorm';
import { newId } from '../../database/ids.js';
import { insertRows } from '../../database/rows.js';
import type { WantedFlag } from '../settle/flags.rules.js';
import type { Judged } from '../settle/settlement.rules.js';

type StoredFlag = Pick<WantedFlag, 'kind' | 'detail'> & { id: string; target_id: string };

const CLEAR = "UPDATE flag SET state = 'cleared', cleared_at = $2 WHERE id = ANY($1)";

/** Clears flags that are no longer true and raises those that are so newly: each once, as sets. */
export async function writeFlags(tx: EntityManager, targets: readonly Judged[], now: Date): Promise<void> {
  const stored = await tx.query<StoredFlag[]>(
    "SELECT id, target_id, kind, detail FROM flag WHERE target_id = ANY($1) AND state <> 'cleared'",
    [targets.map(({ targetId }) => targetId)],
  );
  const cleared = new Map(stored.map((flag) => [keyOf(flag.target_id, flag), flag.id]));
  const raised: object[] = [];
  for (const target of targets) {
    for (const flag of target.flags) {
      const isStored = cleared.delete(keyOf(target.targetId, flag));
      if (!isStored) raised.push(rowOf(target, flag, now));
    }
  }
  const ids = [...cleared.values()];
  if (ids.length > 0) await tx.query(CLEAR, [ids, now]);
  await insertRows(tx, 'flag', raised);
}

function keyOf(targetId: string, { kind, detail }: Pick<WantedFlag, 'kind' | 'detail'>): string {
  return `${targetId} ${kind} ${detail}`;
}

function rowOf({ targetId, pledgeId, headlineSince }: Judged, flag: WantedFlag, now: Date): object {
  const { kind, detail, acknowledged } = flag;
  return {
    id: newId(),
    target_id: targetId,
    pledge_id: pledgeId,
    kind,
    detail,
    raised_on: headlineSince,
    raised_at: now,
    state: acknowledged ? 'acknowledged' : 'open',
    acknowledged_at: acknowledged ? now : null,
    acknowledged_by: acknowledged ? 'rules' : null,
  };
}
