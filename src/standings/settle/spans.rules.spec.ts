import { expect, it } from '@jest/globals';
import { spanDifference } from './spans.rules.js';

type Span = { from: number; to: number; word: string };

/** `0-5 a` as a span. */
const spansOf = (text: string): Span[] =>
  (text === '' ? [] : text.split(', ')).map((each) => {
    const [, from, to, word] = /^(\d+)-(\d+) (\w)$/.exec(each)!;
    return { from: Number(from), to: Number(to), word: word! };
  });

const textOf = (spans: readonly Span[]): string =>
  spans.map(({ from, to, word }) => `${from}-${to} ${word}`).join(', ');

it.each<[stored: string, wanted: string, removed: string, inserted: string]>([
  ['', '', '', ''],
  ['', '0-5 a', '', '0-5 a'],
  ['0-5 a', '', '0-5 a', ''],
  ['0-5 a, 5-9 b', '0-5 a, 5-9 b', '', ''],
  ['0-5 a, 5-9 b', '0-5 a, 5-9 c', '5-9 b', '5-9 c'],
  ['0-5 a, 5-9 b', '0-4 a, 4-9 b', '0-5 a, 5-9 b', '0-4 a, 4-9 b'],
  ['0-9 a', '0-3 a, 3-6 b, 6-9 a', '0-9 a', '0-3 a, 3-6 b, 6-9 a'],
  ['0-3 a, 3-6 b, 6-9 c', '0-3 a, 6-9 c', '3-6 b', ''],
  ['0-3 a, 6-9 c', '0-3 a, 3-6 b, 6-9 c', '', '3-6 b'],
  ['5-9 a', '0-5 b, 5-9 a', '', '0-5 b'],
  ['0-5 b, 5-9 a', '5-9 a', '0-5 b', ''],
])('stored %j, wanted %j', (stored, wanted, removed, inserted) => {
  const difference = spanDifference(spansOf(stored), spansOf(wanted), (a, b) => a.word === b.word);
  expect([textOf(difference.removed), textOf(difference.inserted)]).toEqual([removed, inserted]);
});
