import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Bound } from '../verdicts/words.rules.js';
import type { Language, Told } from './language.rules.js';
import { beside, boundText, count, equal, inFull, inShort, limitText, percent, quantity } from './numbers.rules.js';

const LIFTS: Told = { zh: '部', en: 'lifts' };
const PEOPLE: Told = { zh: '人', en: 'people' };
const PERCENT: Told = { zh: '%', en: '%' };
const YUAN: Told = { zh: '元', en: 'yuan' };
const PERMILLE: Told = { zh: '‰', en: 'per 1,000' };
const PER_100000: Told = { zh: '每10万人', en: 'per 100,000' };
const NEW_SCHOOLS: Told = { zh: '所', en: null };

describe('numbers in full', () => {
  it.each([
    ['1099', '1,099'],
    ['822', '822'],
    ['281234', '281,234'],
    ['-1234.50', '−1,234.50'],
    ['0.69', '0.69'],
    ['5.0', '5.0'],
    ['-0.0', '0.0'],
    ['007', '7'],
    ['12345678901234567890.123456789012', '12,345,678,901,234,567,890.123456789012'],
  ])('%s prints as %s', (decimal, printed) => expect(inFull(decimal)).toBe(printed));

  it('groups whole counts', () => expect(count(1204)).toBe('1,204'));
});

describe('short numbers', () => {
  it.each<[string, Language, string, string | null]>([
    ['9999', 'zh', '9,999', null],
    ['10000', 'zh', '1万', null],
    ['260000', 'zh', '26万', null],
    ['128400', 'zh', '12.84万', null],
    ['281234', 'zh', '28.12万', '281,234'],
    ['281299', 'zh', '28.12万', '281,299'],
    ['99999999', 'zh', '9,999.99万', '99,999,999'],
    ['100000000', 'zh', '1亿', null],
    ['115000000', 'zh', '1.15亿', null],
    ['-128400', 'zh', '−12.84万', null],
    ['10000.5', 'zh', '1万', '10,000.5'],
    ['260000', 'en', '260,000', null],
    ['999999', 'en', '999,999', null],
    ['21438000', 'en', '21.4\u00a0million', '21,438,000'],
    ['115000000', 'en', '115\u00a0million', null],
    ['1150000000', 'en', '1.1\u00a0billion', '1,150,000,000'],
  ])('%s in %s is %s', (decimal, language, text, exact) => expect(inShort(decimal, language)).toEqual({ text, exact }));

  it('prints in full what would look like its promise and is not', () => {
    expect(beside('259999', '260000', 'zh').text).toBe('259,999');
    expect(beside('260001', '260000', 'zh').text).toBe('260,001');
    expect(beside('259899', '260000', 'zh')).toEqual({ text: '25.98万', exact: '259,899' });
    expect(beside('260000', '260000', 'zh').text).toBe('26万');
    expect(beside('260000.0', '260000', 'zh').text).toBe('26万');
    expect(beside('20999999', '21000000', 'en').text).toBe('20,999,999');
    expect(beside('5.04', '5.0', 'zh').text).toBe('5.04');
  });

  it('never prints what is short of its promise as the promise', () => {
    const whole = fc.bigInt({ min: 1n, max: 10n ** 13n });
    const language = fc.constantFrom<Language>('zh', 'en');
    fc.assert(
      fc.property(whole, fc.bigInt({ min: 1n, max: 20_000n }), language, (promise, short, spoken) => {
        const figure = String(promise - short);
        expect(beside(figure, String(promise), spoken).text).not.toBe(inShort(String(promise), spoken).text);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('numbers with units', () => {
  it.each<[string, Told, string, string]>([
    ['1099', LIFTS, '1,099部', '1,099\u00a0lifts'],
    ['260000', PEOPLE, '26万人', '260,000\u00a0people'],
    ['115000000', YUAN, '1.15亿元', '115\u00a0million\u00a0yuan'],
    ['3.89', PERCENT, '3.89%', '3.89\u202f%'],
    ['1.35', PERMILLE, '1.35‰', '1.35\u00a0per 1,000'],
    ['0.69', PER_100000, '每10万人0.69', '0.69\u00a0per 100,000'],
    ['19', NEW_SCHOOLS, '19所', '19'],
  ])('%s', (decimal, unit, zh, en) => {
    expect(quantity(decimal, unit, 'zh').text).toBe(zh);
    expect(quantity(decimal, unit, 'en').text).toBe(en);
  });

  it('carries the exact number of what it cut', () => {
    expect(quantity('281234', PEOPLE, 'zh')).toEqual({ text: '28.12万人', exact: '281,234人' });
  });
});

describe('shares', () => {
  it.each([
    ['0.9996', '99.9%', '99.9\u202f%'],
    ['0.999999999999', '99.9%', '99.9\u202f%'],
    ['2.0371', '203.7%', '203.7\u202f%'],
    ['0.6', '60.0%', '60.0\u202f%'],
    ['1', '100.0%', '100.0\u202f%'],
    ['0', '0.0%', '0.0\u202f%'],
    ['0.004', '0.4%', '0.4\u202f%'],
    ['0.0004', '不到0.1%', 'under\u00a00.1\u202f%'],
    ['-0.25', '−25.0%', '−25.0\u202f%'],
    ['10.5', '1,050.0%', '1,050.0\u202f%'],
  ])('%s', (share, zh, en) => {
    expect(percent(share, 'zh')).toBe(zh);
    expect(percent(share, 'en')).toBe(en);
  });
});

describe('what was promised', () => {
  const none = { upper: null, tolerance: null };
  it.each([
    [{ comparator: 'at_least', value: '100', ...none }, LIFTS, '至少100部', 'at least 100\u00a0lifts'],
    [{ comparator: 'more_than', value: '100', ...none }, LIFTS, '超过100部', 'more than 100\u00a0lifts'],
    [{ comparator: 'at_most', value: '5', ...none }, PERCENT, '不超过5%', 'at most 5\u202f%'],
    [{ comparator: 'less_than', value: '5', ...none }, PERCENT, '低于5%', 'under 5\u202f%'],
    [
      { comparator: 'between', value: '5', upper: '6', tolerance: null },
      PERCENT,
      '在5%～6%之间',
      'between 5 and 6\u202f%',
    ],
    [
      { comparator: 'about', value: '5', upper: null, tolerance: '0.2' },
      PERCENT,
      '约5%（±0.2）',
      'about 5\u202f% (±\u202f0.2)',
    ],
    [{ comparator: 'done', value: '1', ...none }, PERCENT, '完成', 'delivery'],
    [{ comparator: 'at_least', value: null, ...none }, LIFTS, '数字未公布', 'number never published'],
  ] as const)('%j', (limit, unit, zh, en) => {
    expect(limitText(limit, unit, 'zh')).toBe(zh);
    expect(limitText(limit, unit, 'en')).toBe(en);
  });
});

it.each<[string, Bound, Told, string, string]>([
  ['60', 'exact', LIFTS, '60部', '60\u00a0lifts'],
  ['50000', 'over', PEOPLE, '5万余人', 'over 50,000\u00a0people'],
  ['400', 'nearly', LIFTS, '近400部', 'nearly 400\u00a0lifts'],
  ['5000', 'about', PEOPLE, '约5,000人', 'about 5,000\u00a0people'],
  ['99', 'at_least', PERCENT, '99%以上', '99\u202f% or more'],
  ['5', 'at_most', PERCENT, '5%以内', '5\u202f% or less'],
  ['5', 'over', PERCENT, '5%多', 'over 5\u202f%'],
])('%s %s keeps the word of its publisher', (value, bound, unit, zh, en) => {
  expect(boundText(value, bound, unit, 'zh')).toBe(zh);
  expect(boundText(value, bound, unit, 'en')).toBe(en);
});

it('knows equal numbers by value', () => {
  expect(equal('5.0', '5')).toBe(true);
  expect(equal('-5', '5')).toBe(false);
  expect(equal('0.50', '0.5')).toBe(true);
});
