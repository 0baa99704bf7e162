import { describe, expect, it } from '@jest/globals';
import type { Measure } from '../verdicts/words.rules.js';
import { type Statement, faultsOf, faultsOfFigure } from './figures.rules.js';

const SAID: Statement & { targetId: string | null; doubt: string | null } = {
  periodStart: null,
  periodEnd: '2024-06-30',
  form: 'running_total',
  value: '120',
  bound: 'exact',
  standing: 'final',
  statedShare: null,
  claim: null,
  publishedOn: '2024-07-10',
  targetId: null,
  doubt: null,
};

describe('a figure', () => {
  const share = { value: null, statedShare: '0.4' };
  const words = { value: null, claim: 'met' as const };
  it.each<[why: string, measure: Measure, changes: Partial<typeof SAID>, faults: string[]]>([
    ['a number of the indicator', 'flow', {}, []],
    ['a level', 'level', { form: 'level' }, []],
    ['an act', 'deliverable', { form: 'level', value: '1' }, []],
    ['a form that does not fit', 'level', {}, ['/form form_does_not_fit']],
    ['nor an act', 'deliverable', {}, ['/form form_does_not_fit']],
    ['a share that names its target', 'flow', { ...share, targetId: 't' }, []],
    ['a claim that names its target', 'flow', { ...words, targetId: 't' }, []],
    ['a share that names none', 'flow', share, ['/targetId target_needed']],
    ['a claim that names none', 'flow', words, ['/targetId target_needed']],
    ['a number with a share that names none', 'flow', { statedShare: '0.4' }, ['/targetId target_needed']],
    ['a number that names a target', 'flow', { targetId: 't' }, ['/targetId target_not_needed']],
    ['nothing said', 'flow', { value: null }, ['/value says_nothing']],
    ['nothing said, and why', 'flow', { value: null, doubt: 'the page is torn' }, []],
    ['a day of no month', 'flow', { periodEnd: '2024-06-31' }, ['/periodEnd not_a_day']],
    [
      'everything at once',
      'level',
      { value: null, targetId: 't' },
      ['/form form_does_not_fit', '/value says_nothing', '/targetId target_not_needed'],
    ],
  ])('%s', (_why, measure, changes, faults) => {
    const found = faultsOfFigure({ ...SAID, ...changes }, measure, '/figures/3');
    expect(found.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(faults.map((fault) => `/figures/3${fault}`));
  });
});

const lose = (): never => {
  throw new Error('lost');
};

it('what is no refusal of the rules is not hidden', () => {
  expect(() => faultsOf(lose)).toThrow('lost');
  expect(faultsOf(() => 1)).toEqual([]);
});
