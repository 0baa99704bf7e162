import { dayText, type Day } from '../../src/clock/calendar.rules.js';
import { judge, verdictOf, type Judgement } from '../../src/verdicts/judge.rules.js';
import { parseQuestion } from '../../src/verdicts/parse.rules.js';
import type { Verdict } from '../../src/verdicts/verdict.rules.js';

/** A target or a figure as a request writes it. */
export type Fields = Record<string, unknown>;

/** Judges the way a request is judged: parsed once, by the government's figures. */
export function judged(target: Fields, figures: readonly Fields[], asOf: Day): Judgement {
  const question = parseQuestion({ asOf, target, figures });
  return judge(question.target, question.figures.filter(isGovernments), question.asOf);
}

export function verdict(target: Fields, figures: readonly Fields[], asOf: Day): Verdict {
  return verdictOf(judged(target, figures, asOf));
}

const isGovernments = ({ publisherClass }: { publisherClass: string }): boolean => publisherClass === 'government';

/** 300 renovations in 2024, which may still come late. */
export const FLOOR: Fields = {
  comparator: 'at_least',
  measure: 'flow',
  value: '300',
  start: '2024-01-01',
  due: '2024-12-31',
};
/** No more than 10 accidents in 2024. */
export const CEILING: Fields = { ...FLOOR, comparator: 'at_most', value: '10', closes: 'fixed' };
/** A share of at least 80 at the end of 2024. */
export const LEVEL: Fields = { ...FLOOR, measure: 'level', aggregate: 'last', value: '80' };
/** A mean of at most 5 over the months of 2024. */
export const MEAN: Fields = {
  ...LEVEL,
  comparator: 'at_most',
  value: '5',
  aggregate: 'mean',
  closes: 'fixed',
  cadence: 'monthly',
};
/** At most 5 in every month of 2024. */
export const EVERY: Fields = { ...MEAN, aggregate: 'every' };
/** A guideline by the end of 2024. */
export const ACT: Fields = { comparator: 'done', measure: 'deliverable', due: '2024-12-31' };
/** A count whose promised number was never published. */
export const UNNAMED: Fields = { ...FLOOR, value: null };

/** A running total of a flow, from its start to the end of a day; published that day. */
export function total(value: string | null, periodEnd: Day, more: Fields = {}): Fields {
  return { form: 'running_total', value, periodEnd, publishedOn: periodEnd, ...more };
}

/** What a flow brought in `from`…`to`; published on its last day. */
export function increment(value: string | null, from: Day, to: Day, more: Fields = {}): Fields {
  return { form: 'increment', value, periodStart: from, periodEnd: to, publishedOn: to, ...more };
}

/** A level read at a day; published that day. */
export function level(value: string | null, periodEnd: Day, more: Fields = {}): Fields {
  return { form: 'level', value, periodEnd, publishedOn: periodEnd, ...more };
}

/** The last day of a month of 2024, counted from 1; 13 is January 2025. */
export function endOf(month: number): Day {
  return dayText(Date.UTC(2024, month, 0) / 86_400_000);
}

/** One level a month of 2024, from January on; null leaves a month out. */
export function months(...values: (string | null)[]): Fields[] {
  return values.flatMap((value, at) => (value === null ? [] : [level(value, endOf(at + 1))]));
}
