import { describe, expect, it } from '@jest/globals';
import { wordsAsked, wordsOf } from './search-words.rules.js';

describe('what a pledge is found by', () => {
  it.each<[title: string, words: string[]]>([
    ['加装电梯', ['加', '加装', '梯', '电', '电梯', '装', '装电']],
    ['Lifts added', ['added', 'lift']],
    ['开工300个', ['300', '个', '工', '开', '开工']],
    ['Ｗｉ－Ｆｉ 覆盖', ['fi', 'wi', '盖', '覆', '覆盖']],
    ['', []],
    ['……', []],
  ])('%s', (title, words) => expect(wordsOf([title])).toEqual(words));

  it('is the words of all its texts, each once, an absent one none', () => {
    expect(wordsOf(['电梯', null, '电梯', 'Lift'])).toEqual(['lift', '梯', '电', '电梯']);
  });
});

function found(query: string, ...texts: string[]): boolean {
  const asked = wordsAsked(query);
  return asked.length > 0 && asked.every((word) => wordsOf(texts).includes(word));
}

describe('a query', () => {
  it.each<[query: string, isFound: boolean]>([
    ['电梯', true],
    ['elevators', true],
    ['ELEVATOR', true],
    ['加装电梯', true],
    ['梯', true],
    ['old 电梯', true],
    ['电加', false],
    ['escalator', false],
    ['', false],
    ['！', false],
  ])('“%s” finds it: %s', (query, isFound) => {
    expect(found(query, '老楼加装电梯完工', 'Elevators added to old buildings')).toBe(isFound);
  });

  it.each([['class'], ['bus'], ['gas']])('“%s” is no plural', (word) => expect(wordsAsked(word)).toEqual([word]));
});
