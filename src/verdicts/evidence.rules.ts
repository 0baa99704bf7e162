import type { DayNumber } from '../clock/calendar.rules.js';
import { ONE, type Ratio } from './amount.rules.js';
import type { Figure, Known } from './figure.rules.js';
import { windowOf, type Window } from './periods.rules.js';
import { limitsOf, type Limits, type Target } from './target.rules.js';
import { layTiles, type Total } from './tiles.rules.js';

/** What the known figures add up to; independent of the day, so that one reading serves every day. */
export type Evidence = {
  readonly target: Target;
  readonly known: Known;
  readonly limits: Limits | null;
  /** flows: the total of all figures, and of those that are no estimates */
  readonly total: Total | null;
  readonly firm: Total | null;
  /** levels with a value, from the earlier to the later */
  readonly levels: readonly Figure[];
  /** mean and every */
  readonly window: Window | null;
  readonly mean: Ratio | null;
  /** figures with a share, from the earlier to the later: value null only */
  readonly shares: readonly Figure[];
  readonly coveredTo: DayNumber | null;
};

/** No estimate: it can close, meet and breach. */
export const isFirm = ({ standing }: Figure): boolean => standing !== 'estimate';

/** Reads the known figures once. */
export function evidenceOf(target: Target, known: Known): Evidence {
  const { all } = known;
  const isFlow = target.measure === 'flow';
  const total = isFlow ? layTiles(target, all) : null;
  const firm = isFlow ? (all.every(isFirm) ? total : layTiles(target, all.filter(isFirm))) : null;
  const levels = target.measure === 'level' ? all.filter(({ value }) => value !== null) : [];
  const shares = target.value === null ? all.filter(({ statedShare }) => statedShare !== null) : [];
  const judgedByWindow = target.aggregate === 'mean' || target.aggregate === 'every';
  const window = judgedByWindow && target.value !== null ? windowOf(target, all) : null;
  return {
    target,
    known,
    limits: limitsOf(target),
    total,
    firm,
    levels,
    window,
    mean: window && target.aggregate === 'mean' ? meanOf(window) : null,
    shares,
    coveredTo: coveredToOf(target, all, total, levels, window),
  };
}

/** The figures a mean is made of: the one that speaks of the whole window, else the periods'. */
export function judgedOf({ whole, used }: Window): readonly Figure[] {
  return whole === null ? used : [whole];
}

function meanOf(window: Window): Ratio | null {
  const judged = judgedOf(window);
  if (judged.length === 0) return null;
  const sum = judged.reduce((total, { value }) => total + value!, 0n);
  return { of: sum, over: ONE * BigInt(judged.length) };
}

function coveredToOf(
  target: Target,
  all: readonly Figure[],
  total: Total | null,
  levels: readonly Figure[],
  window: Window | null,
): DayNumber | null {
  if (target.measure === 'deliverable') return null;
  if (target.value === null) {
    return all.findLast(({ value, statedShare }) => value !== null || statedShare !== null)?.periodEnd ?? null;
  }
  if (target.measure === 'flow') return total?.coveredTo ?? null;
  if (window === null) return levels.at(-1)?.periodEnd ?? null;
  const used = target.aggregate === 'mean' ? judgedOf(window) : window.used;
  return used.at(-1)?.periodEnd ?? null;
}
