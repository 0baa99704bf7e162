import type { EntityManager } from 'typeorm';
import type { Day } from '../../clock/calendar.rules.js';
import type { Present } from '../../clock/clock.js';
import { dayAt } from '../../clock/zone.rules.js';
import { firstEntry, type Recordings, type TargetHistory } from '../../facts/fact-history.rules.js';
import { readHistories, readRecordings } from '../../facts/fact-reader.js';
import { targetsOf } from '../settle/due.js';
import { judgeTarget, type Settlement } from '../settle/settlement.rules.js';
import { dateLastChanges, writeRollUps } from '../store/roll-up-table.js';
import { replaceSpans, spanRow } from '../store/span-table.js';
import { type DerivedRow, type Failure, reasonOf, writeVerdicts } from '../store/verdict-table.js';
import { pledgeSpansOf, targetSpansOf } from './replay.rules.js';

/** Pledges as their facts alone lead to them, spans as rows; without those that have a target whose rule throws. */
export interface Replayed {
  pledgeIds: string[];
  settled: Settlement[];
  ofTargets: DerivedRow[];
  ofPledges: DerivedRow[];
  failed: Failure[];
}

/** Puts verdicts and spans from the facts alone in the place of those stored; no change is recorded. */
export async function rebuildPledges(tx: EntityManager, pledgeIds: string[], present: Present): Promise<Replayed> {
  const replayed = await replayPledges(tx, pledgeIds, ({ zone }) => present.today(zone));
  const { pledgeIds: ids, settled } = replayed;
  await replaceSpans(tx, ids, replayed);
  await tx.query('DELETE FROM verdict WHERE pledge_id = ANY($1)', [ids]);
  await writeVerdicts(tx, settled, present);
  await writeRollUps(tx, ids, settled, present.at);
  await dateLastChanges(tx, ids);
  return replayed;
}

/** Replays the facts of pledges, and judges each target for a day. */
export async function replayPledges(
  tx: EntityManager,
  pledgeIds: string[],
  dayOf: (history: TargetHistory) => Day,
): Promise<Replayed> {
  const histories = await readHistories(tx, await targetsOf(tx, pledgeIds));
  const recordings = await readRecordings(tx, histories);
  const failed: Failure[] = [];
  const replayed: Replayed = { pledgeIds: [], settled: [], ofTargets: [], ofPledges: [], failed };
  for (const pledgeId of pledgeIds) {
    const targets = histories.filter((history) => history.pledgeId === pledgeId);
    const faults = targets.flatMap((history) => faultOf(history, recordings));
    failed.push(...faults);
    if (faults.length > 0) continue;
    replayed.pledgeIds.push(pledgeId);
    for (const history of targets) {
      replayed.settled.push(settlementOn(history, dayOf(history), recordings));
      replayed.ofTargets.push(...targetSpansOf(history, recordings).map((span) => spanRow(history, span)));
    }
    replayed.ofPledges.push(...pledgeSpansOf(targets, recordings).map((span) => spanRow({ pledgeId }, span)));
  }
  return replayed;
}

function settlementOn(history: TargetHistory, day: Day, recordings: Recordings): Settlement {
  const firstPublishedOn = dayAt(recordings.get(firstEntry(history))!.at, history.zone);
  const unchanged = { occasion: 'rules', changes: [], spans: { removed: [], inserted: [] } } as const;
  return { ...judgeTarget(history, day), ...unchanged, firstPublishedOn };
}

/** Why a target cannot be judged; empty where it can. */
function faultOf(history: TargetHistory, recordings: Recordings): Failure[] {
  try {
    targetSpansOf(history, recordings);
    return [];
  } catch (error) {
    return [{ history, reason: reasonOf(error) }];
  }
}
