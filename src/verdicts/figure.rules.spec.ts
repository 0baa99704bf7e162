import { describe, expect, it } from '@jest/globals';
import {
  ACT,
  CEILING,
  FLOOR,
  LEVEL,
  UNNAMED,
  increment,
  level,
  total,
  type Fields,
} from '../../test/support/judging.js';
import { dayNumber } from '../clock/calendar.rules.js';
import { beginOf, compareLater, knownOn, worseStanding, type Figure } from './figure.rules.js';
import { parseFigures, parseTarget } from './parse.rules.js';
import { STANDINGS } from './words.rules.js';

/** The ids of what is known, as `all | history | claims`. */
function known(target: Fields, figures: Fields[], asOf = '2026-01-01'): string {
  const parsed = parseTarget(target);
  const { all, history, claims } = knownOn(parsed, parseFigures(figures, parsed), dayNumber(asOf));
  return [all, history, claims].map((list) => list.map(({ id }) => id).join(' ')).join(' | ');
}

const june = (more: Fields): Fields => total('1', '2024-06-30', more);
const from = (periodStart: string): Fields => ({ id: 'a', periodStart });
const claimed = (periodStart: string): Fields => ({ id: 'a', periodStart, claim: 'met' });
const figuresOf = (...figures: Fields[]): Figure[] => parseFigures(figures, parseTarget(FLOOR));

describe('the later of two figures', () => {
  const long = { publishedOn: '2025-01-01' };
  it.each<[why: string, earlier: Fields, later: Fields]>([
    ['ends later', total('1', '2024-06-29', long), june({ standing: 'estimate' })],
    [
      'then is provisional, not an estimate',
      june({ standing: 'estimate', ...long }),
      june({ standing: 'provisional' }),
    ],
    ['then is final, not provisional', june({ standing: 'provisional', ...long }), june({})],
    ['then was published later', june({ publishedOn: '2024-07-01' }), june({ publishedOn: '2024-07-02' })],
  ])('%s', (_why, earlier, later) => {
    const [a, b] = figuresOf(earlier, later);
    expect(compareLater(b!, a!)).toBeGreaterThan(0);
    const [c, d] = figuresOf(later, earlier); // and order does not matter
    expect(compareLater(c!, d!)).toBeGreaterThan(0);
  });

  it('is then the later in order', () => {
    const [a, b] = figuresOf(total('1', '2024-06-30'), total('1', '2024-06-30'));
    expect([compareLater(a!, b!), compareLater(b!, a!), compareLater(a!, a!)]).toEqual([-1, 1, 0]);
  });
});

it('the worse of two standings', () => {
  const worse = STANDINGS.map((a) => STANDINGS.map((b) => worseStanding(a, b)));
  expect(worse).toEqual([
    ['estimate', 'estimate', 'estimate'],
    ['estimate', 'provisional', 'provisional'],
    ['estimate', 'provisional', 'final'],
  ]);
});

it('a figure begins on its first day, and without one on its last', () => {
  const [spanning, dated] = figuresOf(increment('1', '2024-06-01', '2024-06-30'), total('1', '2024-06-30'));
  expect([beginOf(spanning!), beginOf(dated!)]).toEqual([dayNumber('2024-06-01'), dayNumber('2024-06-30')]);
});

describe('known is what was published', () => {
  const figures = [total('120', '2024-06-30', { id: 'a', publishedOn: '2024-07-10' })];
  it.each<[asOf: string, left: string]>([
    ['2024-07-09', ' |  | '],
    ['2024-07-10', 'a |  | '],
    ['2024-07-11', 'a |  | '],
  ])('on %s: %s', (asOf, left) => expect(known(FLOOR, figures, asOf)).toBe(left));
});

describe('known is not what a known figure supersedes', () => {
  const figures = [
    total('120', '2024-06-30', { id: 'a' }),
    total('130', '2024-05-31', { id: 'b', supersedes: 'a', publishedOn: '2024-07-10' }),
    total('140', '2024-04-30', { id: 'c', supersedes: 'b', publishedOn: '2024-07-20' }),
    total('7', '2024-03-31', { publishedOn: '2024-07-20' }),
  ];
  it.each<[asOf: string, left: string]>([
    ['2024-07-09', 'a |  | '],
    ['2024-07-10', 'b |  | '],
    ['2024-07-20', ' c |  | '],
  ])('on %s: %s', (asOf, left) => expect(known(FLOOR, figures, asOf)).toBe(left));
});

describe('of the same form and days the later stands', () => {
  const number = total('1', '2024-06-30', { id: 'a' });
  const words = total(null, '2024-06-30', { id: 'a', claim: 'met' });
  const more = { id: 'b', publishedOn: '2024-07-10' };
  const other = total('2', '2024-06-30', more);
  const share = total(null, '2024-06-30', { ...more, statedShare: '0.5' });
  const denial = total(null, '2024-06-30', { ...more, claim: 'not_met' });
  it.each<[why: string, target: Fields, figures: Fields[], left: string]>([
    ['a number pushes out a number', FLOOR, [number, other], 'b |  | '],
    ['in whichever order they come', FLOOR, [other, number], 'b |  | '],
    ['another last day is another matter', FLOOR, [number, total('2', '2024-06-29', more)], 'b a |  | '],
    ['so is another first day', FLOOR, [number, { ...other, periodStart: '2024-02-01' }], 'a b |  | '],
    ['so is another form', FLOOR, [number, increment('2', '2024-06-01', '2024-06-30', more)], 'a b |  | '],
    ['words never push out a number', FLOOR, [number, denial], 'a b |  | b'],
    ['words push out words', FLOOR, [words, denial], 'b |  | b'],
    ['a share of a flow floor is a number', FLOOR, [number, share], 'b |  | '],
    ['a share of a ceiling stands beside the number', CEILING, [number, share], 'a b |  | '],
    ['a share of a number never published is a number', UNNAMED, [number, share], 'b |  | '],
    ['of a ceiling too', { ...CEILING, value: null }, [number, share], 'b |  | '],
  ])('%s', (_why, target, figures, left) => expect(known(target, figures)).toBe(left));

  const read = level('1', '2024-06-30', { id: 'a' });
  const half = level(null, '2024-06-30', { ...more, statedShare: '0.5' });
  it.each<[why: string, target: Fields, figures: Fields[], left: string]>([
    ['a share of a level stands beside the number', LEVEL, [read, half], 'a b |  | '],
    ['and pushes out a share', LEVEL, [level(null, '2024-06-30', { id: 'a', statedShare: '0.4' }), half], 'b |  | '],
    ['and no words', LEVEL, [level(null, '2024-06-30', { id: 'a', claim: 'met' }), half], 'a b |  | a'],
    ['a share of a level never published is a number', { ...LEVEL, value: null }, [read, half], 'b |  | '],
    ['a share never pushes out an act', ACT, [read, half], 'a b |  | '],
  ])('%s', (_why, target, figures, left) => expect(known(target, figures)).toBe(left));
});

describe('the window', () => {
  const a = { id: 'a' };
  const fixed = { ...FLOOR, closes: 'fixed' };
  const noStart = { ...FLOOR, start: null };
  const act = { ...ACT, start: '2024-01-01' };
  const share = { statedShare: '0.5' };
  it.each<[why: string, target: Fields, figure: Fields, left: string]>([
    ['takes what ends on its first day', FLOOR, total('1', '2024-01-01', a), 'a |  | '],
    ['and not what ends before', FLOOR, total('1', '2023-12-31', a), ' |  | '],
    ['whatever ends, without a start', noStart, total('1', '1959-12-31', a), 'a |  | '],
    ['takes what ends on due when fixed', fixed, total('1', '2024-12-31', a), 'a |  | '],
    ['and not what ends after', fixed, total('1', '2025-01-01', a), ' |  | '],
    ['but takes it when open', FLOOR, total('1', '2025-01-01', a), 'a |  | '],
    ['keeps a level before it as history', LEVEL, level('1', '2023-12-31', a), ' | a | '],
    ['with a value only', LEVEL, level(null, '2023-12-31', { ...a, claim: 'met' }), ' |  | '],
    ['an act before it too', act, level('1', '2023-12-31', a), ' | a | '],
    ['and not a flow', FLOOR, total('1', '2023-12-30', a), ' |  | '],
    ['nor what ends after a fixed window', { ...LEVEL, closes: 'fixed' }, level('1', '2025-01-01', a), ' |  | '],
    ['without a start there is no history', { ...LEVEL, start: null }, level('1', '2023-12-31', a), 'a |  | '],
    ['sets aside a level that begins before it', LEVEL, level('1', '2024-06-30', from('2023-12-31')), ' |  | '],
    ['and takes one that begins with it', LEVEL, level('1', '2024-06-30', from('2024-01-01')), 'a |  | '],
    ['leaves an act that begins before it', act, level('1', '2024-06-30', claimed('2023-12-31')), 'a |  | '],
    ['leaves a count that begins before it', FLOOR, total('1', '2024-06-30', claimed('2023-12-31')), 'a |  | '],
    ['and its share', FLOOR, total(null, '2024-06-30', { ...from('2023-12-31'), ...share }), 'a |  | '],
    ['sets aside words that begin before it', FLOOR, total(null, '2024-06-30', claimed('2023-12-31')), ' |  | '],
    ['hears words that begin with it', FLOOR, total('1', '2024-06-30', claimed('2024-01-01')), 'a |  | a'],
    ['hears all words without a start', noStart, total('1', '2024-06-30', claimed('1959-01-01')), 'a |  | a'],
  ])('%s', (_why, target, figure, left) => expect(known(target, [figure])).toBe(left));
});

it('figures that differ in form, days or kind stand beside each other', () => {
  const target = { ...CEILING, start: '2023-01-01' }; // a share of a ceiling is a kind of its own
  const kinds: Fields[] = [{ value: '1' }, { statedShare: '0.5' }, { claim: 'met' }];
  const days = ['2024-06-28', '2024-06-29', '2024-06-30'];
  const spans = days.flatMap((periodEnd) =>
    [null, '2024-01-01', '2024-01-02'].map((periodStart) => ({ periodStart, periodEnd, publishedOn: '2024-07-01' })),
  );
  const figures = spans.flatMap((span) =>
    kinds.flatMap((kind) => {
      const all = [{ form: 'running_total', ...span, ...kind }];
      return span.periodStart === null ? all : [...all, { form: 'increment', ...span, ...kind }];
    }),
  );
  const parsed = parseTarget(target);
  const { all } = knownOn(parsed, parseFigures(figures, parsed), dayNumber('2024-07-01'));
  expect(figures).toHaveLength(45);
  expect(all.map(({ order }) => order).toSorted((a, b) => a - b)).toEqual(figures.map((_, order) => order));
});
