import { describe, expect, it } from '@jest/globals';
import { total } from '../../test/support/judging.js';
import { historyOf, recordOf } from '../../test/support/records.js';
import type { Record } from '../verdicts/standing.rules.js';
import {
  type RecordedFact,
  type TargetHistory,
  becauseOf,
  entriesOf,
  firstEntry,
  knownMoments,
  newestEntry,
  recordUpTo,
} from './fact-history.rules.js';

const { versions, figures, decisions } = recordOf({
  figures: [total('120', '2024-06-30')],
  decisions: [{ on: '2024-07-10', delivery: 'met' }],
});

type Places = { versions?: number[]; figures?: number[]; decisions?: number[] };

/** A history by the places of its facts in the log, of what took them back, and of what took back the pledge. */
function placed(at: Places, voids: [fact: number, by: number][] = [], gone: number | null = null): TargetHistory {
  const record: Record = {
    versions: (at.versions ?? [1]).map((order) => ({ ...versions[0]!, order })),
    figures: (at.figures ?? []).map((order) => ({ ...figures[0]!, order })),
    decisions: (at.decisions ?? []).map((order) => ({ ...decisions[0]!, order })),
  };
  return historyOf(record, new Map(voids), gone);
}

const FULL = placed(
  { versions: [1, 8], figures: [2, 4], decisions: [6] },
  [
    [2, 5],
    [6, 9],
  ],
  12,
);

const orders = (facts: readonly { order: number }[]): string => facts.map(({ order }) => order).join() || '-';

const revised = (
  history: TargetHistory,
  entry: number,
  because: RecordedFact<object & { order: number }>['because'],
): TargetHistory => ({
  ...history,
  figures: history.figures.map((kept) => (kept.fact.order === entry ? { ...kept, because } : kept)),
});

describe('what stands when everything was known up to an entry', () => {
  it.each<[entry: number | undefined, stands: string]>([
    [0, '- - -'],
    [1, '1 - -'],
    [2, '1 2 -'],
    [4, '1 2,4 -'],
    [5, '1 4 -'], // what took 2 back came
    [6, '1 4 6'],
    [8, '1,8 4 6'],
    [9, '1,8 4 -'],
    [11, '1,8 4 -'],
    [12, '- 4 -'], // the pledge is void
    [undefined, '- 4 -'],
  ])('%s: versions, figures, decisions %s', (entry, stands) => {
    const record = recordUpTo(FULL, entry);
    expect([record.versions, record.figures, record.decisions].map(orders).join(' ')).toBe(stands);
  });
});

describe('the entries of a history', () => {
  it.each<[why: string, history: TargetHistory, entries: number[]]>([
    ['facts and voids', FULL, [1, 2, 4, 5, 6, 8, 9, 12]],
    ['the promise alone', placed({}), [1]],
    ['the void of the pledge', placed({}, [], 3), [1, 3]],
  ])('%s', (_why, history, entries) => {
    expect(entriesOf(history).toSorted((a, b) => a - b)).toEqual(entries);
    expect(newestEntry(history)).toBe(entries.at(-1));
  });

  it('the first is that of the original, in whichever order they are told', () => {
    const [original] = versions;
    const amendment = { ...original!, kind: 'amendment' as const, order: 3 };
    const record = { versions: [amendment, { ...original!, order: 2 }], figures: [], decisions: [] };
    expect(firstEntry(historyOf(record))).toBe(2);
  });
});

describe('something new was known', () => {
  it.each<[why: string, histories: TargetHistory[], together: number[][], moments: number[]]>([
    ['entry by entry', [FULL], [], [1, 2, 4, 5, 6, 8, 9, 12]],
    ['once a transaction, by its last entry', [placed({ figures: [2, 3] })], [[1, 2]], [2, 3]],
    ['whatever came between', [placed({ versions: [7], figures: [2, 3] })], [[2, 7]], [3, 7]],
    ['a revision with what it takes back', [placed({ figures: [2, 5] }, [[2, 4]])], [[4, 5]], [1, 2, 5]],
    ['of several targets at once', [placed({}), placed({ versions: [2] })], [[1, 2]], [2]],
    ['a void of the pledge for each', [placed({}, [], 9), placed({ versions: [3] }, [], 9)], [], [1, 3, 9]],
    ['never', [], [], []],
  ])('%s', (_why, histories, together, moments) => {
    const batchOf = (entry: number): string =>
      `b${together.findIndex((batch) => batch.includes(entry)) + 1 || `-${entry}`}`;
    const recordings = new Map(
      histories.flatMap(entriesOf).map((entry) => [entry, { batch: batchOf(entry), at: new Date(0) }]),
    );
    expect(knownMoments(histories, recordings)).toEqual(moments);
  });
});

describe('why days read otherwise', () => {
  const two = placed({ figures: [2, 4] });
  it.each<[why: string, history: TargetHistory, because: string]>([
    ['the publisher changed a figure', revised(two, 4, 'revised'), 'revised'],
    ['we had mistyped it', revised(two, 4, 'entry_error'), 'entry_error'],
    ['it was recorded late', two, 'recorded_late'],
    ['an earlier cause does not count', revised(two, 2, 'revised'), 'recorded_late'],
    ['so was a version', revised(placed({ versions: [1, 5], figures: [2] }), 2, 'revised'), 'recorded_late'],
    ['or a decision', placed({ figures: [2], decisions: [5] }), 'recorded_late'],
    ['a void takes our own mistake back', placed({ figures: [2] }, [[2, 6]]), 'entry_error'],
    ['so does that of the pledge', placed({ figures: [2] }, [], 6), 'entry_error'],
  ])('%s', (_why, history, because) => expect(becauseOf(history)).toBe(because));
});
