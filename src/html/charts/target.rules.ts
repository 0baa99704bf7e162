import { ticks } from 'd3-array';
import { type Day, dayNumber } from '../../clock/calendar.rules.js';
import type { FigureStanding, Bound, PublisherClass } from '../../verdicts/words.rules.js';
import { monthTicks } from '../dates.rules.js';
import { forDrawing } from '../numbers.rules.js';

/** Where the parts of a target chart stand: x in percent of the plot, y in px from its top. */

/** A published number as it lies in the chart: a count's total so far, a level, or a share. */
export type ChartPoint = {
  on: Day;
  value: string;
  bound: Bound;
  standing: FigureStanding;
  publisherClass: PublisherClass;
  /** first day after the one before it that nothing speaks for; null where the line goes on */
  gapFrom: Day | null;
  gapTo: Day | null;
  /** the value that a later statement put in this one's place */
  replaced: string | null;
  /** a period of `every` that fails */
  fails: boolean;
};

export type Span = { from: Day; due: Day | null; to: Day };

/** Share of the width that is left for the time after the due day. */
const AFTER_DUE = 25;

/** Place of a day, in percent: even up to the due day; what lies beyond takes a quarter at most. */
export function placeOfDay(span: Span): (day: Day) => number {
  const from = dayNumber(span.from);
  const to = Math.max(dayNumber(span.to), from + 1);
  const due = span.due === null ? to : Math.min(dayNumber(span.due), to);
  const wanted = ((to - due) / (to - from)) * 100;
  const after = due <= from ? wanted : Math.min(AFTER_DUE, wanted);
  return (day) => {
    const at = dayNumber(day);
    const place =
      at <= due
        ? ((at - from) / Math.max(1, due - from)) * (100 - after)
        : 100 - after + ((at - due) / Math.max(1, to - due)) * after;
    return hundredth(Math.max(0, Math.min(100, place)));
  };
}

export type Levels = { least: number; most: number; ticks: number[]; fromNought: boolean };

/** The vertical range of some values: from 0 for counts, around the values for levels; counts have whole ticks. */
export function levelsOf(values: readonly string[], fromNought: boolean, whole = false): Levels {
  const numbers = values.map(forDrawing);
  const top = Math.max(...numbers);
  const bottom = Math.min(...numbers);
  const isWhole = (tick: number): boolean => !whole || Number.isInteger(tick);
  if (fromNought && bottom >= 0) {
    const most = top > 0 ? top * 1.1 : 1;
    return { least: 0, most, ticks: ticks(0, most, 3).filter(isWhole), fromNought: true };
  }
  const room = (top - bottom || Math.abs(top) || 1) * 0.25;
  const least = bottom >= 0 ? Math.max(0, bottom - room) : bottom - room;
  const most = top + room;
  return { least, most, ticks: ticks(least, most, 3).filter(isWhole), fromNought: least === 0 };
}

/** Place of a value, in px from the top of a plot between `top` and `bottom`. */
export function placeOfValue({ least, most }: Levels, top: number, bottom: number): (value: number) => number {
  return (value) => tenth(bottom - ((value - least) / (most - least)) * (bottom - top));
}

/** Months named on the axis before the due day: at most five, at most four where it is narrow. */
export function axisMonths(span: Span): { all: Day[]; narrow: ReadonlySet<Day> } {
  const to = span.due !== null && span.due < span.to ? span.due : span.to;
  const part = placeOfDay(span)(to) / 100;
  return {
    all: monthTicks(span.from, to, Math.floor(5 * part)),
    narrow: new Set(monthTicks(span.from, to, Math.floor(4 * part))),
  };
}

/** Moves labels apart so that none lies on another; keeps their order from the top. */
export function apart(wanted: readonly number[], gap: number, top: number, bottom: number): number[] {
  const order = wanted.map((_, at) => at).toSorted((a, b) => wanted[a]! - wanted[b]!);
  const places = [...wanted];
  let free = top;
  for (const at of order) {
    places[at] = Math.max(places[at]!, free);
    free = places[at] + gap;
  }
  let end = bottom;
  for (const at of order.toReversed()) {
    places[at] = Math.min(places[at]!, end);
    end = places[at] - gap;
  }
  return places;
}

function hundredth(number: number): number {
  return Math.round(number * 100) / 100;
}

function tenth(number: number): number {
  return Math.round(number * 10) / 10;
}
