import { describe, expect, it } from '@jest/globals';
import { apart, axisMonths, levelsOf, placeOfDay, placeOfValue } from './target.rules.js';

describe('days', () => {
  it('run evenly to the due day', () => {
    const place = placeOfDay({ from: '2024-01-01', due: '2024-12-31', to: '2024-12-31' });
    expect([place('2024-01-01'), place('2024-07-01'), place('2024-12-31')]).toEqual([0, 49.86, 100]);
    expect(place('2030-01-01')).toBe(100);
    expect(place('1999-01-01')).toBe(0);
  });

  it('beyond the due day take a quarter at most', () => {
    const place = placeOfDay({ from: '2024-01-01', due: '2024-12-31', to: '2034-12-31' });
    expect(place('2024-12-31')).toBe(75);
    expect(place('2034-12-31')).toBe(100);
    const soon = placeOfDay({ from: '2024-01-01', due: '2024-12-31', to: '2025-01-31' });
    expect(soon('2024-12-31')).toBeGreaterThan(90);
  });

  it('need no due day and no length', () => {
    expect(placeOfDay({ from: '2024-01-01', due: null, to: '2024-01-11' })('2024-01-06')).toBe(50);
    expect(placeOfDay({ from: '2024-01-01', due: '2024-01-01', to: '2024-01-01' })('2024-01-01')).toBe(0);
    expect(placeOfDay({ from: '2024-01-01', due: '2024-01-01', to: '2024-01-11' })('2024-01-11')).toBe(100);
  });

  it('are named by few months, before the due day', () => {
    const late = axisMonths({ from: '2024-01-01', due: '2024-12-31', to: '2025-11-24' });
    expect(late.all).toEqual(['2024-01-01', '2024-07-01']);
    expect(axisMonths({ from: '2024-01-01', due: '2024-12-31', to: '2024-12-31' }).all).toHaveLength(4);
    const wide = axisMonths({ from: '2024-01-15', due: '2024-06-20', to: '2024-06-20' });
    expect(wide.all).toHaveLength(5);
    expect(wide.narrow.size).toBeLessThanOrEqual(4);
  });
});

describe('values', () => {
  it('of counts begin at 0', () => {
    const levels = levelsOf(['100', '60'], true);
    expect(levels).toMatchObject({ least: 0, fromNought: true });
    expect(levels.most).toBeCloseTo(110);
    const place = placeOfValue(levels, 16, 180);
    expect(place(0)).toBe(180);
    expect(place(110)).toBeCloseTo(16);
  });

  it('of levels lie around themselves and say so', () => {
    expect(levelsOf(['99.1', '99.5'], false)).toMatchObject({ fromNought: false });
    expect(levelsOf(['5', '3.89'], false).least).toBeGreaterThan(3);
    expect(levelsOf(['1'], true, true).ticks).toEqual([0, 1]);
    expect(levelsOf(['-4', '2'], true).least).toBeLessThan(-4);
    expect(levelsOf(['0', '0'], true).most).toBe(1);
    expect(levelsOf(['0'], false).most).toBeGreaterThan(0);
  });
});

it('labels keep apart and inside', () => {
  expect(apart([20, 22, 100], 15, 12, 200)).toEqual([20, 35, 100]);
  expect(apart([190, 195], 15, 12, 200)).toEqual([185, 200]);
  expect(apart([22, 20], 15, 12, 200)).toEqual([35, 20]);
});
