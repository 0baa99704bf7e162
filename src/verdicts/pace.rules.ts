import type { DayNumber } from '../clock/calendar.rules.js';
import { ONE, asRatio, compareRatios, divide, ratioOf, type Amount, type Ratio } from './amount.rules.js';
import { compareWith } from './comparing.rules.js';
import type { Delivered } from './delivery.rules.js';
import type { Evidence } from './evidence.rules.js';
import { isCeiling, isFloor, originOf, type Target } from './target.rules.js';
import type { Pace } from './words.rules.js';

/** Pace with the numbers it was judged by; null where a number is missing (rules §5). */
export type Paced = {
  readonly pace: Pace;
  readonly expectedShare: Ratio | null;
  readonly ratio: Ratio | null;
  readonly requiredMean: Ratio | null;
};

const hundredths = (count: bigint): Ratio => ({ of: count, over: 100n });
const TOO_EARLY = hundredths(10n);
const FAR_BEHIND = hundredths(60n);
const BEHIND = hundredths(95n);
const AHEAD = hundredths(115n);

const only = (pace: Pace): Paced => ({ pace, expectedShare: null, ratio: null, requiredMean: null });

/** Whether the figures keep up with the way to the promise, judged at the data's day, not at today. */
export function paceOn(evidence: Evidence, { delivery }: Delivered, asOf: DayNumber): Paced {
  const { target } = evidence;
  const open = delivery === 'in_progress' || delivery === 'holding' || delivery === 'no_figures';
  if (!open || (target.due !== null && asOf > target.due)) return only('not_applicable');
  if (target.aggregate === 'mean' && target.cadence !== null && target.value !== null) return meanPace(evidence);

  const share = shareOf(evidence, delivery);
  const expected = share === null ? null : expectedShare(target, share.at);
  if (share === null || expected === null) return only('unknown');
  if (compareRatios(expected, TOO_EARLY) < 0) return { ...only('too_early'), expectedShare: expected };
  const isCap = isCeiling(target) && target.measure === 'flow';
  if (isCap && share.of.of <= 0n) return { ...only('ahead'), expectedShare: expected };
  const ratio = isCap ? divide(expected, share.of)! : divide(share.of, expected)!;
  return { pace: paceOf(ratio), expectedShare: expected, ratio, requiredMean: null };
}

function paceOf(ratio: Ratio): Pace {
  if (compareRatios(ratio, FAR_BEHIND) < 0) return 'far_behind';
  if (compareRatios(ratio, BEHIND) < 0) return 'behind';
  return compareRatios(ratio, AHEAD) < 0 ? 'on_track' : 'ahead';
}

/** The share reached, with the day it speaks of. Null where a term is missing. */
function shareOf(evidence: Evidence, delivery: Delivered['delivery']): { of: Ratio; at: DayNumber } | null {
  const { target, total, shares, coveredTo } = evidence;
  if (delivery === 'no_figures' || target.due === null) return null;
  if (target.value === null) {
    const latest = shares.at(-1);
    const isHeld = target.aggregate === 'last' && delivery === 'holding';
    if (latest === undefined || !isFloor(target) || isHeld || target.aggregate === 'every') return null;
    return { of: asRatio(latest.statedShare!), at: latest.periodEnd };
  }
  if (!isFloor(target) && !isCeiling(target)) return null;
  if (coveredTo === null) return null;
  if (target.measure === 'flow') {
    // A ceiling of 0 or less has no way to go: there is no share of it.
    return total === null || target.value <= 0n ? null : { of: ratioOf(total.amount, target.value)!, at: coveredTo };
  }
  if (target.aggregate !== 'last' || delivery !== 'in_progress') return null;
  const of = wayFromBaseline(evidence);
  return of === null ? null : { of, at: coveredTo };
}

function wayFromBaseline({ target, limits, levels }: Evidence): Ratio | null {
  const { baseline, value } = target;
  const latest = levels.at(-1);
  if (baseline === null || latest === undefined) return null;
  if (compareWith(limits!, asRatio(baseline.value), 'exact') === 'satisfied') return null;
  return ratioOf(latest.value! - baseline.value, value! - baseline.value);
}

/** How far a target should have come by the end of `day`: straight from the origin to due, or along its own ramp. */
export function expectedShare(target: Target, day: DayNumber): Ratio | null {
  const origin = originOf(target);
  const { due, trajectory } = target;
  if (origin === null || due === null || origin >= due) return null;
  if (trajectory === null) {
    const elapsed = Math.min(Math.max(day - origin, 0), due - origin);
    return { of: BigInt(elapsed), over: BigInt(due - origin) };
  }
  const points: { on: DayNumber; share: Amount }[] = [{ on: origin, share: 0n }, ...trajectory];
  if (points.at(-1)!.on < due) points.push({ on: due, share: ONE });
  const next = points.findIndex(({ on }) => on > day);
  if (next === 0) return asRatio(0n);
  if (next < 0) return asRatio(points.at(-1)!.share);
  const from = points[next - 1]!;
  const to = points[next]!;
  const span = BigInt(to.on - from.on);
  return { of: from.share * span + (to.share - from.share) * BigInt(day - from.on), over: ONE * span };
}

/** What the remaining periods must keep on average, held against the values known so far. */
function meanPace({ target, window, known }: Evidence): Paced {
  const { used, periods } = window!;
  const remaining = periods! - used.length;
  if ((!isFloor(target) && !isCeiling(target)) || used.length === 0 || remaining <= 0) return only('unknown');
  const sum = used.reduce((total, { value }) => total + value!, 0n);
  const required = ratioOf(target.value! * BigInt(periods!) - sum, ONE * BigInt(remaining))!;
  const values = [...known.history, ...used].map(({ value }) => value!);
  const needs = { ...only('too_early'), requiredMean: required };
  if (values.length < 6) return needs;

  // For a ceiling low values are hard to keep; for a floor the same, mirrored.
  const sign = isCeiling(target) ? 1 : -1;
  const against = (value: Ratio): number => sign * compareRatios(required, value);
  const recent = values.slice(-24);
  const lastYear = values.slice(-12);
  const meanOfYear = { of: lastYear.reduce((total, value) => total + value, 0n), over: ONE * BigInt(lastYear.length) };
  if (recent.every((value) => against(asRatio(value)) < 0)) return { ...needs, pace: 'far_behind' };
  if (recent.every((value) => against(asRatio(value)) > 0)) return { ...needs, pace: 'ahead' };
  return { ...needs, pace: against(meanOfYear) < 0 ? 'behind' : 'on_track' };
}
