import { describe, expect, it } from '@jest/globals';
import { type Promised, faultsOfVersion } from './versions.rules.js';

const PROMISED: Promised & { dueEarliest: string | null } = {
  comparator: 'at_least',
  value: '300',
  upper: null,
  tolerance: null,
  missAllowed: 'none',
  measure: 'flow',
  aggregate: null,
  start: '2024-01-01',
  due: '2024-12-31',
  closes: 'open',
  baseline: null,
  cadence: null,
  publicationLagDays: 30,
  graceDays: 0,
  trajectory: null,
  dueEarliest: null,
};

describe('a version', () => {
  it.each<[why: string, changes: Partial<typeof PROMISED>, faults: string[]]>([
    ['is taken', {}, []],
    ['with an earliest day before due', { dueEarliest: '2024-06-30' }, []],
    ['on due', { dueEarliest: '2024-12-31' }, []],
    ['not after it', { dueEarliest: '2025-01-01' }, ['/target/dueEarliest due_earliest']],
    ['nor without due', { due: null, dueEarliest: '2024-06-30' }, ['/target/dueEarliest due_earliest']],
    ['without either', { due: null }, []],
    ['refused by the rules', { value: '0' }, ['/target/value floor_not_above_zero']],
    [
      'at every field of a promise',
      { baseline: { value: '300', on: null } },
      ['/target/baseline/value baseline_equals_value'],
    ],
    [
      'by both',
      { due: '2023-12-31', dueEarliest: '2024-06-30' },
      ['/target/due due_before_start', '/target/dueEarliest due_earliest'],
    ],
  ])('%s', (_why, changes, faults) => {
    const found = faultsOfVersion({ ...PROMISED, ...changes }, '/target');
    expect(found.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(faults);
  });

  it.each<[why: string, changes: Partial<typeof PROMISED>]>([
    ['a band', { measure: 'level', aggregate: 'last', comparator: 'between', upper: '400' }],
    ['a tolerance', { measure: 'level', aggregate: 'last', comparator: 'about', tolerance: '5', missAllowed: 'below' }],
    ['a mean', { measure: 'level', aggregate: 'mean', closes: 'fixed', cadence: 'monthly' }],
    ['a ramp', { trajectory: [{ on: '2024-06-30', share: '0.5' }], graceDays: 7, publicationLagDays: 3650 }],
  ])('is read whole: %s', (_why, changes) => expect(faultsOfVersion({ ...PROMISED, ...changes }, '')).toEqual([]));
});

it('what is no refusal of the rules is not hidden', () => {
  const point = {
    share: '0.5',
    get on(): string {
      throw new Error('lost');
    },
  };
  expect(() => faultsOfVersion({ ...PROMISED, trajectory: [point] }, '')).toThrow('lost');
});
