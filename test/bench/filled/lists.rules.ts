// Every filter and sort of the lists of pledges, as the benchmark asks for them and as the test of plans explains them.

import type { PledgeFilter, Sort } from '../../../src/pledges/pledge-lists.service.js';

export const SORTS: readonly Sort[] = ['worst', 'due', 'changed', 'announced'];

/** Tables that a list must not read from end to end. */
const LARGE = new Set([
  'pledge',
  'target',
  'verdict',
  'pledge_verdict',
  'figure',
  'verdict_span',
  'pledge_span',
  'entry',
]);

/** What is asked for: names from the database, so that there is something to find. Largest and small of each kind. */
export async function filtersOn(
  query: (text: string) => Promise<{ id: string }[]>,
): Promise<Record<string, PledgeFilter>> {
  const ids = async (column: string): Promise<[largest: string, small: string]> => {
    const rows = await query(
      `SELECT ${column} AS id FROM pledge_verdict WHERE ${column} IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1`,
    );
    return [rows[0]!.id, rows[Math.floor(rows.length / 2)]!.id];
  };
  const [jurisdiction, smallJurisdiction] = await ids('jurisdiction_id');
  const [agency, smallAgency] = await ids('agency_id');
  const [topic] = await ids('topic_id');
  const [programme, smallProgramme] = await ids('programme_id');
  return {
    nothing: {},
    headline: { headlines: ['long_overdue'] },
    headlines: { headlines: ['missed', 'overdue', 'unreported'] },
    jurisdiction: { jurisdiction },
    'small jurisdiction': { jurisdiction: smallJurisdiction },
    agency: { agency },
    'small agency': { agency: smallAgency },
    topic: { topic },
    programme: { programme },
    'small programme': { programme: smallProgramme },
    due: { dueFrom: '2025-06-01', dueTo: '2025-10-31' },
    goalpost: { goalpost: 'eased' },
    'common word': { q: '改造' },
    'rare words': { q: '东阳 电梯' },
    'jurisdiction and headline': { jurisdiction, headlines: ['long_overdue'] },
    'topic and due': { topic, dueTo: '2025-03-31' },
    'word and headlines': { q: '改造', headlines: ['missed', 'overdue'] },
  };
}

/** The path and query of a list. */
export function addressOf({ headlines, ...filter }: PledgeFilter, sort: Sort, limit: number): string {
  const query = new URLSearchParams({
    ...filter,
    ...(headlines && { headline: headlines.join(',') }),
    sort,
    limit: String(limit),
  });
  return `/api/v1/pledges?${query.toString()}`;
}

/** A node of a plan, as `EXPLAIN (FORMAT JSON)` has it. */
export interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: Plan[];
}

/** Large tables that a plan reads from end to end. */
export function readWhole(plan: Plan): string[] {
  const table = plan['Relation Name'];
  const found = plan['Node Type'] === 'Seq Scan' && table !== undefined && LARGE.has(table) ? [table] : [];
  return [...found, ...(plan.Plans ?? []).flatMap(readWhole)];
}
