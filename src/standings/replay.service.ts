import { lockPledges } from '../facts/writable.js';
import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { dayText, type Day } from '../clock/calendar.rules.js';
import { Clock } from '../clock/clock.js';
import { RULES_VERSION } from '../verdicts/verdict.rules.js';
import { severityOf } from '../verdicts/words.rules.js';
import type { Axes } from './changes.rules.js';
import { reasonOf } from './faults.js';
import type { Recordings, TargetHistory } from './history.rules.js';
import { readHistories, readRecordings } from './histories.js';
import { GOALPOSTS_BY_WEIGHT } from './roll-up.rules.js';
import { pledgeSpansOf, type Span, targetSpansOf } from './replay.rules.js';
import { judgeTarget } from './settling.rules.js';
import { dayOrEnd } from './spans.js';
import { type Replaced, replacePledges } from './replacing.js';
import { StandingsService } from './standings.service.js';
import { EXPLAINED } from './verdict-rows.js';

const PLEDGES_AT_ONCE = 250;

interface VerdictRow {
  target_id: string;
  as_of: Day;
  set_aside: string | null;
  explained: unknown;
  days_sha256: string | null;
  answer_sha256: string | null;
  line: string;
}

/** Pledges whose present roll-up is not that of the verdicts of their targets. */
const ROLL_UPS_APART = `
WITH rolled AS (
  SELECT pledge_id, concat_ws(' ', min(severity), min(array_position($1::text[], goalpost)), coalesce(min(due)::text, '-'),
    jsonb_object_agg(headline, targets)) AS line
  FROM (SELECT *, count(*) OVER (PARTITION BY pledge_id, headline) AS targets FROM verdict) AS each GROUP BY pledge_id
), listed AS (
  SELECT pledge_id, concat_ws(' ', severity, array_position($1::text[], goalpost), coalesce(due::text, '-'), counts) AS line
  FROM pledge_verdict
)
SELECT pledge_id, 'listed as ''' || coalesce(listed.line, 'nothing') || ''', its targets say ''' ||
  coalesce(rolled.line, 'nothing') || '''' AS line
FROM listed FULL JOIN rolled USING (pledge_id) WHERE listed.line IS DISTINCT FROM rolled.line`;

/** Finds the derived tables anew from the facts: to hold them against what is stored, or to put it in its place. */
@Injectable()
export class ReplayService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly standings: StandingsService,
  ) {}

  /** Says where verdicts or spans differ from what the facts lead to; a line a target or pledge. */
  async differences(): Promise<string[]> {
    const found: string[] = [];
    await this.eachBatch(async (tx, pledgeIds) => {
      found.push(...(await this.differencesOf(tx, pledgeIds)));
    });
    const listed = await this.db.query<{ pledge_id: string; line: string }[]>(ROLL_UPS_APART, [GOALPOSTS_BY_WEIGHT]);
    for (const { pledge_id, line } of listed) found.push(`pledge ${pledge_id}: ${line}`);
    return found;
  }

  /** Settles what is due, then makes verdicts and spans anew, pledge by pledge. */
  async rebuild(): Promise<Replaced> {
    while ((await this.standings.settleDue()) > 0);
    const all: Replaced = { targets: 0, faults: [] };
    await this.eachBatch(async (tx, pledgeIds) => {
      const { targets, faults } = await replacePledges(tx, pledgeIds, this.clock.present());
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

  private async differencesOf(tx: EntityManager, pledgeIds: string[]): Promise<string[]> {
    const targets = await tx.query<{ id: string }[]>('SELECT id FROM target WHERE pledge_id = ANY($1)', [pledgeIds]);
    const found: string[] = [];
    const histories: TargetHistory[] = [];
    const all = await readHistories(
      tx,
      targets.map(({ id }) => id),
    );
    const recordings = await readRecordings(tx, all);
    const leftAlone = new Set<string>();
    for (const history of all) {
      const fault = faultOf(history, recordings);
      if (fault === null) {
        histories.push(history);
      } else {
        leftAlone.add(history.pledgeId);
        found.push(`target ${history.targetId}: its rule throws, ${fault}`);
      }
    }
    const judged = pledgeIds.filter((id) => !leftAlone.has(id));
    return [
      ...found,
      ...(await this.spanDifferences(tx, histories, recordings)),
      ...(await this.rollUpDifferences(tx, judged, histories, recordings)),
      ...(await this.verdictDifferences(tx, histories)),
    ];
  }

  private async spanDifferences(
    tx: EntityManager,
    histories: TargetHistory[],
    recordings: Recordings,
  ): Promise<string[]> {
    const expected = new Map(
      histories.map((history) => [
        history.targetId,
        targetSpansOf(history, recordings).map(({ says, ...span }) => lineOf(span, wordsOf(says))),
      ]),
    );
    const stored = await tx.query<{ id: string; line: string }[]>(
      `SELECT target_id AS id, concat_ws(' ', on_from, on_to, known_from_entry, coalesce(known_to_entry::text, '-'), headline,
         delivery, timeliness, pace, freshness, confidence, goalpost, coalesce(due::text, '-')) AS line
       FROM verdict_span WHERE target_id = ANY($1)`,
      [[...expected.keys()]],
    );
    return compare('target', expected, stored);
  }

  private async rollUpDifferences(
    tx: EntityManager,
    pledgeIds: string[],
    histories: TargetHistory[],
    recordings: Recordings,
  ): Promise<string[]> {
    const expected = new Map(
      pledgeIds.map((id) => [
        id,
        pledgeSpansOf(
          histories.filter(({ pledgeId }) => pledgeId === id),
          recordings,
        ).map(({ says, ...span }) => lineOf(span, [says.headline, says.goalpost, says.due])),
      ]),
    );
    const stored = await tx.query<{ id: string; line: string }[]>(
      `SELECT pledge_id AS id, concat_ws(' ', on_from, on_to, known_from_entry, coalesce(known_to_entry::text, '-'), headline,
         goalpost, coalesce(due::text, '-')) AS line
       FROM pledge_span WHERE pledge_id = ANY($1)`,
      [pledgeIds],
    );
    return compare('pledge', expected, stored);
  }

  /** A verdict row says what the facts say on the day it was settled for. */
  private async verdictDifferences(tx: EntityManager, histories: TargetHistory[]): Promise<string[]> {
    const rows = await tx.query<VerdictRow[]>(
      `SELECT target_id, as_of, set_aside, ${EXPLAINED} AS explained, days_sha256, answer_sha256, concat_ws(' ', headline, delivery, timeliness, pace, freshness,
         confidence, goalpost, coalesce(due::text, '-'), severity, coalesce(changes_on::text, '-'), rules_version) AS line
       FROM verdict WHERE target_id = ANY($1)`,
      [histories.map(({ targetId }) => targetId)],
    );
    const stored = new Map(rows.map((row) => [row.target_id, row]));
    return histories.flatMap((history) => {
      const difference = this.verdictDifference(history, stored.get(history.targetId));
      return difference === null ? [] : [`target ${history.targetId}: ${difference}`];
    });
  }

  private verdictDifference(history: TargetHistory, row: VerdictRow | undefined): string | null {
    const day = row?.as_of ?? this.clock.today(history.zone);
    const { axes: says, explained, changesOn, ...digests } = judgeTarget(history, day, null, 'fact');
    if (row === undefined) return says === null ? null : 'no verdict is stored';
    if (row.set_aside !== null) return `set aside, ${row.set_aside}`;
    if (says === null) return `stored '${row.line}', the facts say nothing`;
    const line = [...wordsOf(says), severityOf(says.headline), changesOn, RULES_VERSION]
      .map((word) => word ?? '-')
      .join(' ');
    if (line !== row.line) return `stored '${row.line}', the facts say '${line}'`;
    if (!isDeepStrictEqual(row.explained, explained)) {
      return `stored ${JSON.stringify(row.explained)}, the facts say ${JSON.stringify(explained)}`;
    }
    const { daysDigest, answerDigest } = digests;
    const areTrue = [daysDigest, null].includes(row.days_sha256) && [answerDigest, null].includes(row.answer_sha256);
    return areTrue ? null : 'a digest is stored that is not of what is stored';
  }
}

/** Why a target cannot be judged; null where it can. */
function faultOf(history: TargetHistory, recordings: Recordings): string | null {
  try {
    targetSpansOf(history, recordings);
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

function wordsOf({
  headline,
  delivery,
  timeliness,
  pace,
  freshness,
  confidence,
  goalpost,
  due,
}: Axes): (string | null)[] {
  return [headline, delivery, timeliness, pace, freshness, confidence, goalpost, due];
}

function lineOf({ from, to, knownFrom, knownTo }: Omit<Span<unknown>, 'says'>, words: (string | null)[]): string {
  return [dayText(from), dayOrEnd(to), knownFrom, knownTo ?? '-', ...words.map((word) => word ?? '-')].join(' ');
}

function compare(
  noun: string,
  expected: ReadonlyMap<string, string[]>,
  stored: { id: string; line: string }[],
): string[] {
  const found: string[] = [];
  const left = new Map([...expected].map(([id, lines]) => [id, new Set(lines)]));
  for (const { id, line } of stored) {
    if (!left.get(id)?.delete(line))
      found.push(`${noun} ${id}: a span is stored that the facts do not lead to: ${line}`);
  }
  for (const [id, lines] of left) {
    for (const line of lines) found.push(`${noun} ${id}: a span is missing that the facts lead to: ${line}`);
  }
  return found;
}
