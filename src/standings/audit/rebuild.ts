import type { EntityManager } from 'typeorm';
import type { Present } from '../../clock/clock.js';
import { dayAt } from '../../clock/zone.rules.js';
import { firstEntry, type Recordings, type TargetHistory } from '../../facts/fact-history.rules.js';
import { readHistories, readRecordings } from '../../facts/fact-reader.js';
import type { Axes } from '../settle/changes.rules.js';
import { targetsOf } from '../settle/due.js';
import { judgeTarget, type Settlement } from '../settle/settlement.rules.js';
import { dateLastChanges, writeRollUps } from '../store/roll-up-table.js';
import { pledgeRow, replaceSpans, targetRow } from '../store/span-table.js';
import { type Failure, reasonOf, writeVerdicts } from '../store/verdict-table.js';
import { pledgeSpansOf, type Span, targetSpansOf } from './replay.rules.js';

/** How many targets were rebuilt, and those whose rule throws. */
export interface Rebuilt {
  targets: number;
  faults: { targetId: string; reason: string }[];
}

/** A target as its facts alone lead to it. */
interface Replayed {
  history: TargetHistory;
  spans: Span<Axes>[];
  settlement: Settlement;
}

/**
 * Puts verdicts and spans from the facts alone in the place of those stored; no change is recorded. A pledge with a target
 * whose rule throws is left as it is.
 */
export async function rebuildPledges(
  tx: EntityManager,
  pledgeIds: readonly string[],
  present: Present,
): Promise<Rebuilt> {
  const histories = await readHistories(tx, await targetsOf(tx, pledgeIds));
  const recordings = await readRecordings(tx, histories);
  const { replayed, failed } = replayAll(histories, recordings, present);
  const leftAlone = new Set(failed.map(({ history }) => history.pledgeId));
  const ids = pledgeIds.filter((id) => !leftAlone.has(id));
  const rebuilt = replayed.filter(({ history }) => !leftAlone.has(history.pledgeId));
  const settled = rebuilt.map(({ settlement }) => settlement);
  await replaceSpans(tx, ids, spanRowsOf(rebuilt, ids, recordings));
  await tx.query('DELETE FROM verdict WHERE pledge_id = ANY($1)', [ids]);
  await writeVerdicts(tx, settled, present);
  await writeRollUps(tx, ids, settled, present.at);
  await dateLastChanges(tx, ids);
  return {
    targets: rebuilt.length,
    faults: failed.map(({ history, reason }) => ({ targetId: history.targetId, reason })),
  };
}

function replayAll(
  histories: readonly TargetHistory[],
  recordings: Recordings,
  present: Present,
): { replayed: Replayed[]; failed: Failure[] } {
  const replayed: Replayed[] = [];
  const failed: Failure[] = [];
  for (const history of histories) {
    const firstPublishedOn = dayAt(recordings.get(firstEntry(history))!.at, history.zone);
    try {
      const spans = targetSpansOf(history, recordings);
      const judged = judgeTarget(history, present.today(history.zone));
      replayed.push({ history, spans, settlement: { ...judged, ...NOTHING_CHANGED, firstPublishedOn } });
    } catch (error) {
      failed.push({ history, reason: reasonOf(error) });
    }
  }
  return { replayed, failed };
}

const NOTHING_CHANGED = { occasion: 'rules', changes: [], spans: { removed: [], inserted: [] } } as const;

function spanRowsOf(
  rebuilt: readonly Replayed[],
  pledgeIds: readonly string[],
  recordings: Recordings,
): { ofTargets: object[]; ofPledges: object[] } {
  const byPledge = new Map<string, TargetHistory[]>(pledgeIds.map((id) => [id, []]));
  for (const { history } of rebuilt) byPledge.get(history.pledgeId)!.push(history);
  return {
    ofTargets: rebuilt.flatMap(({ history, spans }) =>
      spans.map(({ says, ...days }) => targetRow(history, days, says)),
    ),
    ofPledges: [...byPledge].flatMap(([pledgeId, histories]) =>
      pledgeSpansOf(histories, recordings).map(({ says, ...days }) => pledgeRow(pledgeId, days, says)),
    ),
  };
}
