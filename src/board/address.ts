import { isDay, type Day } from '../clock/calendar.rules.js';
import { Refusal } from '../errors.js';
import type { Language } from '../html/language.rules.js';
import { isId } from '../http/lists.dto.js';
import { isInstant } from '../http/formats.js';
import { type PledgeFilter, SORTS, type Sort } from '../pledges/pledge-lists.service.js';
import { GOALPOSTS, HEADLINES, type Headline } from '../verdicts/words.rules.js';

/** What the address of a page asks for. What it says in words that are not known is refused; other names are left alone. */
export type Address = {
  language: Language;
  asOf: Day | undefined;
  knownAt: string | undefined;
  filter: PledgeFilter;
  sort: Sort;
  /** the cursors of the pages walked so far, the last one being this page's */
  trail: string[];
  /** the page's own parameters, as they were given */
  query: Record<string, string>;
};

const NAMED = ['jurisdiction', 'agency', 'topic', 'programme'] as const;
const OWN = ['q', 'headline', ...NAMED, 'dueFrom', 'dueTo', 'goalpost', 'sort', 'cursor'] as const;
const LONGEST_QUESTION = 100;

/** Reads the parameters of a page. Throws a Refusal whose code names the parameter. */
export function addressOf(given: Record<string, unknown>): Address {
  const text = (name: string): string | undefined => {
    const value = given[name];
    if (value === undefined || value === '') return undefined;
    if (typeof value !== 'string') throw refusal(name, 'is given twice');
    return value;
  };
  const query: Record<string, string> = {};
  for (const name of OWN) {
    const value = text(name);
    if (value !== undefined) query[name] = value;
  }
  return {
    language: languageOf(given),
    asOf: checked('asOf', text('asOf'), isDay, 'is not a day'),
    knownAt: checked('knownAt', text('knownAt'), isInstant, 'is not an instant'),
    filter: filterOf(query),
    sort: checked('sort', query['sort'], isOneOf(SORTS), 'is not an order') ?? 'worst',
    trail: query['cursor']?.split('~') ?? [],
    query,
  };
}

/** The language of a page, whatever else is wrong with its address. */
export function languageOf(given: Record<string, unknown>): Language {
  return given['lang'] === 'en' ? 'en' : 'zh';
}

function filterOf(query: Record<string, string>): PledgeFilter {
  const day = (name: string) => checked(name, query[name], isDay, 'is not a day');
  const filter: PledgeFilter = {
    q: query['q']?.slice(0, LONGEST_QUESTION),
    headlines: query['headline'] === undefined ? undefined : headlinesOf(query['headline']),
    dueFrom: day('dueFrom'),
    dueTo: day('dueTo'),
    goalpost: checked('goalpost', query['goalpost'], isOneOf(GOALPOSTS), 'is not a word for a change'),
  };
  for (const name of NAMED) filter[name] = checked(name, query[name], isId, 'is not an id');
  return filter;
}

function headlinesOf(text: string): Headline[] {
  const isHeadline = isOneOf(HEADLINES);
  return [...new Set(text.split(','))].map((word) => checked('headline', word, isHeadline, 'is not a state')!);
}

function checked<T extends string>(
  name: string,
  value: string | undefined,
  fits: (value: unknown) => value is T,
  otherwise: string,
): T | undefined {
  if (value !== undefined && !fits(value)) throw refusal(name, otherwise);
  return value;
}

function isOneOf<const T extends string>(words: readonly T[]): (value: unknown) => value is T {
  return (value): value is T => words.some((word) => word === value);
}

function refusal(name: string, message: string): Refusal {
  const code = name === 'asOf' || name === 'knownAt' ? 'not_a_day' : 'bad_parameter';
  return new Refusal('invalid', code, `${name} ${message}`, [{ pointer: `/${name}`, code, message }]);
}
