import type { EntityManager } from 'typeorm';
import { type Day, dayNumber, dayText, type DayNumber } from '../clock/calendar.rules.js';
import { severityOf } from '../verdicts/words.rules.js';
import { type Axes, NO_END, type Stretch, sameAxes } from './changes.rules.js';
import type { Span } from './replay.rules.js';
import { type RollUp, type RollUpStretch, sameRollUp } from './roll-up.rules.js';

/** A pledge's span that stands in the newest knowledge. */
type PledgeSpanRow = RollUp & { pledge_id: string; on_from: Day; on_to: Day };

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
  if (targetIds.length === 0) return new Map();
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

function stretchOf(span: ShortSpan): Stretch {
  const [from, to, headline, delivery, timeliness, pace, freshness, confidence, goalpost, due] = span;
  const axes = { headline, delivery, timeliness, pace, freshness, confidence, goalpost, due };
  return { from: dayNumber(from), to: endOf(to), axes };
}

/**
 * Writes what targets say day by day, as known from an entry on, the target's in `causes`; what no longer holds is closed,
 * never removed.
 */
export async function writeTargetSpans(
  tx: EntityManager,
  before: ReadonlyMap<string, readonly Stretch[]>,
  after: readonly { targetId: string; pledgeId: string; stretches: readonly Stretch[] }[],
  causes: ReadonlyMap<string, number>,
): Promise<void> {
  const closed: object[] = [];
  const opened: object[] = [];
  for (const { targetId, pledgeId, stretches } of after) {
    const old = before.get(targetId) ?? [];
    const { gone, come } = replaced(old, stretches, (a, b) => sameAxes(a.axes, b.axes));
    const cause = causes.get(targetId);
    for (const { from } of gone) closed.push({ id: targetId, on_from: dayText(from), cause });
    for (const { from, to, axes } of come) {
      const severity = severityOf(axes.headline);
      opened.push({
        ...axes,
        cause,
        severity,
        target_id: targetId,
        pledge_id: pledgeId,
        on_from: dayText(from),
        on_to: dayOrEnd(to),
      });
    }
  }
  await close(tx, 'verdict_span', 'target_id', closed);
  await insertTargetSpans(tx, opened);
}

/** The same for pledges: the roll-up of their targets day by day. */
export async function writePledgeSpans(
  tx: EntityManager,
  after: ReadonlyMap<string, { cause: number; stretches: readonly RollUpStretch[] }>,
): Promise<void> {
  if (after.size === 0) return;
  const before = await currentRollUps(tx, [...after.keys()]);
  const closed: object[] = [];
  const opened: object[] = [];
  for (const [pledgeId, { cause, stretches }] of after) {
    const old = before.get(pledgeId) ?? [];
    const { gone, come } = replaced(old, stretches, (a, b) => sameRollUp(a.rollUp, b.rollUp));
    for (const { from } of gone) closed.push({ id: pledgeId, on_from: dayText(from), cause });
    for (const { from, to, rollUp } of come) {
      opened.push({ ...rollUp, cause, pledge_id: pledgeId, on_from: dayText(from), on_to: dayOrEnd(to) });
    }
  }
  await close(tx, 'pledge_span', 'pledge_id', closed);
  await insertPledgeSpans(tx, opened);
}

/** Puts spans found anew in the place of whatever is stored of these targets and pledges. */
export async function replaceSpans(
  tx: EntityManager,
  targets: ReadonlyMap<string, { pledgeId: string; spans: readonly Span<Axes>[] }>,
  pledges: ReadonlyMap<string, readonly Span<RollUp>[]>,
): Promise<void> {
  await tx.query('DELETE FROM verdict_span WHERE pledge_id = ANY($1)', [[...pledges.keys()]]);
  await tx.query('DELETE FROM pledge_span WHERE pledge_id = ANY($1)', [[...pledges.keys()]]);
  const known = <Says>({ from, to, knownFrom, knownTo }: Span<Says>) => ({
    on_from: dayText(from),
    on_to: dayOrEnd(to),
    cause: knownFrom,
    until: knownTo,
  });
  const targetRows = [...targets].flatMap(([targetId, { pledgeId, spans }]) =>
    spans.map((span) => ({
      ...span.says,
      ...known(span),
      severity: severityOf(span.says.headline),
      target_id: targetId,
      pledge_id: pledgeId,
    })),
  );
  await insertTargetSpans(tx, targetRows);
  const pledgeRows = [...pledges].flatMap(([pledgeId, spans]) =>
    spans.map((span) => ({ ...span.says, ...known(span), pledge_id: pledgeId })),
  );
  await insertPledgeSpans(tx, pledgeRows);
  await placeSpans(tx);
}

/** Gives spans the positions of the entries they hang on, as far as these are sealed. In the sealing transaction. */
export async function placeSpans(tx: EntityManager): Promise<void> {
  for (const table of ['verdict_span', 'pledge_span']) {
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

async function insertTargetSpans(tx: EntityManager, opened: object[]): Promise<void> {
  if (opened.length === 0) return;
  await tx.query(
    `INSERT INTO verdict_span (target_id, pledge_id, on_from, on_to, known_from_entry, known_to_entry,
       headline, severity, delivery, timeliness, pace, freshness, confidence, goalpost, due)
     SELECT target_id, pledge_id, on_from, on_to, cause, until, headline, severity,
            delivery, timeliness, pace, freshness, confidence, goalpost, due
     FROM jsonb_to_recordset($1::jsonb) AS row(cause bigint, until bigint, target_id uuid, pledge_id uuid, on_from date, on_to date, headline text, severity smallint,
       delivery text, timeliness text, pace text, freshness text, confidence text, goalpost text, due date)`,
    [JSON.stringify(opened)],
  );
}

async function insertPledgeSpans(tx: EntityManager, opened: object[]): Promise<void> {
  if (opened.length === 0) return;
  await tx.query(
    `INSERT INTO pledge_span (pledge_id, on_from, on_to, known_from_entry, known_to_entry, headline, severity, goalpost, counts, due)
     SELECT pledge_id, on_from, on_to, cause, until, headline, severity, goalpost, counts, due
     FROM jsonb_to_recordset($1::jsonb) AS row(cause bigint, until bigint, pledge_id uuid, on_from date, on_to date, headline text,
       severity smallint, goalpost text, counts jsonb, due date)`,
    [JSON.stringify(opened)],
  );
}

async function currentRollUps(tx: EntityManager, pledgeIds: string[]): Promise<Map<string, RollUpStretch[]>> {
  const rows = await tx.query<PledgeSpanRow[]>(
    `SELECT pledge_id, on_from, on_to, headline, severity, goalpost, counts, due
     FROM pledge_span WHERE pledge_id = ANY($1) AND known_to_entry IS NULL ORDER BY pledge_id, on_from`,
    [pledgeIds],
  );
  const stretches = new Map<string, RollUpStretch[]>();
  for (const { pledge_id, on_from, on_to, headline, severity, goalpost, counts, due } of rows) {
    const rollUp = { headline, severity, goalpost, counts, due };
    const stretch = { from: dayNumber(on_from), to: endOf(on_to), rollUp };
    const list = stretches.get(pledge_id);
    if (list) list.push(stretch);
    else stretches.set(pledge_id, [stretch]);
  }
  return stretches;
}

/** What is no longer so, and what is so newly; what is the same to the day stays. Both lists run from the earlier on. */
function replaced<Days extends { from: DayNumber; to: DayNumber }>(
  old: readonly Days[],
  now: readonly Days[],
  isSame: (a: Days, b: Days) => boolean,
): { gone: Days[]; come: Days[] } {
  const gone: Days[] = [];
  const come: Days[] = [];
  let at = 0;
  for (const span of now) {
    while (at < old.length && old[at]!.from < span.from) gone.push(old[at++]!);
    const rival = old[at];
    if (rival?.from !== span.from) come.push(span);
    else {
      at += 1;
      if (rival.to === span.to && isSame(rival, span)) continue;
      gone.push(rival);
      come.push(span);
    }
  }
  return { gone: [...gone, ...old.slice(at)], come };
}

async function close(tx: EntityManager, table: string, id: string, spans: object[]): Promise<void> {
  if (spans.length === 0) return;
  const rows = JSON.stringify(spans);
  // A span of this very entry was never known to anybody: a second settling in one transaction replaces it.
  await tx.query(
    `DELETE FROM ${table} USING jsonb_to_recordset($1::jsonb) AS gone(id uuid, on_from date, cause bigint)
     WHERE ${table}.${id} = gone.id AND ${table}.on_from = gone.on_from AND known_to_entry IS NULL AND known_from_entry = gone.cause`,
    [rows],
  );
  await tx.query(
    `UPDATE ${table} SET known_to_entry = gone.cause FROM jsonb_to_recordset($1::jsonb) AS gone(id uuid, on_from date, cause bigint)
     WHERE ${table}.${id} = gone.id AND ${table}.on_from = gone.on_from AND known_to_entry IS NULL`,
    [rows],
  );
}

/** The day number of a stored end; 'infinity' is NO_END. */
export function endOf(day: Day): DayNumber {
  return day === 'infinity' ? NO_END : dayNumber(day);
}

/** An end as it is stored. */
export function dayOrEnd(day: DayNumber): Day {
  return day >= NO_END ? 'infinity' : dayText(day);
}
