import { describe, expect, it } from '@jest/globals';
import { CEILING, FLOOR, UNNAMED, increment, total, type Fields } from '../../test/support/judging.js';
import { dayNumber, dayText } from '../clock/calendar.rules.js';
import { asRatio, textOf } from './amount.rules.js';
import { knownOn } from './figure.rules.js';
import { parseFigures, parseTarget } from './parse.rules.js';
import { addendOf, layTiles } from './tiles.rules.js';

/** The total as `amount to its last day, tiles, gap`. */
function laid(target: Fields, figures: Fields[]): string | null {
  const parsed = parseTarget(target);
  const known = knownOn(parsed, parseFigures(figures, parsed), dayNumber('2030-01-01'));
  const sum = layTiles(parsed, known.all);
  if (sum === null) return null;
  const { amount, coveredTo, tiles, gap, standing, bound } = sum;
  const told = `${textOf(asRatio(amount))} to ${dayText(coveredTo)} of ${tiles.length}`;
  const oddities = [gap && 'gap', standing !== 'final' && standing, bound !== 'exact' && bound].filter(Boolean);
  return [told, ...oddities].join(', ');
}

const q1 = increment('10', '2024-01-01', '2024-03-31');
const q2 = increment('20', '2024-04-01', '2024-06-30');
const q3 = increment('30', '2024-07-01', '2024-09-30');
const half = total('100', '2024-06-30');
const onLastDay = increment('5', '2024-06-30', '2024-07-31');
const dayAfter = increment('5', '2024-07-01', '2024-07-31');
const twoDaysAfter = increment('5', '2024-07-02', '2024-07-31');
const tooEarly = increment('10', '2023-12-31', '2024-03-31');
const words = total(null, '2024-12-31', { claim: 'met' });
const share = total(null, '2024-06-30', { statedShare: '0.5' });
const noStart = { ...FLOOR, start: null };

describe('a total is laid like tiles', () => {
  it.each<[why: string, figures: Fields[], total: string | null]>([
    ['nothing', [], null],
    ['one increment', [q1], '10 to 2024-03-31 of 1'],
    ['increments that follow each other', [q1, q2, q3], '60 to 2024-09-30 of 3'],
    ['in whichever order they come', [q3, q1, q2], '60 to 2024-09-30 of 3'],
    ['a running total, then what came after it', [half, q3], '130 to 2024-09-30 of 2'],
    ['of those that begin together the one that ends last', [q1, half], '100 to 2024-06-30 of 1'],
    ['again, the other way round', [half, q1], '100 to 2024-06-30 of 1'],
    ['nothing counts twice: a quarter inside the half-year', [half, q2, q3], '130 to 2024-09-30 of 2'],
    ['nothing counts partly: what begins on the last day of another', [half, onLastDay], '100 to 2024-06-30 of 1'],
    ['what begins the day after is next', [half, dayAfter], '105 to 2024-07-31 of 2'],
    ['a day between is a gap', [half, twoDaysAfter], '105 to 2024-07-31 of 2, gap'],
    ['so is a missing quarter', [q1, q3], '40 to 2024-09-30 of 2, gap'],
    ['and a missing beginning', [q2], '20 to 2024-06-30 of 1, gap'],
    ['after which it goes on without another gap', [q2, q3], '50 to 2024-09-30 of 2, gap'],
    ['what begins before the start is no tile', [tooEarly], null],
    ['and hides no other', [tooEarly, q1], '10 to 2024-03-31 of 1'],
    ['a running total may name the same first day', [{ ...half, periodStart: '2024-01-01' }], '100 to 2024-06-30 of 1'],
    ['or one of its own', [{ ...half, periodStart: '2024-04-01' }, q1], '110 to 2024-06-30 of 2'],
    ['words alone are no tile', [words, q1], '10 to 2024-03-31 of 1'],
    ['nothing but words', [words], null],
    ['a share stands for its part of the promise', [share], '150 to 2024-06-30 of 1'],
    ['nought is a tile', [increment('0', '2024-01-01', '2024-03-31'), q2], '20 to 2024-06-30 of 2'],
  ])('%s', (_why, figures, sum) => expect(laid(FLOOR, figures)).toBe(sum));
});

describe('of the figures that begin and end together', () => {
  const same = increment('10', '2024-01-01', '2024-06-30');
  const later = { ...same, publishedOn: '2024-09-01' };
  it.each<[why: string, figures: Fields[], total: string]>([
    ['the better standing counts', [{ ...later, standing: 'provisional' }, half], '100 to 2024-06-30 of 1'],
    ['then the later published', [later, half], '10 to 2024-06-30 of 1'],
    ['then the later in order', [half, same], '10 to 2024-06-30 of 1'],
    ['and only then', [same, half], '100 to 2024-06-30 of 1'],
  ])('%s', (_why, figures, sum) => expect(laid(FLOOR, figures)).toBe(sum));
});

describe('without a start', () => {
  it.each<[why: string, figures: Fields[], total: string | null]>([
    ['it begins with the earliest', [q2, q3], '50 to 2024-09-30 of 2'],
    ['a running total without a first day lies before all', [half, q2, q3], '130 to 2024-09-30 of 2'],
    ['of two the one that ends last', [half, total('110', '2024-07-31'), q3], '110 to 2024-07-31 of 1'],
    ['nothing is nothing', [], null],
  ])('%s', (_why, figures, sum) => expect(laid(noStart, figures)).toBe(sum));
});

describe('the total stands and is bounded as its tiles are', () => {
  it.each<[why: string, figures: Fields[], total: string]>([
    ['final and exact', [q1, q2], '30 to 2024-06-30 of 2'],
    ['the worst standing', [q1, { ...q2, standing: 'provisional' }, q3], '60 to 2024-09-30 of 3, provisional'],
    [
      'worse still',
      [
        { ...q1, standing: 'estimate' },
        { ...q2, standing: 'provisional' },
      ],
      '30 to 2024-06-30 of 2, estimate',
    ],
    [
      'one bound when all agree',
      [
        { ...q1, bound: 'over' },
        { ...q2, bound: 'over' },
      ],
      '30 to 2024-06-30 of 2, over',
    ],
    ['else about', [{ ...q1, bound: 'over' }, q2], '30 to 2024-06-30 of 2, about'],
    ['also when the first is exact', [q1, { ...q2, bound: 'at_least' }], '30 to 2024-06-30 of 2, about'],
    ['what is no tile has no say', [half, { ...q2, standing: 'estimate', bound: 'over' }], '100 to 2024-06-30 of 1'],
  ])('%s', (_why, figures, sum) => expect(laid(FLOOR, figures)).toBe(sum));
});

describe('what a figure adds', () => {
  const more = total(null, '2024-06-30', { statedShare: '1.0419' });
  it.each<[why: string, target: Fields, figure: Fields, amount: string | null]>([
    ['its value', FLOOR, total('120', '2024-06-30', { statedShare: '0.9' }), '120'],
    ['its share of a floor', FLOOR, more, '312.57'],
    ['no share of a ceiling', CEILING, more, null],
    ['no share of what was never published', UNNAMED, more, null],
    ['nothing for words', FLOOR, total(null, '2024-06-30', { claim: 'met' }), null],
  ])('%s', (_why, target, figure, amount) => {
    const parsed = parseTarget(target);
    const addend = addendOf(parsed, parseFigures([figure], parsed)[0]!);
    expect(addend === null ? null : textOf(asRatio(addend))).toBe(amount);
  });
});
