import { describe, expect, it } from '@jest/globals';
import { amountOf, asRatio } from './amount.rules.js';
import { compareWith, side, type Outcome } from './comparing.rules.js';
import type { Limits } from './target.rules.js';
import { BOUNDS, type Bound } from './words.rules.js';

const amount = (text: string | null): bigint | null => (text === null ? null : amountOf(text));
const limits = (bottom: string | null, top: string | null, strict = false): Limits => ({
  bottom: amount(bottom),
  top: amount(top),
  strict,
});
const outcomes = (of: Limits, bound: Bound, values: string[]): Outcome[] =>
  values.map((value) => compareWith(of, asRatio(amountOf(value)), bound));

const SHORT = 'short';
const OK = 'satisfied';
const PASSED = 'passed';
const OPEN = 'undecided';

type Row = [bound: Bound, under: Outcome, on: Outcome, over: Outcome];

describe('a floor of 100 at 99.9, 100 and 100.1', () => {
  it.each<Row>([
    ['exact', SHORT, OK, OK],
    ['about', SHORT, OK, OK],
    ['over', SHORT, OK, OK],
    ['nearly', SHORT, SHORT, OK],
    ['at_least', OPEN, OK, OK],
    ['at_most', SHORT, OPEN, OPEN],
  ])('%s: %s, %s, %s', (bound, ...expected) => {
    expect(outcomes(limits('100', null), bound, ['99.9', '100', '100.1'])).toEqual(expected);
  });
});

describe('more than 100 at 99.9, 100 and 100.1', () => {
  it.each<Row>([
    ['exact', SHORT, SHORT, OK],
    ['about', SHORT, SHORT, OK],
    ['over', SHORT, OK, OK],
    ['nearly', SHORT, SHORT, OK],
    ['at_least', OPEN, OPEN, OK], // a strict floor at equality included
    ['at_most', SHORT, SHORT, OPEN],
  ])('%s: %s, %s, %s', (bound, ...expected) => {
    expect(outcomes(limits('100', null, true), bound, ['99.9', '100', '100.1'])).toEqual(expected);
  });
});

describe('a ceiling of 100 at 99.9, 100 and 100.1', () => {
  it.each<Row>([
    ['exact', OK, OK, PASSED],
    ['about', OK, OK, PASSED],
    ['over', OK, PASSED, PASSED],
    ['nearly', OK, OK, PASSED],
    ['at_least', OPEN, OPEN, PASSED],
    ['at_most', OK, OK, OPEN],
  ])('%s: %s, %s, %s', (bound, ...expected) => {
    expect(outcomes(limits(null, '100'), bound, ['99.9', '100', '100.1'])).toEqual(expected);
  });
});

describe('less than 100 at 99.9, 100 and 100.1', () => {
  it.each<Row>([
    ['exact', OK, PASSED, PASSED],
    ['about', OK, PASSED, PASSED],
    ['over', OK, PASSED, PASSED],
    ['nearly', OK, OK, PASSED],
    ['at_least', OPEN, PASSED, PASSED],
    ['at_most', OK, OPEN, OPEN],
  ])('%s: %s, %s, %s', (bound, ...expected) => {
    expect(outcomes(limits(null, '100', true), bound, ['99.9', '100', '100.1'])).toEqual(expected);
  });
});

describe('a band of 100 to 102 at 99, 100, 101, 102 and 103', () => {
  it.each<[bound: Bound, ...Outcome[]]>([
    ['exact', SHORT, OK, OK, OK, PASSED],
    ['about', SHORT, OK, OK, OK, PASSED],
    ['over', SHORT, OK, OK, PASSED, PASSED],
    ['nearly', SHORT, SHORT, OK, OK, PASSED],
    ['at_least', OPEN, OPEN, OPEN, OPEN, PASSED],
    ['at_most', SHORT, OPEN, OPEN, OPEN, OPEN],
  ])('%s: %s, %s, %s, %s, %s', (bound, ...expected) => {
    expect(outcomes(limits('100', '102'), bound, ['99', '100', '101', '102', '103'])).toEqual(expected);
  });
});

it.each<[value: string, ...sides: number[]]>([
  ['99.9', -1, -1, -1, -1, -1, -1],
  ['100', 0, 0, 1, -1, 0, 0],
  ['100.1', 1, 1, 1, 1, 1, 1],
])('%s lies beside 100, by bound', (value, ...sides) => {
  expect(BOUNDS.map((bound) => side(asRatio(amountOf(value)), bound, amountOf('100')))).toEqual(sides);
});
