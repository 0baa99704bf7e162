import { describe, expect, it } from '@jest/globals';
import { ACT, CEILING, FLOOR, LEVEL, MEAN, UNNAMED, type Fields } from '../../test/support/judging.js';
import { goalpostBetween } from './goalpost.rules.js';
import { parseTarget } from './parse.rules.js';
import type { Goalpost } from './words.rules.js';

const BAND = { ...MEAN, comparator: 'between', value: '5', upper: '7' };
const ABOUT = { ...MEAN, comparator: 'about', value: '5', tolerance: '0.5' };
const OPEN_END = { ...FLOOR, due: null };

describe('a promise moves', () => {
  it.each<[why: string, from: Fields, changes: Fields, goalpost: Goalpost, back: Goalpost]>([
    ['nothing', FLOOR, {}, 'unchanged', 'unchanged'],
    ['a lower floor', FLOOR, { value: '299' }, 'eased', 'tightened'],
    ['a lower floor, strict', { ...FLOOR, comparator: 'more_than' }, { value: '299' }, 'eased', 'tightened'],
    ['a higher ceiling', CEILING, { value: '11' }, 'eased', 'tightened'],
    ['a higher ceiling, strict', { ...CEILING, comparator: 'less_than' }, { value: '11' }, 'eased', 'tightened'],
    ['a band wider below', BAND, { value: '4' }, 'eased', 'tightened'],
    ['a band wider above', BAND, { upper: '8' }, 'eased', 'tightened'],
    ['a band wider on both sides', BAND, { value: '4', upper: '8' }, 'eased', 'tightened'],
    ['a band moved up', BAND, { value: '6', upper: '8' }, 'mixed', 'mixed'],
    ['a wider tolerance', ABOUT, { tolerance: '0.6' }, 'eased', 'tightened'],
    ['another middle', ABOUT, { value: '5.1' }, 'mixed', 'mixed'],
    ['a side on which missing is allowed', ABOUT, { missAllowed: 'below' }, 'eased', 'tightened'],
    ['the other side', { ...ABOUT, missAllowed: 'below' }, { missAllowed: 'above' }, 'mixed', 'mixed'],
    ['a later due day', FLOOR, { due: '2025-01-01' }, 'eased', 'tightened'],
    ['a longer grace', FLOOR, { graceDays: 1 }, 'eased', 'tightened'],
    ['a lower floor, earlier', FLOOR, { value: '299', due: '2024-12-30' }, 'mixed', 'mixed'],
    ['a lower floor, later', FLOOR, { value: '299', due: '2025-12-31' }, 'eased', 'tightened'],
    ['a number that becomes null, and back', FLOOR, { value: null }, 'eased', 'clarified'],
    ['a ceiling’s number that becomes null, and back', CEILING, { value: null }, 'eased', 'clarified'],
    ['the number of an act, which promises none', { ...ACT, value: '1' }, { value: '2' }, 'unchanged', 'unchanged'],
    ['a deadline that becomes null, and back', FLOOR, { due: null }, 'eased', 'clarified'],
    ['a deadline that becomes known', OPEN_END, { due: '2024-12-31' }, 'clarified', 'eased'],
    ['a number that becomes known', UNNAMED, { value: '300' }, 'clarified', 'eased'],
    ['neither was ever known', { ...UNNAMED, due: null }, {}, 'unchanged', 'unchanged'],
    ['a number becomes known, the deadline later', UNNAMED, { value: '300', due: '2025-12-31' }, 'eased', 'mixed'],
    ['another comparator', FLOOR, { comparator: 'more_than' }, 'mixed', 'mixed'],
    ['another measure', LEVEL, { measure: 'flow', aggregate: null }, 'mixed', 'mixed'],
    ['another aggregate', MEAN, { aggregate: 'every' }, 'mixed', 'mixed'],
    ['closed where it was open', FLOOR, { closes: 'fixed' }, 'mixed', 'mixed'],
    ['another start', FLOOR, { start: '2024-01-02' }, 'mixed', 'mixed'],
    ['a start that becomes known', { ...FLOOR, start: null }, { start: '2024-01-01' }, 'clarified', 'mixed'],
    ['a baseline that becomes known', LEVEL, { baseline: { value: '60' } }, 'clarified', 'mixed'],
    ['another baseline', { ...LEVEL, baseline: { value: '60' } }, { baseline: { value: '61' } }, 'mixed', 'mixed'],
    ['its day', based('2023-06-30'), { baseline: { value: '60', on: '2023-12-31' } }, 'mixed', 'mixed'],
    ['a cadence, a lag, a ramp', FLOOR, { cadence: 'monthly', publicationLagDays: 5 }, 'unchanged', 'unchanged'],
  ])('%s', (_why, from, changes, goalpost, back) => {
    const [before, after] = [parseTarget(from), parseTarget({ ...from, ...changes })];
    expect([goalpostBetween(before, after), goalpostBetween(after, before)]).toEqual([goalpost, back]);
  });
});

function based(on: string): Fields {
  return { ...LEVEL, baseline: { value: '60', on } };
}
