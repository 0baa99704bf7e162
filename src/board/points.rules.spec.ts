import { describe, expect, it } from '@jest/globals';
import { dayNumber } from '../clock/calendar.rules.js';
import { evidenceOf } from '../verdicts/evidence.rules.js';
import { knownOn } from '../verdicts/figure.rules.js';
import { parseFigures, parseTarget } from '../verdicts/parse.rules.js';
import { pointsOf } from './points.rules.js';

type Fields = Record<string, unknown>;

const FLOW = { comparator: 'at_least', measure: 'flow', value: '300', start: '2024-01-01', due: '2024-12-31' };
const LEVEL = { ...FLOW, comparator: 'at_most', measure: 'level', aggregate: 'last', value: '5' };
const EVERY = { ...LEVEL, aggregate: 'every', cadence: 'monthly', closes: 'fixed' };

function points(target: Fields, ...figures: Fields[]) {
  const parsed = parseTarget(target);
  const all = parseFigures(
    figures.map((figure) => ({ publishedOn: figure['periodEnd'], ...figure })),
    parsed,
  );
  return pointsOf(evidenceOf(parsed, knownOn(parsed, all, dayNumber('2025-12-31'))), all);
}

function increment(from: string, to: string, value: string, more: Fields = {}): Fields {
  return { form: 'increment', periodStart: from, periodEnd: to, value, ...more };
}

function level(on: string, value: string, more: Fields = {}): Fields {
  return { form: 'level', periodEnd: on, value, ...more };
}

function month(on: string, value: string): Fields {
  return level(on, value, { periodStart: `${on.slice(0, 7)}-01` });
}

describe('points of a count', () => {
  it('are the totals of what ends by then', () => {
    const found = points(
      FLOW,
      increment('2024-01-01', '2024-01-31', '20'),
      increment('2024-02-01', '2024-02-29', '30.5'),
      { form: 'running_total', periodEnd: '2024-03-31', value: '90' },
    );
    expect(found.map(({ on, value }) => [on, value])).toEqual([
      ['2024-01-31', '20'],
      ['2024-02-29', '50.5'],
      ['2024-03-31', '90'],
    ]);
  });

  it('break where days have no figure', () => {
    const [, second] = points(
      FLOW,
      increment('2024-01-01', '2024-01-31', '20'),
      increment('2024-03-01', '2024-03-31', '30'),
    );
    expect(second).toMatchObject({ gapFrom: '2024-02-01', gapTo: '2024-02-29', value: '50' });
  });

  it('break before the first figure when it begins late', () => {
    expect(points(FLOW, increment('2024-03-01', '2024-03-31', '30'))[0]).toMatchObject({ gapFrom: '2024-01-01' });
  });

  it('carry the worst standing of what they add up', () => {
    const [, second] = points(
      FLOW,
      increment('2024-01-01', '2024-01-31', '20', { standing: 'estimate' }),
      increment('2024-02-01', '2024-02-29', '30', { bound: 'over' }),
    );
    expect(second).toMatchObject({ standing: 'estimate', bound: 'about' });
  });

  it('are the shares where the number was never published', () => {
    const share = { form: 'running_total', periodEnd: '2024-06-30', value: null, statedShare: '0.42' };
    expect(points({ ...FLOW, value: null }, share)).toMatchObject([{ on: '2024-06-30', value: '0.42' }]);
  });
});

describe('points of a level', () => {
  it('are its values, with the value that was replaced', () => {
    const found = points(
      LEVEL,
      level('2024-03-31', '5.2', { id: 'a' }),
      level('2024-03-31', '4.9', { id: 'b', supersedes: 'a', publishedOn: '2024-05-01' }),
      level('2024-06-30', '4.8'),
    );
    expect(found.map(({ value, replaced }) => [value, replaced])).toEqual([
      ['4.9', '5.2'],
      ['4.8', null],
    ]);
  });

  it('fail one by one where every period counts, and break where one is missing', () => {
    const found = points(EVERY, month('2024-01-31', '4'), month('2024-02-29', '6'), month('2024-04-30', '5'));
    expect(found.map(({ fails, gapFrom }) => [fails, gapFrom])).toEqual([
      [false, null],
      [true, null],
      [false, '2024-03-01'],
    ]);
  });
});

it('a deliverable has none', () => {
  const act = { comparator: 'done', measure: 'deliverable', due: '2024-12-31' };
  expect(points(act, level('2024-06-30', '1'))).toEqual([]);
});
