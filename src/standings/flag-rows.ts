import type { EntityManager } from 'typeorm';
import type { Day } from '../clock/calendar.rules.js';
import { newId } from '../database/ids.js';
import type { FlagKind, FlagState, WantedFlag } from './flags.rules.js';

interface StandingFlag {
  id: string;
  target_id: string;
  kind: FlagKind;
  detail: string | null;
}

interface FlaggedTarget {
  targetId: string;
  pledgeId: string;
  flags: readonly WantedFlag[];
  headlineSince: () => Day;
}

/** Clears flags that are no longer true and raises those that are so newly: each once, as sets. */
export async function writeFlags(tx: EntityManager, targets: readonly FlaggedTarget[], now: Date): Promise<void> {
  if (targets.length === 0) return;
  const standing = await tx.query<StandingFlag[]>(
    "SELECT id, target_id, kind, detail FROM flag WHERE target_id = ANY($1) AND state <> 'cleared'",
    [targets.map(({ targetId }) => targetId)],
  );
  const keyOf = (targetId: string, kind: FlagKind, detail: string | null): string => `${targetId} ${kind} ${detail}`;
  const left = new Map(standing.map((flag) => [keyOf(flag.target_id, flag.kind, flag.detail), flag]));
  const raised: object[] = [];
  for (const { targetId, pledgeId, flags, headlineSince } of targets) {
    for (const { kind, detail, acknowledged } of flags) {
      if (left.delete(keyOf(targetId, kind, detail))) continue;
      const state: FlagState = acknowledged ? 'acknowledged' : 'open';
      raised.push({
        id: newId(),
        target_id: targetId,
        pledge_id: pledgeId,
        kind,
        detail,
        state,
        raised_on: headlineSince(),
      });
    }
  }
  const gone = [...left.values()].map(({ id }) => id);
  if (gone.length > 0) {
    await tx.query("UPDATE flag SET state = 'cleared', cleared_at = $2 WHERE id = ANY($1)", [gone, now]);
  }
  if (raised.length === 0) return;
  await tx.query(
    `INSERT INTO flag (id, target_id, pledge_id, kind, detail, raised_on, raised_at, state, acknowledged_at, acknowledged_by)
     SELECT id, target_id, pledge_id, kind, detail, raised_on, $2, state,
            CASE WHEN state = 'acknowledged' THEN $2::timestamptz END, CASE WHEN state = 'acknowledged' THEN 'rules' END
     FROM jsonb_to_recordset($1::jsonb) AS row(id uuid, target_id uuid, pledge_id uuid, kind text, detail text,
       raised_on date, state text)`,
    [JSON.stringify(raised), now],
  );
}
