import { RuleRefusal, type Fault } from '../verdicts/reader.rules.js';
import { parseTarget } from '../verdicts/parse.rules.js';
import type { Aggregate, Cadence, Closes, Comparator, Measure, MissAllowed } from '../verdicts/words.rules.js';

export const VERSION_KINDS = ['original', 'amendment', 'clarification', 'withdrawal'] as const;
export type VersionKind = (typeof VERSION_KINDS)[number];
/** What may follow an original. */
export const LATER_KINDS = ['amendment', 'clarification', 'withdrawal'] as const;
export type LaterKind = (typeof LATER_KINDS)[number];

/** The fields that a source may leave unsaid. */
export const ASSUMABLE = [
  'comparator',
  'value',
  'upper',
  'tolerance',
  'missAllowed',
  'measure',
  'aggregate',
  'start',
  'due',
  'closes',
  'baseline',
  'cadence',
  'publicationLagDays',
  'graceDays',
  'trajectory',
  'announcedOn',
] as const;

/** What a target says, as the rules read it. */
export interface Promised {
  comparator: Comparator;
  value: string | null;
  upper: string | null;
  tolerance: string | null;
  missAllowed: MissAllowed;
  measure: Measure;
  aggregate: Aggregate | null;
  start: string | null;
  due: string | null;
  closes: Closes;
  baseline: { value: string; on: string | null } | null;
  cadence: Cadence | null;
  publicationLagDays: number;
  graceDays: number;
  trajectory: { on: string; share: string }[] | null;
}

/** What the rules refuse of a version, each at its field below `at`. */
export function faultsOfVersion(version: Promised & { dueEarliest: string | null }, at: string): Fault[] {
  const { dueEarliest, due } = version;
  const faults = faultsOfPromise(version, at);
  if (dueEarliest !== null && (due === null || dueEarliest > due)) {
    faults.push({ pointer: `${at}/dueEarliest`, code: 'due_earliest', message: 'is not on or before due' });
  }
  return faults;
}

function faultsOfPromise(version: Promised, at: string): Fault[] {
  const { comparator, value, upper, tolerance, missAllowed, measure, aggregate, start, due } = version;
  const { closes, baseline, cadence, publicationLagDays, graceDays, trajectory } = version;
  const amounts = { comparator, value, upper, tolerance, missAllowed, measure, aggregate };
  const times = { start, due, closes, baseline, cadence, publicationLagDays, graceDays, trajectory };
  try {
    parseTarget({ ...amounts, ...times }, at);
    return [];
  } catch (error) {
    if (!(error instanceof RuleRefusal)) throw error;
    return [...error.errors];
  }
}
