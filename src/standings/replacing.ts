import type { EntityManager } from 'typeorm';
import type { Present } from '../clock/clock.js';
import { dayAt } from '../clock/zone.rules.js';
import type { Axes } from './changes.rules.js';
import { type Fault, reasonOf } from './faults.js';
import { readHistories, readRecordings } from './histories.js';
import { firstEntry, type Recordings, type TargetHistory } from './history.rules.js';
import { pledgeSpansOf, type Span, targetSpansOf } from './replay.rules.js';
import { dateLastChanges, writeRollUps } from './roll-up-rows.js';
import { judgeTarget, type Settlement } from './settling.rules.js';
import { replaceSpans } from './spans.js';
import { writeVerdicts } from './verdict-rows.js';

/** How many targets were found anew, and those whose rule throws. */
export interface Replaced {
  targets: number;
  faults: { targetId: string; reason: string }[];
}

/**
 * Puts verdicts and spans found anew from the facts in the place of those stored; tells nobody. A pledge with a target
 * whose rule throws is left as it is.
 */
export async function replacePledges(
  tx: EntityManager,
  pledgeIds: readonly string[],
  present: Present,
): Promise<Replaced> {
  const targets = await tx.query<{ id: string }[]>('SELECT id FROM target WHERE pledge_id = ANY($1)', [pledgeIds]);
  const all = await readHistories(
    tx,
    targets.map(({ id }) => id),
  );
  const recordings = await readRecordings(tx, all);
  const { found, faults } = findAnew(all, recordings, present);
  const leftAlone = new Set(faults.map(({ target }) => target.pledgeId));
  const anew = found.filter(({ history }) => !leftAlone.has(history.pledgeId));
  const ids = pledgeIds.filter((id) => !leftAlone.has(id));
  await replaceSpans(
    tx,
    new Map(anew.map(({ history: { targetId, pledgeId }, spans }) => [targetId, { pledgeId, spans }])),
    new Map(
      ids.map((id) => [
        id,
        pledgeSpansOf(
          anew.map(({ history }) => history).filter(({ pledgeId }) => pledgeId === id),
          recordings,
        ),
      ]),
    ),
  );
  await tx.query('DELETE FROM verdict WHERE pledge_id = ANY($1)', [ids]);
  const settled = anew.map(({ settlement }) => settlement);
  await writeVerdicts(tx, settled, new Map(), present);
  await writeRollUps(tx, ids, settled, present.at);
  await dateLastChanges(tx, ids);
  return {
    targets: anew.length,
    faults: faults.map(({ target, reason }) => ({ targetId: target.targetId, reason })),
  };
}

/** Spans and verdict of each target from its facts alone, and the targets whose rule throws. */
function findAnew(
  histories: readonly TargetHistory[],
  recordings: Recordings,
  present: Present,
): {
  found: { history: TargetHistory; spans: Span<Axes>[]; settlement: Settlement }[];
  faults: Fault[];
} {
  const found: { history: TargetHistory; spans: Span<Axes>[]; settlement: Settlement }[] = [];
  const faults: Fault[] = [];
  for (const history of histories) {
    const today = present.today(history.zone);
    const firstPublishedOn = dayAt(recordings.get(firstEntry(history))!.at, history.zone);
    try {
      const spans = targetSpansOf(history, recordings);
      const judged = judgeTarget(history, today, { asOf: today, firstPublishedOn }, 'fact');
      found.push({ history, spans, settlement: { ...judged, changes: [] } });
    } catch (error) {
      faults.push({ target: history, reason: reasonOf(error) });
    }
  }
  return { found, faults };
}
