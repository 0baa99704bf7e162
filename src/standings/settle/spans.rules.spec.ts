import { expect, it } from '@jest/globals';
import type { Stretch } from './changes.rules.js';
import { spanDifference } from './spans.rules.js';

type Lettered = Stretch<string>;

/** `0-5 a` as a span. */
const spansOf = (text: string): Lettered[] =>
  (text === '' ? [] : text.split(', ')).map((each) => {
    const [, from, to, words] = /^(\d+)-(\d+) (\w)$/.exec(each)!;
    return { from: Number(from), to: Number(to), words: words! };
  });

const textOf = (spans: readonly Lettered[]): string =>
  spans.map(({ from, to, words }) => `${from}-${to} ${words}`).join(', ');

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
  const difference = spanDifference(spansOf(stored), spansOf(wanted), (a, b) => a === b);
  expect([textOf(difference.removed), textOf(difference.inserted)]).toEqual([removed, inserted]);
});
