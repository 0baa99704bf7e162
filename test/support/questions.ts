import * as fc from 'fast-check';
import { addDays, addMonths, dayNumber, dayText, type Day } from '../../src/clock/calendar.rules.js';
import { BOUNDS, CLAIMS, COMPARATORS, STANDINGS } from '../../src/verdicts/words.rules.js';
import type { Fields } from './judging.js';

/** A question as a request writes it. */
export type Asked = { asOf: Day; target: Fields; figures: Fields[] };

const EPOCH: Day = '2024-01-01';

/** A day by its distance from 1 January 2024. */
const day = (from: number, to: number): fc.Arbitrary<Day> =>
  fc.integer({ min: from, max: to }).map((offset) => addDays(EPOCH, offset));

/** Decimals near each other, so that comparisons come out every way. */
const decimal = fc.constantFrom('0', '-1', '0.5', '4.9', '5', '5.000000000001', '5.1', '10', '79', '80', '100', '300');
const share = fc.constantFrom('0', '0.1', '0.5', '0.999999999999', '1', '1.000000000001', '1.5', '-0.2');

const rawTarget = fc.record({
  kind: fc.constantFrom('flow', 'last', 'mean', 'every', 'deliverable'),
  comparator: fc.constantFrom(...COMPARATORS.filter((word) => word !== 'done')),
  value: fc.option(decimal, { freq: 6 }),
  spread: fc.constantFrom('0', '0.1', '20'),
  missAllowed: fc.constantFrom('none', 'below', 'above'),
  start: fc.option(fc.oneof(fc.constant(EPOCH), day(0, 20)), { freq: 6 }),
  length: fc.oneof(fc.constant(365), fc.integer({ min: 0, max: 500 })),
  hasDue: fc.boolean(),
  isFixed: fc.boolean(),
  baseline: fc.option(fc.record({ value: decimal, on: fc.option(day(-90, -1)) })),
  cadence: fc.option(fc.constantFrom('monthly', 'quarterly', 'half_yearly', 'yearly')),
  publicationLagDays: fc.option(fc.integer({ min: 0, max: 45 })),
  graceDays: fc.constantFrom(0, 0, 7, 90),
  ramp: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 3 })),
});

type RawTarget = typeof rawTarget extends fc.Arbitrary<infer Raw> ? Raw : never;

/** Makes choices into a target that the rules take: what they would refuse is bent, not thrown away. */
function lawful(raw: RawTarget): Fields {
  const { kind, value, spread } = raw;
  if (kind === 'deliverable') {
    const due = raw.hasDue ? addDays(EPOCH, raw.length) : null;
    const start = due === null || raw.start === null || raw.start <= due ? raw.start : due;
    return { comparator: 'done', measure: 'deliverable', start, due, graceDays: raw.graceDays };
  }
  const isFlow = kind === 'flow';
  const isFloor = raw.comparator === 'at_least' || raw.comparator === 'more_than';
  const mustClose = kind === 'mean' || kind === 'every' || (isFlow && !isFloor);
  const isFixed = mustClose || raw.isFixed;
  const start = raw.start ?? (isFixed ? EPOCH : null);
  const due = isFixed || raw.hasDue ? addDays(start ?? EPOCH, raw.length) : null;
  const promised = isFlow && isFloor && value !== null && !(Number(value) > 0) ? '300' : value;
  const baseline = raw.baseline === null || raw.baseline.value === promised ? null : raw.baseline;
  return {
    comparator: raw.comparator,
    measure: isFlow ? 'flow' : 'level',
    aggregate: isFlow ? null : kind,
    value: promised,
    upper: raw.comparator === 'between' ? (Number(promised ?? '1') + Number(spread)).toFixed(12) : null,
    tolerance: raw.comparator === 'about' ? spread : null,
    missAllowed: raw.comparator === 'about' ? raw.missAllowed : 'none',
    start,
    due,
    closes: isFixed ? 'fixed' : 'open',
    baseline,
    cadence: start === null ? null : raw.cadence,
    publicationLagDays: raw.publicationLagDays,
    graceDays: raw.graceDays,
    trajectory: start === null || due === null ? null : rampOf(raw, start),
  };
}

/** Days and shares that rise together, inside the window. */
function rampOf({ ramp, length }: RawTarget, start: Day): Fields[] | null {
  if (ramp === null) return null;
  const points = ramp
    .toSorted((a, b) => a - b)
    .map((hundredth) => ({
      on: addDays(start, Math.floor((hundredth * length) / 100)),
      share: String(hundredth / 100),
    }));
  return points.filter(({ on }, at) => at === 0 || on > points[at - 1]!.on);
}

export const targets: fc.Arbitrary<Fields> = rawTarget.map(lawful);

const rawFigure = fc.record({
  isIncrement: fc.boolean(),
  from: fc.integer({ min: -60, max: 520 }),
  days: fc.constantFrom(0, 27, 30, 30, 90, 180, 365),
  isDated: fc.boolean(),
  kind: fc.constantFrom('number', 'number', 'number', 'number', 'share', 'words'),
  value: decimal,
  share,
  claim: fc.constantFrom(...CLAIMS),
  hasClaim: fc.constantFrom(true, false, false, false),
  bound: fc.constantFrom(...BOUNDS, 'exact' as const, 'exact' as const, 'exact' as const),
  standing: fc.constantFrom(...STANDINGS, 'final' as const, 'final' as const),
  delay: fc.integer({ min: 0, max: 120 }),
  supersedes: fc
    .option(fc.nat(), { freq: 3, nil: null })
    .map((link) => (link !== null && link % 3 === 0 ? link : null)),
});

type RawFigure = typeof rawFigure extends fc.Arbitrary<infer Raw> ? Raw : never;

function figureOf(raw: RawFigure, at: number, { measure }: Fields): Fields {
  // Half of the figures begin with the window or a month of it, so that tiles meet.
  const begin = addDays(EPOCH, raw.from % 2 === 0 ? Math.round(raw.from / 31) * 31 : raw.from);
  const periodEnd = addDays(begin, raw.days);
  const isNumber = raw.kind === 'number';
  const isIncrement = measure === 'flow' && raw.isIncrement;
  return {
    id: `f${at}`,
    form: measure === 'flow' ? (isIncrement ? 'increment' : 'running_total') : 'level',
    periodStart: isIncrement || raw.isDated ? begin : null,
    periodEnd,
    value: isNumber ? (measure === 'deliverable' && raw.isDated ? '1' : raw.value) : null,
    statedShare: raw.kind === 'share' || (isNumber && raw.hasClaim) ? raw.share : null,
    claim: raw.kind === 'words' || raw.hasClaim ? raw.claim : null,
    bound: raw.bound,
    standing: raw.standing,
    // Never the same day for two, so that nothing is left to the order in which they come.
    publishedOn: addDays(periodEnd, raw.delay),
    supersedes: raw.supersedes !== null && at > 0 ? `f${raw.supersedes % at}` : null,
  };
}

/** A month of a series, its value a part of what is promised. */
const rawMonth = fc.record({
  part: fc.constantFrom('0', '0.5', '0.9', '1', '1', '1.2'),
  standing: fc.constantFrom('final', 'final', 'final', 'provisional'),
  delay: fc.integer({ min: 0, max: 60 }),
});

type RawMonth = typeof rawMonth extends fc.Arbitrary<infer Raw> ? Raw : never;

/** Month after month from the first on: what statistics offices publish when all goes well. */
function monthOf({ part, standing, delay }: RawMonth, at: number, { measure, value }: Fields): Fields {
  const number = dayNumber(EPOCH);
  const periodStart = dayText(addMonths(number, at));
  const periodEnd = dayText(addMonths(number, at + 1) - 1);
  const whole = Number(value ?? '100') * Number(part);
  const isFlow = measure === 'flow';
  return {
    id: `f${at}`,
    form: isFlow ? 'increment' : 'level',
    periodStart: isFlow ? periodStart : null,
    periodEnd,
    value: (isFlow ? whole / 12 : whole).toFixed(4),
    standing,
    publishedOn: addDays(periodEnd, delay),
  };
}

const series = (target: Fields): fc.Arbitrary<Fields[]> =>
  fc.array(rawMonth, { minLength: 1, maxLength: 14 }).map((raws) => raws.map((raw, at) => monthOf(raw, at, target)));

/** Up to nine figures of a target, or a series of months; each with an id, some superseding an earlier one. */
export const figuresOf = (target: Fields): fc.Arbitrary<Fields[]> =>
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.array(rawFigure, { maxLength: 9 }).map((raws) => raws.map((raw, at) => figureOf(raw, at, target))),
    },
    { weight: 1, arbitrary: series(target) },
  );

/** Questions that the rules take, of every kind, on days before, inside and after the window. */
export const questions: fc.Arbitrary<Asked> = targets.chain((target) =>
  fc.record({ asOf: fc.oneof(day(-60, 900), day(350, 430)), target: fc.constant(target), figures: figuresOf(target) }),
);
