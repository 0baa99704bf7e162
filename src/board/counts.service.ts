import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { rows } from '../database/rows.js';
import type { Moment } from '../governments/governments.service.js';
import { spanIsKnown } from '../pledges/pledge-reader.service.js';
import { HEADLINES, type Headline } from '../verdicts/words.rules.js';

export const GROUPINGS = ['agency', 'jurisdiction', 'topic', 'programme'] as const;
export type Grouping = (typeof GROUPINGS)[number];
export const COUNTED = ['pledges', 'targets'] as const;
export type Counted = (typeof COUNTED)[number];

export type Counts = { [headline in Headline]?: number };

/** How many of a group stand where; `id` is null for what has no agency or programme. */
export interface CountedGroup {
  id: string | null;
  nameZh: string | null;
  nameEn: string | null;
  total: number;
  counts: Counts;
}

interface CountRow {
  id: string | null;
  nameZh: string | null;
  nameEn: string | null;
  headline: Headline;
  total: number;
}

/** Counts by headline: of now from the verdicts, of a past day from the spans. One statement each. */
@Injectable()
export class CountsService {
  constructor(private readonly db: DataSource) {}

  /** The groups by name, each with what it holds; a pledge is in one group, so the totals add up. */
  async counts(by: Grouping, of: Counted, { asOf, position }: Moment): Promise<CountedGroup[]> {
    const [standing, parameters] = this.standing(of, asOf, position);
    const counted = await rows<CountRow>(
      this.db,
      `SELECT counted.id, noun.name_zh, noun.name_en, counted.headline, counted.total
       FROM (
         SELECT pledge.${by}_id AS id, standing.headline, count(*) AS total
         FROM (${standing}) AS standing JOIN pledge ON pledge.id = standing.pledge_id
         GROUP BY pledge.${by}_id, standing.headline
       ) AS counted LEFT JOIN ${by} AS noun ON noun.id = counted.id
       ORDER BY noun.name_zh, counted.id`,
      parameters,
    );
    return groupsOf(counted);
  }

  private standing(
    of: Counted,
    asOf: Moment['asOf'],
    position: Moment['position'],
  ): [sql: string, parameters: unknown[]] {
    if (asOf === null) {
      return [`SELECT pledge_id, headline FROM ${of === 'pledges' ? 'pledge_verdict' : 'verdict'}`, []];
    }
    const known = spanIsKnown('span', position === null ? null : '$2');
    return [
      `SELECT pledge_id, headline FROM ${of === 'pledges' ? 'pledge_span' : 'verdict_span'} AS span
       WHERE span.on_from <= $1 AND span.on_to > $1 AND ${known}`,
      position === null ? [asOf] : [asOf, position],
    ];
  }
}

/** The sum of groups. */
export function sumOf(groups: readonly CountedGroup[]): { total: number; counts: Counts } {
  const counts: Counts = {};
  let total = 0;
  for (const group of groups) {
    total += group.total;
    for (const headline of HEADLINES) {
      const count = group.counts[headline];
      if (count !== undefined) counts[headline] = (counts[headline] ?? 0) + count;
    }
  }
  return { total, counts };
}

function groupsOf(counted: readonly CountRow[]): CountedGroup[] {
  const groups = new Map<string | null, CountedGroup>();
  for (const { id, nameZh, nameEn, headline, total } of counted) {
    const group = groups.get(id) ?? { id, nameZh, nameEn, total: 0, counts: {} };
    group.counts[headline] = total;
    group.total += total;
    groups.set(id, group);
  }
  return [...groups.values()];
}
