// What a promise of a kind says for a year, how its government reports, and what is announced later.
import { addDays, addMonths, type Day, dayNumber, dayText } from '../../../src/clock/calendar.rules.js';
import type { Measure } from '../../../src/verdicts/words.rules.js';
import type { Chance } from '../../support/chance.js';

/** The day for which everything is settled. */
export const TODAY = '2025-11-24';

type Fields = Record<string, unknown>;

/** A figure that was published about a target. `namesTarget` where it speaks of that target alone. */
export interface SeriesFigure extends Fields {
  periodEnd: Day;
  publishedOn: Day;
  value: string | null;
  publisherClass: string;
  isRevised: boolean;
  namesTarget?: boolean;
}

/** What was announced after the original. */
export interface LaterVersion extends Fields {
  kind: 'amendment' | 'withdrawal';
  announcedOn: Day;
}

/** What a kind of promise says for a year, and what came of it. */
export interface Made {
  version: Fields;
  figures: SeriesFigure[];
  later?: LaterVersion[];
}

export interface Kind {
  measure: Measure;
  make: (lot: Chance, year: number) => Made;
}

/** A count to be reached within a year, at least. */
function count(lot: Chance, year: number): Made {
  const value = 20 * (1 + lot.below(200));
  const closes = lot.percent(80) ? 'open' : 'fixed';
  const version = {
    comparator: 'at_least',
    value: String(value),
    closes,
    start: `${year}-01-01`,
    due: `${year}-12-31`,
  };
  const pace = 0.5 + lot.below(90) / 100;
  const figures = habit(lot, year).map(({ from, to, whole, isPart }) => ({
    form: isPart ? 'increment' : 'running_total',
    periodStart: isPart ? from : `${year}-01-01`,
    periodEnd: to,
    value: String(Math.max(1, Math.floor(value * pace * whole))),
  }));
  return {
    version: { ...version, cadence: cadenceOf(figures) },
    figures: figures.map((each) => published(lot, each)),
    ...later(lot, year, version, value),
  };
}

/** Something to be there by a day. */
function deliverable(lot: Chance, year: number): Made {
  const month = 3 * (1 + lot.below(4));
  const due = lastOfMonth(year, month);
  const version = {
    comparator: 'done',
    value: null,
    start: null,
    due,
    closes: 'open',
    publicationLagDays: lot.percent(50) ? 0 : 30,
  };
  const acts = lot.percent(62)
    ? [{ form: 'level', periodEnd: `${year}-${two(1 + lot.below(12))}-20`, value: '1' }]
    : [];
  return { version, figures: acts.map((each) => published(lot, each)) };
}

/** A level to be reached at the end of the year, from where it was. */
function level(lot: Chance, year: number): Made {
  const baseline = 40 + lot.below(30);
  const value = baseline + 4 + lot.below(8);
  const version = {
    comparator: 'at_least',
    value: String(value),
    aggregate: 'last',
    closes: 'open',
    start: `${year}-01-01`,
    due: `${year}-12-31`,
    baseline: { value: String(baseline), on: `${year - 1}-12-31` },
  };
  const figures = habit(lot, year).map(({ to, far }) => ({
    form: 'level',
    periodEnd: to,
    value: (baseline + (value - baseline) * far * (0.6 + lot.below(60) / 100)).toFixed(1),
  }));
  return { version, figures: figures.map((each) => published(lot, each)), ...later(lot, year, version, value) };
}

/** A yearly mean to be kept below a line, published month by month. */
function rate(lot: Chance, year: number): Made {
  const value = (2 + lot.below(40) / 10).toFixed(1);
  const version = {
    comparator: 'at_most',
    value,
    aggregate: 'mean',
    closes: 'fixed',
    cadence: 'monthly',
    start: `${year}-01-01`,
    due: `${year}-12-31`,
  };
  const figures = monthsUpTo(year, lot.percent(75) ? 12 : lot.below(12)).map(({ from, to }) => ({
    form: 'level',
    periodStart: from,
    periodEnd: to,
    value: (Number(value) - 0.8 + lot.below(14) / 10).toFixed(1),
  }));
  return { version, figures: figures.map((each) => published(lot, each)) };
}

/** A count that is not to be passed. */
function limit(lot: Chance, year: number): Made {
  const value = 100 * (1 + lot.below(50));
  const version = {
    comparator: 'at_most',
    value: String(value),
    closes: 'fixed',
    start: `${year}-01-01`,
    due: `${year}-12-31`,
  };
  const figures = habit(lot, year).map(({ from, to, whole, isPart }) => ({
    form: isPart ? 'increment' : 'running_total',
    periodStart: isPart ? from : `${year}-01-01`,
    periodEnd: to,
    value: String(Math.floor(value * whole * (0.6 + lot.below(50) / 100))),
  }));
  return { version, figures: figures.map((each) => published(lot, each)) };
}

/** A number that was never published; shares of it are. */
function share(lot: Chance, year: number): Made {
  const version = { comparator: 'at_least', value: null, closes: 'open', start: `${year}-01-01`, due: `${year}-12-31` };
  const figures = habit(lot, year).map(({ to, far }) => ({
    form: 'running_total',
    periodStart: `${year}-01-01`,
    periodEnd: to,
    value: null,
    namesTarget: true,
    statedShare: (far * (0.7 + lot.below(50) / 100)).toFixed(2),
  }));
  return { version, figures: figures.map((each) => published(lot, each)) };
}

/** Promised over years, and nothing was ever published. */
function silent(lot: Chance, year: number): Made {
  const due = `${year + lot.below(4)}-12-31`;
  return {
    version: {
      comparator: 'at_least',
      value: String(10 * (1 + lot.below(90))),
      closes: 'open',
      start: `${year}-01-01`,
      due,
    },
    figures: [],
  };
}

/** How a government reports: never, once, by half-years, by quarters or by months. Stretches that are over today. */
function habit(lot: Chance, year: number): Stretch[] {
  const each = lot.weighted([
    [0, 20],
    [12, 33],
    [6, 12],
    [3, 22],
    [1, 13],
  ]);
  if (each === 0) return [];
  const isPart = each === 1;
  return stretches(year, each).map((one) => ({ ...one, isPart, whole: isPart ? each / 12 : one.far }));
}

/** Months of a year that a figure is of. `far` is the share of the year that is over at their end, `whole` what the figure covers. */
interface Stretch {
  from: Day;
  to: Day;
  far: number;
  isPart: boolean;
  whole: number;
}

function stretches(year: number, each: number): Pick<Stretch, 'from' | 'to' | 'far'>[] {
  const list = [];
  for (let month = each; month <= 12; month += each) {
    const to = lastOfMonth(year, month);
    if (to < TODAY) list.push({ from: `${year}-${two(month - each + 1)}-01`, to, far: month / 12 });
  }
  return list;
}

function monthsUpTo(year: number, count: number): Pick<Stretch, 'from' | 'to' | 'far'>[] {
  return stretches(year, 1).slice(0, count);
}

function cadenceOf(figures: readonly unknown[]): string | null {
  if (figures.length >= 8) return 'monthly';
  return figures.length >= 3 ? 'quarterly' : null;
}

/** When and as what a figure is published; some by others, some changed afterwards. */
function published(lot: Chance, figure: Fields & { periodEnd: Day; value: string | null }): SeriesFigure {
  return {
    ...figure,
    publishedOn: addDays(figure.periodEnd, 6 + lot.below(40)),
    standing: lot.percent(85) ? 'final' : 'provisional',
    bound: lot.percent(80) ? 'exact' : 'about',
    publisherClass: lot.weighted([
      ['government', 98],
      ['auditor', 1],
      ['independent', 1],
    ]),
    isRevised: lot.percent(6),
  };
}

/** What was announced after the original: an amendment now and then, seldom a withdrawal. */
function later(lot: Chance, year: number, version: Fields, value: number): Pick<Made, 'later'> {
  if (lot.percent(2)) return { later: [{ kind: 'withdrawal', announcedOn: `${year}-09-10` }] };
  if (!lot.percent(8)) return {};
  const said = lot.percent(50)
    ? { due: `${year + 1}-06-30` }
    : { value: String(Math.round(value * (lot.percent(60) ? 0.8 : 1.2))) };
  return { later: [{ kind: 'amendment', announcedOn: `${year}-07-15`, ...version, ...said }] };
}

/** The last day of a month, counted from 1. */
function lastOfMonth(year: number, month: number): Day {
  return addDays(dayText(addMonths(dayNumber(`${year}-01-01`), month)), -1);
}

export function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** Kinds of promises, each as often as its weight says. */
export const KINDS: [kind: Kind, weight: number][] = [
  [{ measure: 'flow', make: count }, 46],
  [{ measure: 'deliverable', make: deliverable }, 16],
  [{ measure: 'level', make: level }, 10],
  [{ measure: 'level', make: rate }, 8],
  [{ measure: 'flow', make: limit }, 8],
  [{ measure: 'flow', make: share }, 7],
  [{ measure: 'flow', make: silent }, 5],
];
