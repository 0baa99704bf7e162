import { addMonths, dayTextOrNull, type DayNumber } from '../clock/calendar.rules.js';
import { asRatio, divide, ratioOf, textOf, type Ratio } from './amount.rules.js';
import { hearWords } from './claims.rules.js';
import { deliveryOn, type Delivered } from './delivery.rules.js';
import { evidenceOf, type Evidence } from './evidence.rules.js';
import { knownOn, type Figure } from './figure.rules.js';
import { freshnessOn } from './freshness.rules.js';
import { headlineOf } from './headline.rules.js';
import { paceOn, type Paced } from './pace.rules.js';
import { expectedEnd } from './periods.rules.js';
import type { Target } from './target.rules.js';
import { longOverdueAfter, timelinessOn } from './timeliness.rules.js';
import type { Verdict } from './verdict.rules.js';
import type { Delivery, Freshness, Headline, Timeliness } from './words.rules.js';

/** A verdict in the rules' own numbers: what `verdictOf` prints and sentences are made from. */
export type Judgement = {
  readonly asOf: DayNumber;
  readonly evidence: Evidence;
  readonly delivered: Delivered;
  readonly timeliness: Timeliness;
  readonly paced: Paced;
  readonly freshness: Freshness;
  readonly headline: Headline;
  readonly changesOn: DayNumber | null;
};

/** What stands on one day, without what comes after it. */
export type JudgedDay = Omit<Judgement, 'asOf' | 'evidence' | 'changesOn'>;

/** A reviewer's delivery, which stands in place of the figures' own (rules §7). */
export type Ruling = { readonly delivery: Delivery; readonly metOn: DayNumber | null };

/** Judges a target on a day by the figures of one publisher class: same inputs, same answer, for any day. */
export function judge(target: Target, figures: readonly Figure[], asOf: DayNumber): Judgement {
  const evidence = evidenceOf(target, knownOn(target, figures, asOf));
  const standing = standingOn(evidence, asOf, null);
  return { asOf, evidence, ...standing, changesOn: changesAfter(evidence, standing, asOf) };
}

/** What stands on a day by evidence that is read already; without looking ahead. */
export function standingOn(evidence: Evidence, asOf: DayNumber, ruling: Ruling | null): JudgedDay {
  const heard = hearWords(evidence, deliveryOn(evidence, asOf), asOf);
  const ruled: Delivered = ruling === null ? heard : { ...heard, ...ruling };
  const timeliness = timelinessOn(evidence, ruled, asOf);
  const missed = evidence.target.closes === 'fixed' && timeliness === 'closed' && ruled.delivery === 'in_progress';
  const delivered: Delivered = missed ? { ...ruled, delivery: 'missed' } : ruled;
  const paced = paceOn(evidence, delivered, asOf);
  const freshness = freshnessOn(evidence, delivered.delivery, timeliness, asOf);
  const headline = headlineOf(delivered.delivery, timeliness, paced.pace, freshness);
  return { delivered, timeliness, paced, freshness, headline };
}

/** The only days on which the passing of time can change what stands (rules §9), from the earlier to the later. */
export function turningDays({ target, coveredTo }: Evidence): DayNumber[] {
  const { due, lag, grace, cadence } = target;
  const days: DayNumber[] = [];
  if (due !== null) {
    const graceEnd = due + grace;
    days.push(due - 30, due, due + 1, due + lag + 1, graceEnd + 1, graceEnd + longOverdueAfter(target) + 1);
  }
  if (cadence !== null) {
    const expected = expectedEnd(target, coveredTo);
    days.push(expected + 1, expected + lag + 1, addMonths(expected + lag, cadence) + 1);
  }
  if (coveredTo !== null) {
    days.push(addMonths(coveredTo, 12) + lag + 1, addMonths(coveredTo, 24) + lag + 1);
  }
  return days.sort((a, b) => a - b);
}

/** A judgement as every field of rules §12, in plain text. */
export function verdictOf(judgement: Judgement): Verdict {
  const { evidence, delivered, timeliness, paced, freshness, headline, changesOn } = judgement;
  const { due } = evidence.target;
  const { delivery, metOn, achieved } = delivered;
  return {
    headline,
    delivery,
    timeliness,
    pace: paced.pace,
    freshness,
    achieved: print(achieved),
    share: print(shareOf(evidence, achieved)),
    expectedShare: print(paced.expectedShare),
    ratio: print(paced.ratio),
    requiredMean: print(paced.requiredMean),
    metOn: dayTextOrNull(metOn),
    daysLate: timeliness === 'met_late' ? metOn! - due! : null,
    changesOn: dayTextOrNull(changesOn),
  };
}

/** Share of the promise that is reached, whatever the delivery; null where the target has none (rules §12). */
export function shareOf({ target, shares }: Evidence, achieved: Ratio | null): Ratio | null {
  const { value, baseline } = target;
  if (target.measure === 'deliverable') return null;
  if (value === null) {
    const latest = shares.at(-1);
    return latest === undefined ? null : asRatio(latest.statedShare!);
  }
  if (achieved === null) return null;
  if (target.measure === 'flow') {
    return value > 0n ? divide(achieved, asRatio(value)) : null;
  }
  if (target.aggregate !== 'last' || baseline === null) return null;
  // A level with an aggregate of last is a single figure, so its quotient is an amount over ONE.
  return ratioOf(achieved.of - baseline.value, value - baseline.value);
}

/** The first day after `asOf` on which an axis differs, with no new figures (rules §9); only the listed days can be it. */
function changesAfter(evidence: Evidence, standing: JudgedDay, asOf: DayNumber): DayNumber | null {
  for (const day of turningDays(evidence)) {
    if (day > asOf && differs(standing, standingOn(evidence, day, null))) return day;
  }
  return null;
}

function differs(a: JudgedDay, b: JudgedDay): boolean {
  return (
    a.headline !== b.headline ||
    a.delivered.delivery !== b.delivered.delivery ||
    a.timeliness !== b.timeliness ||
    a.paced.pace !== b.paced.pace ||
    a.freshness !== b.freshness
  );
}

function print(ratio: Ratio | null): string | null {
  return ratio === null ? null : textOf(ratio);
}
