import type { EntityManager } from 'typeorm';
import { type Day, dayNumber, dayText } from '../../clock/calendar.rules.js';
import { insertRows, rows } from '../../database/rows.js';
import { type Headline, severityOf } from '../../verdicts/words.rules.js';
import { AXES, type Axes, NO_END, type Stretch } from '../settle/changes.rules.js';
import { type RollUp, rollUpStretches, sameRollUp } from '../settle/roll-up.rules.js';
import type { Settlement } from '../settle/settlement.rules.js';
import { type Span, type SpanDifference, spanDifference } from '../settle/spans.rules.js';
import type { DerivedRow } from './verdict-table.js';

/** A table of spans: the column of what they are of, and the columns of their words. */
interface SpanTable<Words> {
  name: string;
  id: 'target_id' | 'pledge_id';
  words: readonly (keyof Words & string)[];
}

export const OF_TARGETS: SpanTable<Axes> = { name: 'verdict_span', id: 'target_id', words: AXES };
const OF_PLEDGES: SpanTable<RollUp> = {
  name: 'pledge_span',
  id: 'pledge_id',
  words: ['headline', 'severity', 'goalpost', 'counts', 'due'],
};

/** What differs of the spans of one target or pledge, and the entry from which on that is known. */
interface SpanChange<Words> {
  targetId?: string;
  pledgeId: string;
  cause: number;
  spans: SpanDifference<Words>;
}

/** Writes what differs of targets' spans, as known from the target's entry in `causes` on. */
export async function writeTargetSpans(
  tx: EntityManager,
  settled: readonly Settlement[],
  causes: ReadonlyMap<string, number>,
): Promise<void> {
  const changes = settled.map((each) => ({ ...each, cause: causes.get(each.targetId)! }));
  await writeSpans(tx, OF_TARGETS, changes);
}

/** The same for pledges, from the spans of their targets, also of those that failed; known from their `causes` on. */
export async function writePledgeSpans(tx: EntityManager, causes: ReadonlyMap<string, number>): Promise<void> {
  if (causes.size === 0) return;
  const pledgeIds = [...causes.keys()];
  const targets = await stretchesByPledge(tx, pledgeIds);
  const stored = await currentSpans(tx, OF_PLEDGES, pledgeIds);
  const changes = pledgeIds.map((pledgeId) => ({
    pledgeId,
    cause: causes.get(pledgeId)!,
    spans: spanDifference(stored.get(pledgeId)!, rollUpStretches(targets.get(pledgeId)!), sameRollUp),
  }));
  await writeSpans(tx, OF_PLEDGES, changes);
}

/** Puts other spans, as rows, in the place of whatever is stored of pledges and their targets. */
export async function replaceSpans(
  tx: EntityManager,
  pledgeIds: readonly string[],
  { ofTargets, ofPledges }: { ofTargets: readonly object[]; ofPledges: readonly object[] },
): Promise<void> {
  for (const { name } of [OF_TARGETS, OF_PLEDGES]) {
    await tx.query(`DELETE FROM ${name} WHERE pledge_id = ANY($1)`, [pledgeIds]);
  }
  await insertRows(tx, OF_TARGETS.name, ofTargets);
  await insertRows(tx, OF_PLEDGES.name, ofPledges);
  await placeSpans(tx);
}

/** Gives spans the positions of the entries they hang on, as far as these are sealed. In the sealing transaction. */
export async function placeSpans(tx: EntityManager): Promise<void> {
  for (const { name } of [OF_TARGETS, OF_PLEDGES]) {
    for (const known of ['known_from', 'known_to']) {
      await tx.query(
        `UPDATE ${name} SET ${known} = position FROM entry WHERE ${known} IS NULL AND ${known}_entry IS NOT NULL
           AND entry.id = ${known}_entry AND position IS NOT NULL`,
      );
    }
  }
}

/** A span as a row of its table. */
export function spanRow<Words extends { headline: Headline }>(
  of: { targetId?: string; pledgeId: string },
  span: Span<Words>,
): DerivedRow {
  return {
    target_id: of.targetId,
    pledge_id: of.pledgeId,
    on_from: dayText(span.from),
    on_to: span.to >= NO_END ? 'infinity' : dayText(span.to),
    known_from_entry: span.knownFrom,
    known_to_entry: span.knownTo,
    severity: severityOf(span.words.headline),
    ...span.words,
  };
}

/** Closes what no longer holds and inserts what is new. */
async function writeSpans<Words extends { headline: Headline }>(
  tx: EntityManager,
  table: SpanTable<Words>,
  changes: readonly SpanChange<Words>[],
): Promise<void> {
  const closed = changes.flatMap(({ targetId, pledgeId, cause, spans }) =>
    spans.removed.map(({ from }) => ({ id: targetId ?? pledgeId, on_from: dayText(from), cause })),
  );
  const inserted = changes.flatMap(({ cause, spans, ...of }) =>
    spans.inserted.map((stretch) => spanRow(of, { ...stretch, knownFrom: cause, knownTo: null })),
  );
  if (closed.length > 0) await closeSpans(tx, table, JSON.stringify(closed));
  await insertRows(tx, table.name, inserted);
}

async function closeSpans(tx: EntityManager, { name, id }: { name: string; id: string }, json: string): Promise<void> {
  const closed = 'jsonb_to_recordset($1::jsonb) AS closed(id uuid, on_from date, cause bigint)';
  const isStored = `${name}.${id} = closed.id AND ${name}.on_from = closed.on_from AND known_to_entry IS NULL`;
  // A span of this very entry was never known to anybody: a second settling in one transaction replaces it.
  await tx.query(`DELETE FROM ${name} USING ${closed} WHERE ${isStored} AND known_from_entry = closed.cause`, [json]);
  await tx.query(`UPDATE ${name} SET known_to_entry = closed.cause FROM ${closed} WHERE ${isStored}`, [json]);
}

/** Stretches as they stand in the newest knowledge, by the ids asked for. */
export async function currentSpans<Words>(
  tx: EntityManager,
  { name, id, words }: SpanTable<Words>,
  ids: readonly string[],
): Promise<Map<string, Stretch<Words>[]>> {
  const spans = await rows<{ id: string; onFrom: Day; onTo: Day; words: Words }>(
    tx,
    `SELECT ${id} AS id, on_from, on_to, json_build_object(${words.map((word) => `'${word}', ${word}`).join()}) AS words
     FROM ${name} WHERE ${id} = ANY($1) AND known_to_entry IS NULL ORDER BY ${id}, on_from`,
    [ids],
  );
  const stretches = new Map<string, Stretch<Words>[]>(ids.map((each) => [each, []]));
  for (const span of spans) {
    const to = span.onTo === 'infinity' ? NO_END : dayNumber(span.onTo);
    stretches.get(span.id)!.push({ from: dayNumber(span.onFrom), to, words: span.words });
  }
  return stretches;
}

async function stretchesByPledge(tx: EntityManager, pledgeIds: readonly string[]): Promise<Map<string, Stretch[][]>> {
  const sql = 'SELECT id, pledge_id FROM target WHERE pledge_id = ANY($1)';
  const targets = await rows<{ id: string; pledgeId: string }>(tx, sql, [pledgeIds]);
  const ids = targets.map(({ id }) => id);
  const stretches = await currentSpans(tx, OF_TARGETS, ids);
  const byPledge = new Map<string, Stretch[][]>(pledgeIds.map((id) => [id, []]));
  for (const { id, pledgeId } of targets) byPledge.get(pledgeId)!.push(stretches.get(id)!);
  return byPledge;
}
