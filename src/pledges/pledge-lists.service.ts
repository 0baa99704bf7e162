import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Day, isDay } from '../clock/calendar.rules.js';
import { type Asked, rows } from '../database/rows.js';
import type { Moment } from '../governments/governments.service.js';
import { type Goalpost, HEADLINES, type Headline, headlineOf, severityOf } from '../verdicts/words.rules.js';
import { type RollUp, spanIsKnown } from './pledge-reader.service.js';
import { wordsAsked } from './search-words.rules.js';

/** Worst first; the next due day first; the latest change first; the latest promise first. */
export const SORTS = ['worst', 'due', 'changed', 'announced'] as const;
export type Sort = (typeof SORTS)[number];

export interface PledgeFilter {
  q?: string;
  headlines?: Headline[];
  jurisdiction?: string;
  agency?: string;
  topic?: string;
  programme?: string;
  dueFrom?: Day;
  dueTo?: Day;
  goalpost?: Goalpost;
}

/** One pledge of a list. */
export interface PledgeLine extends RollUp {
  id: string;
  titleZh: string;
  titleEn: string | null;
  jurisdictionId: string;
  agencyId: string | null;
  programmeId: string | null;
  topicId: string;
  setBy: string | null;
  sourceId: string;
  announcedOn: Day;
  /** Since when it reads so: the day of the last change that was told; of a past day, the day it began to read so. */
  changedOn: Day;
  /** Its place in the order asked for. */
  key: string | number;
}

interface Order {
  by: string;
  /** The pledge's id where the index of this order has it. */
  id: string;
  type: string;
  isFalling: boolean;
}

/** What a list is read from: the standing of now, or spans of days and positions. */
interface Ground {
  from: string;
  orders: Record<Sort, Order>;
  columns: string;
  settledAt: string;
  changedOn: string;
}

const WORST: Order = { by: 'v.severity', id: 'v.pledge_id', type: 'smallint', isFalling: false };
const DUE: Order = { by: "coalesce(v.due, 'infinity'::date)", id: 'v.pledge_id', type: 'date', isFalling: false };

const PRESENT: Ground = {
  from: 'pledge_verdict v',
  orders: {
    worst: WORST,
    due: DUE,
    changed: { by: 'v.changed_on', id: 'v.pledge_id', type: 'date', isFalling: true },
    announced: { by: 'v.announced_on', id: 'v.pledge_id', type: 'date', isFalling: true },
  },
  columns: 'v',
  settledAt: 'v.settled_at',
  changedOn: 'v.changed_on',
};

const PAST: Ground = {
  from: 'pledge_span v JOIN pledge p ON p.id = v.pledge_id',
  orders: {
    worst: WORST,
    due: DUE,
    changed: { by: 'v.on_from', id: 'v.pledge_id', type: 'date', isFalling: true },
    announced: { by: 'p.announced_on', id: 'p.id', type: 'date', isFalling: true },
  },
  columns: 'p',
  settledAt: 'NULL::timestamptz',
  changedOn: 'v.on_from',
};

/** Lists of pledges with their roll-ups: now, or on any past day as known at any position of the log. */
@Injectable()
export class PledgeListsService {
  constructor(private readonly db: DataSource) {}

  /** One more than `limit` where there are more; `after` is the place of the last one that was given. */
  async pledges(
    filter: PledgeFilter,
    sort: Sort,
    { asOf, position }: Moment,
    after: { key: string | number; id: string } | null,
    limit: number,
    tx: Asked = this.db,
  ): Promise<PledgeLine[]> {
    const values: unknown[] = [];
    const param = (value: unknown): string => `$${values.push(value)}`;
    const ground = asOf === null ? PRESENT : PAST;
    const order = ground.orders[sort];
    const conditions = [
      ...(asOf === null ? [] : momentConditions(asOf, position, param)),
      ...conditionsOf(filter, ground, param),
      ...(after === null ? [] : [behind(order, after, param)]),
    ];
    let severities = filter.headlines?.map(severityOf) ?? null;
    if (severities !== null && filter.q !== undefined && sort === 'worst') {
      // Few of them may have the words: one walk through all headlines asks for each pledge's words once.
      conditions.push(`v.severity = ANY (${param(severities)}::smallint[])`);
      severities = null;
    }
    const page = pageOf(ground, order, conditions, severities, param, limit + 1);
    const found = await rows<Omit<PledgeLine, 'settledAt'> & { settledAt: Date | null }>(
      tx,
      `SELECT page.key, page.pledge_id AS id, page.headline, page.goalpost, page.counts, page.due,
         page.changed_on,
         page.settled_at, p.title_zh, p.title_en, p.jurisdiction_id, p.agency_id, p.programme_id, p.topic_id, p.set_by,
         p.source_id, p.announced_on
       FROM (${page}) page JOIN pledge p ON p.id = page.pledge_id
       ORDER BY page.key ${order.isFalling ? 'DESC' : 'ASC'}, page.pledge_id ${order.isFalling ? 'DESC' : 'ASC'}`,
      values,
    );
    return found.map((row) => ({ ...row, settledAt: row.settledAt?.toISOString() ?? null }));
  }

  /** How many pledges of each headline pass a filter; its own headlines are left aside. */
  async countByHeadline(
    filter: Omit<PledgeFilter, 'headlines'>,
    { asOf, position }: Moment,
    tx: Asked = this.db,
  ): Promise<{ headline: Headline; count: number }[]> {
    const values: unknown[] = [];
    const param = (value: unknown): string => `$${values.push(value)}`;
    const ground = asOf === null ? PRESENT : PAST;
    const conditions = [
      ...(asOf === null ? [] : momentConditions(asOf, position, param)),
      ...conditionsOf(filter, ground, param),
    ];
    const found = await rows<{ severity: number; count: number }>(
      tx,
      `SELECT v.severity, count(*)::integer AS count FROM ${ground.from}
       ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''} GROUP BY v.severity`,
      values,
    );
    return found.map(({ severity, count }) => ({ headline: headlineOf(severity), count }));
  }
}

type Param = (value: unknown) => string;

/** The rows of one page. Several headlines are walked one by one, each by its own index, and laid together. */
function pageOf(
  ground: Ground,
  { by, id, isFalling }: Order,
  conditions: string[],
  severities: number[] | null,
  param: Param,
  limit: number,
): string {
  const direction = isFalling ? 'DESC' : 'ASC';
  const walk = (severity: string[]): string => {
    const where = [...severity, ...conditions];
    return `SELECT ${by} AS key, v.pledge_id, v.headline, v.goalpost, v.counts, v.due, ${ground.changedOn} AS changed_on,
        ${ground.settledAt} AS settled_at
      FROM ${ground.from}${where.length > 0 ? ` WHERE ${where.join(' AND ')}` : ''}
      ORDER BY ${by} ${direction}, ${id} ${direction} LIMIT ${limit}`;
  };
  if (severities === null) return walk([]);
  if (severities.length === 1) return walk([`v.severity = ${param(severities[0])}`]);
  return `SELECT each.* FROM unnest(${param(severities)}::smallint[]) AS asked(severity)
    CROSS JOIN LATERAL (${walk(['v.severity = asked.severity'])}) each
    ORDER BY each.key ${direction}, each.pledge_id ${direction} LIMIT ${limit}`;
}

function momentConditions(asOf: Day, position: number | null, param: Param): string[] {
  const day = param(asOf);
  const known = spanIsKnown('v', position === null ? null : `${param(position)}::bigint`);
  return [`p.announced_on <= ${day}::date`, `v.on_from <= ${day}::date`, `v.on_to > ${day}::date`, known];
}

function conditionsOf(filter: PledgeFilter, { columns }: Ground, param: Param): string[] {
  const { q, jurisdiction, agency, topic, programme, dueFrom, dueTo, goalpost } = filter;
  const conditions: string[] = [];
  if (jurisdiction !== undefined) conditions.push(`${columns}.jurisdiction_id = ${param(jurisdiction)}`);
  if (agency !== undefined) conditions.push(`${columns}.agency_id = ${param(agency)}`);
  if (topic !== undefined) conditions.push(`${columns}.topic_id = ${param(topic)}`);
  if (programme !== undefined) conditions.push(`${columns}.programme_id = ${param(programme)}`);
  if (goalpost !== undefined) conditions.push(`v.goalpost = ${param(goalpost)}`);
  if (goalpost !== undefined && goalpost !== 'unchanged') conditions.push("v.goalpost <> 'unchanged'");
  if (dueFrom !== undefined) conditions.push(`${DUE.by} >= ${param(dueFrom)}::date`);
  if (dueTo !== undefined) conditions.push(`${DUE.by} <= ${param(dueTo)}::date`);
  if (dueFrom !== undefined || dueTo !== undefined) conditions.push(`${DUE.by} < 'infinity'::date`);
  if (q !== undefined) conditions.push(searched(q, param));
  return conditions;
}

/** A query that names nothing finds nothing. */
function searched(q: string, param: Param): string {
  const words = wordsAsked(q);
  if (words.length === 0) return 'false';
  return `EXISTS (SELECT FROM pledge named WHERE named.id = v.pledge_id AND named.words @> ${param(words)}::text[])`;
}

function behind(
  { by, id: row, type, isFalling }: Order,
  { key, id }: { key: string | number; id: string },
  param: Param,
): string {
  return `(${by}, ${row}) ${isFalling ? '<' : '>'} (${param(key)}::${type}, ${param(id)}::uuid)`;
}

/** Checks the sort key in a cursor. */
export function isKeyOf(sort: Sort): (part: unknown) => part is string | number {
  return (part): part is string | number =>
    sort === 'worst'
      ? HEADLINES.some((headline) => severityOf(headline) === part)
      : isDay(part) || (sort === 'due' && part === 'infinity');
}
