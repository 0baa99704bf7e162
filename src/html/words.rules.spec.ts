import { describe, expect, it } from '@jest/globals';
import { HEADLINES } from '../verdicts/words.rules.js';
import { HEADLINE_WORDS, TONES, headlinesOf } from './words.rules.js';

describe('the headlines of a tone, worst first', () => {
  it.each<[tone: (typeof TONES)[number], headlines: string]>([
    ['bad', 'missed breached long_overdue overdue'],
    ['slow', 'far_behind behind in_grace'],
    ['dim', 'contested unreported stale claimed'],
    ['good', 'on_track holding ahead met exceeded'],
    ['none', 'awaiting_figures no_figures in_progress not_assessable withdrawn'],
  ])('%s: %s', (tone, headlines) => expect(headlinesOf(tone).join(' ')).toBe(headlines));

  it('are all of them, each once', () => {
    expect(TONES.flatMap(headlinesOf).toSorted()).toEqual([...HEADLINES].toSorted());
  });
});

it('every headline has a sign that fits a small cell, and a line, in both languages', () => {
  for (const headline of HEADLINES) {
    const { zh, en, sign, line } = HEADLINE_WORDS[headline];
    expect([zh, en, line.zh, line.en].every((text) => text.length > 0)).toBe(true);
    expect([[...sign.zh].length, sign.en.length]).toEqual([1, 2]);
  }
  const signs = HEADLINES.map((headline) => HEADLINE_WORDS[headline].sign);
  expect(new Set(signs.map(({ zh }) => zh)).size).toBe(HEADLINES.length);
  expect(new Set(signs.map(({ en }) => en)).size).toBe(HEADLINES.length);
});
