import { expect, it } from '@jest/globals';
import { total } from '../../../test/support/judging.js';
import { historyOf, recordOf } from '../../../test/support/records.js';
import { dayText } from '../../clock/calendar.rules.js';
import { NO_END } from '../settle/changes.rules.js';
import { type Recordings, type TargetHistory, entriesOf } from '../../facts/fact-history.rules.js';
import type { Span } from '../settle/spans.rules.js';
import { pledgeSpansOf, targetSpansOf } from './replay.rules.js';

/** Every entry came in a transaction of its own. */
const recordings = (...histories: TargetHistory[]): Recordings =>
  new Map(histories.flatMap(entriesOf).map((entry) => [entry, { batch: `b${entry}`, at: new Date(0) }]));

const told = (spans: readonly Span<{ headline: string }>[]): string[] =>
  spans.map(({ from, to, words, knownFrom, knownTo }) => {
    const days = `${dayText(from)}–${to === NO_END ? 'end' : dayText(to)}`;
    return `${days} ${words.headline}, known ${knownFrom}–${knownTo ?? 'now'}`;
  });

const done = total('300', '2024-06-30', { id: 'a' });
const more = total('310', '2024-06-30', { supersedes: 'a', publishedOn: '2024-08-01' });
const TARGET = { due: '2024-12-31', comparator: 'at_least', measure: 'flow', value: '300', start: '2024-01-01' };
const OPEN = { ...TARGET, due: null };

it('spans are known from the entry that brought them until the one that changed them', () => {
  const history = historyOf(recordOf({ target: OPEN, figures: [done, more] }));
  expect(told(targetSpansOf(history, recordings(history)))).toEqual([
    '2024-01-01–end no_figures, known 0–100',
    '2024-01-01–2024-06-30 no_figures, known 100–now', // what stays the same to the day goes on
    '2024-06-30–end met, known 100–110',
    '2024-06-30–2024-08-01 met, known 110–now',
    '2024-08-01–end exceeded, known 110–now',
  ]);
});

it('what is taken back is no longer known', () => {
  const history = historyOf(recordOf({ target: OPEN, figures: [done] }), new Map([[100, 150]]));
  expect(told(targetSpansOf(history, recordings(history)))).toEqual([
    '2024-01-01–end no_figures, known 0–100',
    '2024-01-01–2024-06-30 no_figures, known 100–150',
    '2024-06-30–end met, known 100–150',
    '2024-01-01–end no_figures, known 150–now',
  ]);
  const gone = historyOf(recordOf({ target: OPEN }), new Map(), 90);
  expect(told(targetSpansOf(gone, recordings(gone)))).toEqual(['2024-01-01–end no_figures, known 0–90']);
});

it('a fact that says nothing new leaves the spans as they are', () => {
  const figures = [done, total('300', '2024-09-30')];
  const history = historyOf(recordOf({ target: OPEN, figures }));
  expect(told(targetSpansOf(history, recordings(history)))).toEqual([
    '2024-01-01–end no_figures, known 0–100',
    '2024-01-01–2024-06-30 no_figures, known 100–now',
    '2024-06-30–end met, known 100–now',
  ]);
});

it('facts of one transaction are known at once', () => {
  const history = historyOf(recordOf({ target: OPEN, figures: [done] }));
  const together: Recordings = new Map(entriesOf(history).map((entry) => [entry, { batch: 'b', at: new Date(0) }]));
  expect(told(targetSpansOf(history, together))).toEqual([
    '2024-01-01–2024-06-30 no_figures, known 100–now',
    '2024-06-30–end met, known 100–now',
  ]);
});

it('a pledge is rolled up from all its targets', () => {
  const first = historyOf(recordOf({ target: OPEN, figures: [done] }));
  const record = recordOf({ target: OPEN });
  const second = historyOf({ ...record, versions: record.versions.map((version) => ({ ...version, order: 120 })) });
  expect(told(pledgeSpansOf([first, second], recordings(first, second)))).toEqual([
    '2024-01-01–end no_figures, known 0–100',
    '2024-01-01–2024-06-30 no_figures, known 100–120',
    '2024-06-30–end met, known 100–120',
    '2024-01-01–2024-06-30 no_figures, known 120–now', // two of them now
    '2024-06-30–end no_figures, known 120–now',
  ]);
});
