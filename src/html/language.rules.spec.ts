import { expect, it } from '@jest/globals';
import { bilingual, langTag, say, toldIn } from './language.rules.js';

it('speaks one of two languages', () => {
  expect(say('zh')('看板', 'Board')).toBe('看板');
  expect(say('en')('看板', 'Board')).toBe('Board');
});

it('falls back to what was written, and says in which language', () => {
  expect(toldIn('en', { zh: '电梯', en: 'Lifts' })).toEqual({ text: 'Lifts', language: 'en' });
  expect(toldIn('en', { zh: '电梯', en: null })).toEqual({ text: '电梯', language: 'zh' });
  expect(toldIn('zh', { zh: '电梯', en: 'Lifts' })).toEqual({ text: '电梯', language: 'zh' });
});

it.each([
  ['只有文字。 / In words only.', '只有文字。', 'In words only.'],
  ['只有文字。', '只有文字。', null],
  ['In words only.', 'In words only.', 'In words only.'],
  ['3 / 4', '3 / 4', '3 / 4'],
  ['一 / 二', '一 / 二', null],
  ['一 / a / b', '一 / a / b', null],
])('reads "%s" as one remark in the languages it has', (text, zh, en) => {
  expect(bilingual(text)).toEqual({ zh, en });
});

it('names a language as pages do', () => expect([langTag('zh'), langTag('en')]).toEqual(['zh-Hans', 'en']));
