import type { DayNumber } from '../clock/calendar.rules.js';
import { ONE, asRatio, type Ratio } from './amount.rules.js';
import { compareWith, side, type Outcome } from './comparing.rules.js';
import { isFirm, judgedOf, type Evidence } from './evidence.rules.js';
import type { Figure } from './figure.rules.js';
import { isFloor, type Limits, type Target } from './target.rules.js';
import { layTiles, type Total } from './tiles.rules.js';
import type { Delivery, FigureStanding } from './words.rules.js';

/** Where a target stands between promise and outcome on a day (rules §3). */
export type Delivered = {
  readonly delivery: Delivery;
  /** the day on which it was reached: met and exceeded only */
  readonly metOn: DayNumber | null;
  /** what is on record settles the answer */
  readonly closed: boolean;
  /** the figures on record cannot decide the comparison */
  readonly undecided: boolean;
  /** what counts as achieved on this day */
  readonly achieved: Ratio | null;
};

/** Delivery by the figures alone, on a day; words come after it (`claims.rules.ts`). */
export function deliveryOn(evidence: Evidence, asOf: DayNumber): Delivered {
  const { target } = evidence;
  if (target.measure === 'deliverable') return deliverable(evidence);
  if (target.value === null) return unnamed(evidence, asOf);
  if (target.measure === 'flow') return isFloor(target) ? flowFloor(evidence, asOf) : flowLimit(evidence, asOf);
  if (target.aggregate === 'last') return levelLast(evidence, asOf);
  return target.aggregate === 'mean' ? levelMean(evidence, asOf) : levelEvery(evidence, asOf);
}

/** Final; once the lag is over, provisional too (rules §2.8). */
function closes({ due, lag }: Target, asOf: DayNumber, standing: FigureStanding): boolean {
  return standing === 'final' || (standing === 'provisional' && due !== null && asOf > due + lag);
}

function deliverable(evidence: Evidence): Delivered {
  const act = evidence.known.all.find(
    (figure) =>
      isFirm(figure) &&
      figure.value !== null &&
      figure.bound !== 'at_most' &&
      side(asRatio(figure.value), figure.bound, ONE) >= 0,
  );
  if (act === undefined) return unsettled(missing(evidence), null);
  return { delivery: 'met', metOn: act.periodEnd, closed: false, undecided: false, achieved: asRatio(ONE) };
}

function unnamed(evidence: Evidence, asOf: DayNumber): Delivered {
  const { target, shares } = evidence;
  const achieved = achievedUnnamed(evidence);
  const latest = shares.at(-1);
  if (latest === undefined || !isFloor(target)) return unsettled('not_assessable', achieved);

  const firmShares = shares.filter(isFirm);
  const latestFirm = firmShares.at(-1);
  const { due, measure } = target;
  const closed = due !== null && shares.some((share) => share.periodEnd >= due && closes(target, asOf, share.standing));
  const tooEarly = measure === 'level' && (due === null || asOf < due);
  const isFirmEnough = latestFirm !== undefined && isEnough(target, latestFirm);
  if (isFirmEnough && !tooEarly) {
    const first = firmShares.find((share) => isEnough(target, share))!;
    const above = target.comparator === 'at_least' && latestFirm.statedShare! > ONE;
    return {
      delivery: above ? 'exceeded' : 'met',
      metOn: measure === 'level' ? Math.max(first.periodEnd, due!) : first.periodEnd,
      closed,
      undecided: false,
      achieved,
    };
  }
  const isEnoughSoFar = isFirmEnough || isEnough(target, latest);
  return { ...unsettled(isEnoughSoFar ? 'holding' : 'in_progress', achieved), closed };
}

function flowFloor(evidence: Evidence, asOf: DayNumber): Delivered {
  const { target, total, firm, limits } = evidence;
  if (total === null) return unsettled(missing(evidence), null);
  if (firm !== null && outcomeOf(limits!, firm) === 'satisfied') {
    const exceeds = target.comparator === 'at_least' && side(asRatio(firm.amount), firm.bound, target.value!) > 0;
    return {
      delivery: exceeds ? 'exceeded' : 'met',
      metOn: reachedOn(evidence),
      closed: isTotalClosed(evidence, asOf),
      undecided: false,
      achieved: asRatio(firm.amount),
    };
  }
  const outcome = outcomeOf(limits!, total);
  return {
    delivery: outcome === 'satisfied' ? 'holding' : 'in_progress',
    metOn: null,
    closed: isTotalClosed(evidence, asOf),
    undecided: outcome === 'undecided',
    achieved: asRatio(total.amount),
  };
}

function flowLimit(evidence: Evidence, asOf: DayNumber): Delivered {
  const { target, total, firm, limits } = evidence;
  if (total === null) return unsettled(missing(evidence), null);
  const closed = isTotalClosed(evidence, asOf);
  const firmOutcome = firm === null ? null : outcomeOf(limits!, firm);
  if (firmOutcome === 'passed') return settled('breached', null, closed, asRatio(firm!.amount));
  const due = target.due!;
  if (asOf >= due && closed && firmOutcome === 'satisfied') return settled('met', due, closed, asRatio(firm!.amount));
  const outcome = outcomeOf(limits!, total);
  return {
    delivery: outcome === 'satisfied' ? 'holding' : 'in_progress',
    metOn: null,
    closed,
    undecided: outcome === 'undecided',
    achieved: asRatio(total.amount),
  };
}

function levelLast(evidence: Evidence, asOf: DayNumber): Delivered {
  const { target, levels, limits } = evidence;
  const latest = levels.at(-1);
  if (latest === undefined) return unsettled(missing(evidence), null);
  const { due } = target;
  if (due !== null && asOf >= due) {
    const deciding = decidingLevels(evidence, asOf);
    const hit = deciding.find((figure) => levelOutcome(limits!, figure) === 'satisfied');
    if (hit !== undefined) {
      const above = target.comparator === 'at_least' && side(asRatio(hit.value!), hit.bound, target.value!) > 0;
      const metOn = hit === deciding[0] ? due : hit.periodEnd;
      return settled(above ? 'exceeded' : 'met', metOn, true, asRatio(hit.value!));
    }
    if (deciding.length > 0) return { ...unsettled('in_progress', asRatio(latest.value!)), closed: true };
  }
  const outcome = levelOutcome(limits!, latest);
  return {
    delivery: outcome === 'satisfied' ? 'holding' : 'in_progress',
    metOn: null,
    closed: levels.some((figure) => isDeciding(evidence, figure) && closes(target, asOf, figure.standing)),
    undecided: outcome === 'undecided',
    achieved: asRatio(latest.value!),
  };
}

/** The figures that decide a last, oldest first, up to the first without closing standing. */
function decidingLevels(evidence: Evidence, asOf: DayNumber): Figure[] {
  const deciding = evidence.levels.filter((figure) => isDeciding(evidence, figure));
  const open = deciding.findIndex(({ standing }) => !closes(evidence.target, asOf, standing));
  return open < 0 ? deciding : deciding.slice(0, open);
}

/** Decided, no estimate, and ends on or after due. */
function isDeciding({ target, limits }: Evidence, figure: Figure): boolean {
  const { due } = target;
  return due !== null && figure.periodEnd >= due && isFirm(figure) && levelOutcome(limits!, figure) !== 'undecided';
}

function levelMean(evidence: Evidence, asOf: DayNumber): Delivered {
  const { target, window, mean, limits } = evidence;
  if (mean === null) return unsettled(missing(evidence), null);
  const judged = judgedOf(window!);
  // A computed mean is exact, be it of one figure; a published one keeps its own bound.
  const outcome = compareWith(limits!, mean, window!.whole?.bound ?? 'exact');
  const closed =
    judged.every(({ standing }) => closes(target, asOf, standing)) &&
    outcome !== 'undecided' &&
    (window!.whole !== null || isWindowFull(evidence));
  const due = target.due!;
  if (asOf >= due && closed && outcome === 'satisfied') return settled('met', due, closed, mean);
  return {
    delivery: outcome === 'satisfied' ? 'holding' : 'in_progress',
    metOn: null,
    closed,
    undecided: outcome === 'undecided',
    achieved: mean,
  };
}

function levelEvery(evidence: Evidence, asOf: DayNumber): Delivered {
  const { target, window, limits } = evidence;
  const used = window!.used;
  const latest = used.at(-1);
  if (latest === undefined) return unsettled(missing(evidence), null);
  const achieved = asRatio(latest.value!);
  const outcomes = used.map((figure) => levelOutcome(limits!, figure));
  const undecided = outcomes.includes('undecided');
  const closed = !undecided && used.every(({ standing }) => closes(target, asOf, standing)) && isWindowFull(evidence);
  const fails = used.some((figure, at) => isFirm(figure) && (outcomes[at] === 'short' || outcomes[at] === 'passed'));
  if (fails) return settled('breached', null, closed, achieved);
  const due = target.due!;
  if (asOf >= due && closed) return settled('met', due, closed, achieved);
  return { delivery: 'holding', metOn: null, closed, undecided, achieved };
}

/** The last used figure ends on or after due and, with a cadence, every period has one. */
function isWindowFull({ target, window }: Evidence): boolean {
  const { used, periods } = window!;
  const last = used.at(-1);
  return last !== undefined && last.periodEnd >= target.due! && (periods === null || used.length === periods);
}

/** coveredTo at or past due, no gap, closing standing, decided: of the tiles that are no estimates. */
function isTotalClosed({ target, firm, limits }: Evidence, asOf: DayNumber): boolean {
  return (
    firm !== null &&
    target.due !== null &&
    firm.coveredTo >= target.due &&
    !firm.gap &&
    closes(target, asOf, firm.standing) &&
    outcomeOf(limits!, firm) !== 'undecided'
  );
}

/** The first period end at which the total of what ends by then satisfies, without estimates. */
function reachedOn({ target, known, limits }: Evidence): DayNumber {
  const firm = known.all.filter(isFirm);
  for (let count = 1; count < firm.length; count += 1) {
    if (firm[count]!.periodEnd === firm[count - 1]!.periodEnd) continue;
    const total = layTiles(target, firm.slice(0, count));
    if (total !== null && outcomeOf(limits!, total) === 'satisfied') return firm[count - 1]!.periodEnd;
  }
  return firm.at(-1)!.periodEnd;
}

function outcomeOf(limits: Limits, total: Total): Outcome {
  return compareWith(limits, asRatio(total.amount), total.bound);
}

function levelOutcome(limits: Limits, figure: Figure): Outcome {
  return compareWith(limits, asRatio(figure.value!), figure.bound);
}

/** A share counts as printed: the bound of its figure is about the value. */
function isEnough({ comparator }: Target, { statedShare }: Figure): boolean {
  return statedShare! > ONE || (statedShare === ONE && comparator === 'at_least');
}

function achievedUnnamed({ total, levels }: Evidence): Ratio | null {
  if (total !== null) return asRatio(total.amount);
  const latest = levels.at(-1);
  return latest === undefined ? null : asRatio(latest.value!);
}

/** Without usable figures: any figure left is movement, none is silence. */
function missing({ known }: Evidence): Delivery {
  return known.all.length > 0 ? 'in_progress' : 'no_figures';
}

function unsettled(delivery: Delivery, achieved: Ratio | null): Delivered {
  return { delivery, metOn: null, closed: false, undecided: false, achieved };
}

function settled(delivery: Delivery, metOn: DayNumber | null, closed: boolean, achieved: Ratio | null): Delivered {
  return { delivery, metOn, closed, undecided: false, achieved };
}
