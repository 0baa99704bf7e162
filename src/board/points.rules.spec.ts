import { describe, expect, it } from '@jest/globals';
import {
  ACT,
  EVERY,
  FLOOR,
  LEVEL,
  MEAN,
  UNNAMED,
  increment,
  level,
  months,
  total,
  type Fields,
} from '../../test/support/judging.js';
import { dayNumber } from '../clock/calendar.rules.js';
import { evidenceOf } from '../verdicts/evidence.rules.js';
import { knownOn } from '../verdicts/figure.rules.js';
import { parseFigures, parseTarget } from '../verdicts/parse.rules.js';
import { pointsOf } from './points.rules.js';

/** The points as `day value`, with what is odd about each. */
function placed(fields: Fields, figures: Fields[]): string[] {
  const target = parseTarget(fields);
  const all = parseFigures(figures, target);
  const evidence = evidenceOf(target, knownOn(target, all, dayNumber('2030-01-01')));
  return pointsOf(evidence, all).map(({ on, value, bound, standing, gapFrom, gapTo, replaced, fails }) => {
    const oddities = [
      bound !== 'exact' && bound,
      standing !== 'final' && standing,
      gapFrom && `gap ${gapFrom}–${gapTo}`,
      replaced && `was ${replaced}`,
      fails && 'fails',
    ];
    return [`${on} ${value}`, ...oddities.filter(Boolean)].join(', ');
  });
}

const q1 = increment('100', '2024-01-01', '2024-03-31');
const q2 = increment('50', '2024-04-01', '2024-06-30');
const q3 = increment('30', '2024-07-01', '2024-09-30');
const estimate = { standing: 'estimate' };

describe('a count is drawn by the total of what ends by then', () => {
  const half = total('160', '2024-06-30');
  const share = total(null, '2024-06-30', { statedShare: '0.5' });
  it.each<[why: string, figures: Fields[], points: string[]]>([
    ['nothing', [], []],
    ['increments add up', [q1, q2, q3], ['2024-03-31 100', '2024-06-30 150', '2024-09-30 180']],
    ['a running total stands for itself', [q1, half], ['2024-03-31 100', '2024-06-30 160']],
    ['a figure inside another is no tile', [half, q2], ['2024-06-30 160']],
    ['a gap is told where it ends', [q1, q3], ['2024-03-31 100', '2024-09-30 130, gap 2024-04-01–2024-06-30']],
    ['also at the beginning', [q2], ['2024-06-30 50, gap 2024-01-01–2024-03-31']],
    ['not where it was filled later', [q1, q3, q2], ['2024-03-31 100', '2024-06-30 150', '2024-09-30 180']],
    [
      'the worst standing so far',
      [{ ...q1, ...estimate }, q2],
      ['2024-03-31 100, estimate', '2024-06-30 150, estimate'],
    ],
    ['about, where bounds differ', [{ ...q1, bound: 'over' }, q2], ['2024-03-31 100, over', '2024-06-30 150, about']],
    ['a share counts as its part', [share], ['2024-06-30 150']],
    ['words are no point', [total(null, '2024-06-30', { claim: 'met' })], []],
    ['what begins before the start is none', [increment('9', '2023-12-01', '2024-03-31')], []],
  ])('%s', (_why, figures, points) => expect(placed(FLOOR, figures)).toEqual(points));

  it('without a start a gap begins after the first tile', () => {
    expect(placed({ ...FLOOR, start: null }, [q2, increment('9', '2024-10-01', '2024-12-31')])).toEqual([
      '2024-06-30 50',
      '2024-12-31 59, gap 2024-07-01–2024-09-30',
    ]);
    expect(placed({ ...FLOOR, start: null }, [total('9', '2024-06-30'), q3])).toEqual([
      '2024-06-30 9',
      '2024-09-30 39',
    ]);
  });
});

describe('a level is drawn as it was read', () => {
  const monthly = { ...EVERY, cadence: 'monthly' };
  const whole = level('5', '2024-12-31', { periodStart: '2024-01-01' });
  it.each<[why: string, target: Fields, figures: Fields[], points: string[]]>([
    [
      'figure by figure',
      LEVEL,
      [level('75', '2024-03-31'), level('78', '2024-06-30')],
      ['2024-03-31 75', '2024-06-30 78'],
    ],
    ['a month that fails', monthly, months('5', '5.1'), ['2024-01-31 5', '2024-02-29 5.1, fails']],
    [
      'under a band too',
      { ...monthly, comparator: 'between', value: '4', upper: '6' },
      months('3.9', '6'),
      ['2024-01-31 3.9, fails', '2024-02-29 6'],
    ],
    ['an estimate fails nothing', monthly, [level('6', '2024-01-31', estimate)], ['2024-01-31 6, estimate']],
    ['a mean has no month that fails', MEAN, months('9'), ['2024-01-31 9']],
    ['a last neither', { ...LEVEL, value: '80' }, [level('75', '2024-06-30')], ['2024-06-30 75']],
    [
      'one month is missing',
      monthly,
      months('5', null, '5'),
      ['2024-01-31 5', '2024-03-31 5, gap 2024-02-01–2024-03-30'],
    ],
    ['none is', monthly, months('5', '5'), ['2024-01-31 5', '2024-02-29 5']],
    [
      'without a cadence nobody knows',
      { ...LEVEL, cadence: null },
      months('5', null, '5'),
      ['2024-01-31 5', '2024-03-31 5'],
    ],
    ['the whole window is no month', MEAN, [...months('5'), whole], ['2024-01-31 5']],
    ['words are no point', LEVEL, [level(null, '2024-06-30', { claim: 'met' })], []],
  ])('%s', (_why, target, figures, points) => expect(placed(target, figures)).toEqual(points));

  it.each<[why: string, old: Fields, points: string[]]>([
    ['another number is told', { value: '70' }, ['2024-06-30 75, was 70']],
    ['the same is not', { value: '75' }, ['2024-06-30 75']],
    ['nor where there was none', { value: null, claim: 'met' }, ['2024-06-30 75']],
  ])('revised: %s', (_why, old, points) => {
    const first = level('70', '2024-06-30', { id: 'a', ...old });
    expect(placed(LEVEL, [first, level('75', '2024-06-30', { supersedes: 'a' })])).toEqual(points);
  });

  it('a gap ends where a figure that names its days begins', () => {
    const april = level('5', '2024-04-30', { periodStart: '2024-04-01' });
    expect(placed(monthly, [...months('5'), april])).toEqual([
      '2024-01-31 5',
      '2024-04-30 5, gap 2024-02-01–2024-03-31',
    ]);
    const joined = level('5', '2024-04-30', { periodStart: '2024-02-01' });
    expect(placed(monthly, [...months('5'), joined])).toEqual(['2024-01-31 5', '2024-04-30 5']);
  });
});

it('a number never published is drawn by its shares, and an act not at all', () => {
  const share = total(null, '2024-06-30', { statedShare: '0.6' });
  expect(placed(UNNAMED, [total('50', '2024-03-31'), share])).toEqual(['2024-06-30 0.6']);
  expect(placed(ACT, [level('1', '2024-06-30')])).toEqual([]);
});
