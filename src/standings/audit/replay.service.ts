import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Day, dayText } from '../../clock/calendar.rules.js';
import { Clock } from '../../clock/clock.js';
import type { Checked } from '../../entries/audit.service.js';
import type { Recordings, TargetHistory } from '../../facts/fact-history.rules.js';
import { readHistories, readRecordings } from '../../facts/fact-reader.js';
import { lockPledges } from '../../facts/writable.js';
import { RULES_VERSION } from '../../verdicts/verdict.rules.js';
import { severityOf } from '../../verdicts/words.rules.js';
import type { Axes } from '../settle/changes.rules.js';
import { targetsOf } from '../settle/due.js';
import { GOALPOSTS_BY_WEIGHT } from '../settle/roll-up.rules.js';
import { SettleService } from '../settle/settle.service.js';
import { judgeTarget } from '../settle/settlement.rules.js';
import { dayOrEnd } from '../store/span-table.js';
import { reasonOf } from '../store/verdict-table.js';
import { type Rebuilt, rebuildPledges } from './rebuild.js';
import { pledgeSpansOf, type Span, targetSpansOf } from './replay.rules.js';

const PLEDGES_AT_ONCE = 250;

interface VerdictRow {
  target_id: string;
  as_of: Day;
  set_aside: string | null;
  explained: unknown;
  line: string;
}

interface Line {
  id: string;
  line: string;
}

/** Pledges whose roll-up is not that of the verdicts of their targets. */
const WRONG_ROLL_UPS = `
WITH rolled AS (
  SELECT pledge_id, concat_ws(' ', min(severity), min(array_position($1::text[], goalpost)), coalesce(min(due)::text, '-'),
    jsonb_object_agg(headline, targets)) AS line
  FROM (SELECT *, count(*) OVER (PARTITION BY pledge_id, headline) AS targets FROM verdict) AS each GROUP BY pledge_id
), listed AS (
  SELECT pledge_id, concat_ws(' ', severity, array_position($1::text[], goalpost), coalesce(due::text, '-'), counts) AS line
  FROM pledge_verdict
)
SELECT pledge_id AS id, 'listed as ''' || coalesce(listed.line, 'nothing') || ''', its targets say ''' ||
  coalesce(rolled.line, 'nothing') || '''' AS line
FROM listed FULL JOIN rolled USING (pledge_id) WHERE listed.line IS DISTINCT FROM rolled.line`;

const SPAN_DAYS = `concat_ws(' ', on_from, on_to, known_from_entry, coalesce(known_to_entry::text, '-'))`;
const AXES = `concat_ws(' ', headline, delivery, timeliness, pace, freshness, confidence, goalpost, coalesce(due::text, '-'))`;

/** Replays the facts: to hold verdicts and spans that are stored against them, or to rebuild these. */
@Injectable()
export class ReplayService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly standings: SettleService,
  ) {}

  /** Checks every verdict with its spans and roll-ups; a line for what is not as the facts lead to. */
  async check(): Promise<Checked> {
    const all: Checked = { count: 0, differences: [] };
    await this.eachBatch(async (tx, pledgeIds) => {
      const { count, differences } = await this.checkPledges(tx, pledgeIds);
      all.count += count;
      all.differences.push(...differences);
    });
    const listed = await this.db.query<Line[]>(WRONG_ROLL_UPS, [GOALPOSTS_BY_WEIGHT]);
    all.differences.push(...listed.map(({ id, line }) => `pledge ${id}: ${line}`));
    return all;
  }

  /** Settles what is due, then rebuilds verdicts and spans, pledge by pledge. */
  async rebuild(): Promise<Rebuilt> {
    while ((await this.standings.settleDue()) > 0);
    const all: Rebuilt = { targets: 0, faults: [] };
    await this.eachBatch(async (tx, pledgeIds) => {
      const { targets, faults } = await rebuildPledges(tx, pledgeIds, this.clock.present());
      all.targets += targets;
      all.faults.push(...faults);
    });
    return all;
  }

  private async eachBatch(work: (tx: EntityManager, pledgeIds: string[]) => Promise<void>): Promise<void> {
    for (let last: string | null = null; ;) {
      const pledges: { id: string }[] = await this.db.query(
        'SELECT id FROM pledge WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2',
        [last, PLEDGES_AT_ONCE],
      );
      if (pledges.length === 0) return;
      last = pledges.at(-1)!.id;
      await this.db.transaction(async (tx) => {
        const ids = pledges.map(({ id }) => id);
        await lockPledges(tx, ids);
        await work(tx, ids);
      });
    }
  }

  private async checkPledges(tx: EntityManager, pledgeIds: string[]): Promise<Checked> {
    const all = await readHistories(tx, await targetsOf(tx, pledgeIds));
    const recordings = await readRecordings(tx, all);
    const faults = new Map(all.flatMap((history) => faultOf(history, recordings)));
    const histories = all.filter((history) => !faults.has(history));
    const leftAlone = new Set([...faults.keys()].map(({ pledgeId }) => pledgeId));
    const judged = pledgeIds.filter((id) => !leftAlone.has(id));
    const verdicts = await this.checkVerdicts(tx, histories);
    return {
      count: verdicts.count,
      differences: [
        ...[...faults].map(([{ targetId }, reason]) => `target ${targetId}: its rule throws, ${reason}`),
        ...(await checkTargetSpans(tx, histories, recordings)),
        ...(await checkPledgeSpans(tx, judged, histories, recordings)),
        ...verdicts.differences,
      ],
    };
  }

  /** A verdict row says what the facts say on the day it was settled for. */
  private async checkVerdicts(tx: EntityManager, histories: TargetHistory[]): Promise<Checked> {
    const rows = await tx.query<VerdictRow[]>(
      `SELECT target_id, as_of, set_aside, explained,
         concat_ws(' ', ${AXES}, severity, coalesce(changes_on::text, '-'), rules_version) AS line
       FROM verdict WHERE target_id = ANY($1)`,
      [histories.map(({ targetId }) => targetId)],
    );
    const stored = new Map(rows.map((row) => [row.target_id, row]));
    const differences = histories.flatMap((history) => {
      const difference = this.verdictDifference(history, stored.get(history.targetId));
      return difference === null ? [] : [`target ${history.targetId}: ${difference}`];
    });
    return { count: rows.length, differences };
  }

  private verdictDifference(history: TargetHistory, row: VerdictRow | undefined): string | null {
    const { axes, explained, changesOn } = judgeTarget(history, row?.as_of ?? this.clock.today(history.zone));
    if (row === undefined) return axes === null ? null : 'no verdict is stored';
    if (row.set_aside !== null) return `set aside, ${row.set_aside}`;
    if (axes === null) return `stored '${row.line}', the facts say nothing`;
    const line = textOf([...wordsOf(axes), severityOf(axes.headline), changesOn, RULES_VERSION]);
    if (line !== row.line) return `stored '${row.line}', the facts say '${line}'`;
    if (isDeepStrictEqual(row.explained, explained)) return null;
    return `stored ${JSON.stringify(row.explained)}, the facts say ${JSON.stringify(explained)}`;
  }
}

async function checkTargetSpans(
  tx: EntityManager,
  histories: TargetHistory[],
  recordings: Recordings,
): Promise<string[]> {
  const expected = new Map(
    histories.map((history) => [
      history.targetId,
      targetSpansOf(history, recordings).map((span) => lineOf(span, wordsOf(span.says))),
    ]),
  );
  const stored = await tx.query<Line[]>(
    `SELECT target_id AS id, concat_ws(' ', ${SPAN_DAYS}, ${AXES}) AS line FROM verdict_span WHERE target_id = ANY($1)`,
    [[...expected.keys()]],
  );
  return compare('target', expected, stored);
}

async function checkPledgeSpans(
  tx: EntityManager,
  pledgeIds: string[],
  histories: TargetHistory[],
  recordings: Recordings,
): Promise<string[]> {
  const expected = new Map(
    pledgeIds.map((id) => {
      const ofPledge = histories.filter(({ pledgeId }) => pledgeId === id);
      const spans = pledgeSpansOf(ofPledge, recordings);
      return [id, spans.map((span) => lineOf(span, [span.says.headline, span.says.goalpost, span.says.due]))];
    }),
  );
  const stored = await tx.query<Line[]>(
    `SELECT pledge_id AS id, concat_ws(' ', ${SPAN_DAYS}, headline, goalpost, coalesce(due::text, '-')) AS line
     FROM pledge_span WHERE pledge_id = ANY($1)`,
    [pledgeIds],
  );
  return compare('pledge', expected, stored);
}

/** A history that cannot be judged, with why; empty where it can. */
function faultOf(history: TargetHistory, recordings: Recordings): [TargetHistory, string][] {
  try {
    targetSpansOf(history, recordings);
    return [];
  } catch (error) {
    return [[history, reasonOf(error)]];
  }
}

type Words = (string | number | null)[];

function wordsOf({ headline, delivery, timeliness, pace, freshness, confidence, goalpost, due }: Axes): Words {
  return [headline, delivery, timeliness, pace, freshness, confidence, goalpost, due];
}

function textOf(words: Words): string {
  return words.map((word) => word ?? '-').join(' ');
}

function lineOf({ from, to, knownFrom, knownTo }: Span<unknown>, words: Words): string {
  return textOf([dayText(from), dayOrEnd(to), knownFrom, knownTo, ...words]);
}

function compare(noun: string, expected: ReadonlyMap<string, string[]>, stored: readonly Line[]): string[] {
  const found: string[] = [];
  const missing = new Map([...expected].map(([id, lines]) => [id, new Set(lines)]));
  for (const { id, line } of stored) {
    const isExpected = missing.get(id)?.delete(line);
    if (!isExpected) found.push(`${noun} ${id}: a span is stored that the facts do not lead to: ${line}`);
  }
  for (const [id, lines] of missing) {
    for (const line of lines) found.push(`${noun} ${id}: a span is missing that the facts lead to: ${line}`);
  }
  return found;
}
