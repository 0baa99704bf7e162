import type { PledgeFilter, Sort } from '../../../src/pledges/pledge-lists.service.js';

export const SORTS: readonly Sort[];

export function filtersOn(query: (text: string) => Promise<{ id: string }[]>): Promise<Record<string, PledgeFilter>>;

export function addressOf(filter: PledgeFilter, sort: Sort, limit: number): string;

/** A node of a plan, as `EXPLAIN (FORMAT JSON)` has it. */
export interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: Plan[];
}

export function readWhole(plan: Plan): string[];
