import type { EntityManager } from 'typeorm';
import { type Day, dayNumber, dayText, type DayNumber } from '../../clock/calendar.rules.js';
import { severityOf } from '../../verdicts/words.rules.js';
import { type Axes, NO_END, type Stretch } from '../settle/changes.rules.js';
import { type RollUp, type RollUpStretch, rollUpStretches, sameRollUp } from '../settle/roll-up.rules.js';
import type { Settlement } from '../settle/settlement.rules.js';
import { spanDifference } from '../settle/spans.rules.js';

/** The two tables of spans, each with the column of what its spans are of. */
const VERDICT_SPAN = { table: 'verdict_span', id: 'target_id' } as const;
const PLEDGE_SPAN = { table: 'pledge_span', id: 'pledge_id' } as const;
type SpanTable = typeof VERDICT_SPAN | typeof PLEDGE_SPAN;

/** The days of a span, and the entries between which it is known; null: still. */
export interface KnownDays {
  from: DayNumber;
  to: DayNumber;
  knownFrom: number;
  knownTo: number | null;
}

/** A span that ends to be known with the entry `cause`. */
interface ClosedSpan {
  id: string;
  on_from: Day;
  cause: number;
}

/** A target's span in one short list: a row of columns for each span costs ten times as much to read. */
type ShortSpan = [
  Day,
  Day,
  Axes['headline'],
  Axes['delivery'],
  Axes['timeliness'],
  Axes['pace'],
  Axes['freshness'],
  Axes['confidence'],
  Axes['goalpost'],
  Axes['due'],
];

/** Stretches as they stand in the newest knowledge, by target. */
export async function currentStretches(
  tx: EntityManager,
  targetIds: readonly string[],
): Promise<Map<string, Stretch[]>> {
  const rows = await tx.query<{ target_id: string; spans: ShortSpan[] }[]>(
    `SELECT target_id, json_agg(json_build_array(on_from, on_to, headline, delivery, timeliness, pace, freshness,
       confidence, goalpost, due) ORDER BY on_from) AS spans
     FROM verdict_span WHERE target_id = ANY($1) AND known_to_entry IS NULL GROUP BY target_id`,
    [targetIds],
  );
  return new Map(rows.map(({ target_id, spans }) => [target_id, spans.map(stretchOf)]));
}

/** The newest entry that opened or closed a span of a target, by target. */
export async function newestCauses(tx: EntityManager, targetIds: readonly string[]): Promise<Map<string, number>> {
  if (targetIds.length === 0) return new Map();
  const rows = await tx.query<{ target_id: string; cause: number }[]>(
    `SELECT target_id, max(greatest(known_from_entry, known_to_entry)) AS cause
     FROM verdict_span WHERE target_id = ANY($1) GROUP BY target_id`,
    [targetIds],
  );
  return new Map(rows.map(({ target_id, cause }) => [target_id, cause]));
}

/** Writes what differs of targets' spans, as known from the target's entry in `causes` on. No span is ever removed. */
export async function writeTargetSpans(
  tx: EntityManager,
  settled: readonly Settlement[],
  causes: ReadonlyMap<string, number>,
): Promise<void> {
  const closed: ClosedSpan[] = [];
  const opened: object[] = [];
  for (const { targetId, pledgeId, spans } of settled) {
    const cause = causes.get(targetId)!;
    closed.push(...spans.removed.map((span) => closedSpan(targetId, span, cause)));
    opened.push(...spans.inserted.map((span) => targetRow({ targetId, pledgeId }, opensAt(span, cause), span.axes)));
  }
  await closeSpans(tx, VERDICT_SPAN, closed);
  await insertSpans(tx, VERDICT_SPAN, opened);
}

/** The same for pledges, from the spans of their targets; each is known from its entry in `causes` on. */
export async function writePledgeSpans(tx: EntityManager, causes: ReadonlyMap<string, number>): Promise<void> {
  if (causes.size === 0) return;
  const pledgeIds = [...causes.keys()];
  const targets = await stretchesByPledge(tx, pledgeIds);
  const stored = await currentRollUps(tx, pledgeIds);
  const closed: ClosedSpan[] = [];
  const opened: object[] = [];
  for (const [pledgeId, cause] of causes) {
    const wanted = rollUpStretches(targets.get(pledgeId) ?? []);
    const isSame = (a: RollUpStretch, b: RollUpStretch): boolean => sameRollUp(a.rollUp, b.rollUp);
    const { removed, inserted } = spanDifference(stored.get(pledgeId) ?? [], wanted, isSame);
    closed.push(...removed.map((span) => closedSpan(pledgeId, span, cause)));
    opened.push(...inserted.map((span) => pledgeRow(pledgeId, opensAt(span, cause), span.rollUp)));
  }
  await closeSpans(tx, PLEDGE_SPAN, closed);
  await insertSpans(tx, PLEDGE_SPAN, opened);
}

/** Puts other spans in the place of whatever is stored of pledges and their targets. */
export async function replaceSpans(
  tx: EntityManager,
  pledgeIds: readonly string[],
  spans: { ofTargets: readonly object[]; ofPledges: readonly object[] },
): Promise<void> {
  await tx.query('DELETE FROM verdict_span WHERE pledge_id = ANY($1)', [pledgeIds]);
  await tx.query('DELETE FROM pledge_span WHERE pledge_id = ANY($1)', [pledgeIds]);
  await insertSpans(tx, VERDICT_SPAN, spans.ofTargets);
  await insertSpans(tx, PLEDGE_SPAN, spans.ofPledges);
  await placeSpans(tx);
}

/** Gives spans the positions of the entries they hang on, as far as these are sealed. In the sealing transaction. */
export async function placeSpans(tx: EntityManager): Promise<void> {
  for (const { table } of [VERDICT_SPAN, PLEDGE_SPAN]) {
    await tx.query(
      `UPDATE ${table} SET known_from = e.position FROM entry e
       WHERE ${table}.known_from IS NULL AND e.id = ${table}.known_from_entry AND e.position IS NOT NULL`,
    );
    await tx.query(
      `UPDATE ${table} SET known_to = e.position FROM entry e
       WHERE ${table}.known_to IS NULL AND ${table}.known_to_entry IS NOT NULL
         AND e.id = ${table}.known_to_entry AND e.position IS NOT NULL`,
    );
  }
}

/** A row of `verdict_span`. */
export function targetRow(of: { targetId: string; pledgeId: string }, days: KnownDays, axes: Axes): object {
  const severity = severityOf(axes.headline);
  return { target_id: of.targetId, pledge_id: of.pledgeId, ...columnsOf(days), ...axes, severity };
}

/** A row of `pledge_span`. */
export function pledgeRow(pledgeId: string, days: KnownDays, rollUp: RollUp): object {
  return { pledge_id: pledgeId, ...columnsOf(days), ...rollUp };
}

function columnsOf({ from, to, knownFrom, knownTo }: KnownDays): object {
  return { on_from: dayText(from), on_to: dayOrEnd(to), known_from_entry: knownFrom, known_to_entry: knownTo };
}

function opensAt({ from, to }: { from: DayNumber; to: DayNumber }, cause: number): KnownDays {
  return { from, to, knownFrom: cause, knownTo: null };
}

function closedSpan(id: string, { from }: { from: DayNumber }, cause: number): ClosedSpan {
  return { id, on_from: dayText(from), cause };
}

/** Each row has the names of the table's columns. */
async function insertSpans(tx: EntityManager, { table }: SpanTable, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1)`, [
    JSON.stringify(rows),
  ]);
}

async function closeSpans(tx: EntityManager, { table, id }: SpanTable, spans: readonly ClosedSpan[]): Promise<void> {
  if (spans.length === 0) return;
  const rows = JSON.stringify(spans);
  const closed = 'jsonb_to_recordset($1::jsonb) AS closed(id uuid, on_from date, cause bigint)';
  const isStored = `${table}.${id} = closed.id AND ${table}.on_from = closed.on_from AND known_to_entry IS NULL`;
  // A span of this very entry was never known to anybody: a second settling in one transaction replaces it.
  await tx.query(`DELETE FROM ${table} USING ${closed} WHERE ${isStored} AND known_from_entry = closed.cause`, [rows]);
  await tx.query(`UPDATE ${table} SET known_to_entry = closed.cause FROM ${closed} WHERE ${isStored}`, [rows]);
}

/** The stretches of each target of a pledge, by pledge. A target that failed has those that it had before. */
async function stretchesByPledge(tx: EntityManager, pledgeIds: readonly string[]): Promise<Map<string, Stretch[][]>> {
  const targets = await tx.query<{ id: string; pledge_id: string }[]>(
    'SELECT id, pledge_id FROM target WHERE pledge_id = ANY($1)',
    [pledgeIds],
  );
  const stretches = await currentStretches(
    tx,
    targets.map(({ id }) => id),
  );
  const byPledge = new Map<string, Stretch[][]>(pledgeIds.map((id) => [id, []]));
  for (const { id, pledge_id } of targets) byPledge.get(pledge_id)!.push(stretches.get(id) ?? []);
  return byPledge;
}

async function currentRollUps(tx: EntityManager, pledgeIds: string[]): Promise<Map<string, RollUpStretch[]>> {
  const rows = await tx.query<(RollUp & { pledge_id: string; on_from: Day; on_to: Day })[]>(
    `SELECT pledge_id, on_from, on_to, headline, severity, goalpost, counts, due
     FROM pledge_span WHERE pledge_id = ANY($1) AND known_to_entry IS NULL ORDER BY pledge_id, on_from`,
    [pledgeIds],
  );
  const stretches = new Map<string, RollUpStretch[]>(pledgeIds.map((id) => [id, []]));
  for (const { pledge_id, on_from, on_to, ...rollUp } of rows) {
    stretches.get(pledge_id)!.push({ from: dayNumber(on_from), to: endOf(on_to), rollUp });
  }
  return stretches;
}

function stretchOf(span: ShortSpan): Stretch {
  const [from, to, headline, delivery, timeliness, pace, freshness, confidence, goalpost, due] = span;
  const axes = { headline, delivery, timeliness, pace, freshness, confidence, goalpost, due };
  return { from: dayNumber(from), to: endOf(to), axes };
}

/** The day number of a stored end; 'infinity' is NO_END. */
function endOf(day: Day): DayNumber {
  return day === 'infinity' ? NO_END : dayNumber(day);
}

/** An end as it is stored. */
export function dayOrEnd(day: DayNumber): Day {
  return day >= NO_END ? 'infinity' : dayText(day);
}
