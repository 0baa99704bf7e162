import { describe, expect, it } from '@jest/globals';
import { dayNumber } from '../clock/calendar.rules.js';
import { amountOf, asRatio } from './amount.rules.js';
import { dateEn, dateZh, daysEn, meanText, number, numberUp, percent } from './printing.rules.js';

const ratio = (text: string): ReturnType<typeof asRatio> => asRatio(amountOf(text));

it.each<[day: string, en: string, zh: string]>([
  ['2024-01-01', '1 January 2024', '2024年1月1日'],
  ['2024-02-29', '29 February 2024', '2024年2月29日'],
  ['2024-12-31', '31 December 2024', '2024年12月31日'],
])('%s is %s and %s', (day, en, zh) => expect([dateEn(dayNumber(day)), dateZh(dayNumber(day))]).toEqual([en, zh]));

it.each<[count: number, text: string]>([
  [0, '0 days'],
  [1, '1 day'],
  [2, '2 days'],
  [1000, '1,000 days'],
])('%i: %s', (count, text) => expect(daysEn(count)).toBe(text));

describe('a share is cut, never rounded up', () => {
  it.each<[share: string, text: string]>([
    ['0.4', '40.0'],
    ['0.9996', '99.9'],
    ['0.999999999999', '99.9'],
    ['1', '100.0'],
    ['1.0419', '104.1'],
    ['0', '0.0'],
    ['0.00049', '0.0'],
    ['12.345', '1,234.5'],
    ['-0.05', '−5.0'],
    ['-0.0009', '0.0'],
    ['-0.001', '−0.1'],
    ['0.1', '10.0'],
    ['0.01', '1.0'],
    ['0.001', '0.1'],
    ['0.1009', '10.0'],
    ['-12.345', '−1,234.5'],
  ])('%s: %s %%', (share, text) => expect(percent(share)).toBe(text));
});

describe('a number is grouped by thousands', () => {
  it.each<[value: string, text: string]>([
    ['0', '0'],
    ['999', '999'],
    ['1000', '1,000'],
    ['260000', '260,000'],
    ['1234567.1234567', '1,234,567.1234567'],
    ['-1234', '−1,234'],
    ['-123', '−123'],
    ['-0.5', '−0.5'],
  ])('%s: %s', (value, text) => expect(number(value)).toBe(text));

  it.each<[value: string, text: string]>([
    ['1234.5678', '1,234.567'],
    ['1234.0009', '1,234'],
    ['1234.5', '1,234.5'],
    ['1234', '1,234'],
    ['5.1009', '5.1'],
    ['-5.1009', '−5.1'],
    ['100.0009', '100'],
    ['-0.0009', '0'], // never a nought with a sign
  ])('and cut where asked, %s: %s', (value, text) => expect(number(value, 3)).toBe(text));
});

describe('what is needed is rounded up', () => {
  it.each<[value: string, text: string]>([
    ['30', '30'],
    ['30.000000000001', '30.1'],
    ['29.91', '30'],
    ['0.000000000001', '0.1'],
    ['999.95', '1,000'],
    ['30.1', '30.1'],
  ])('%s: %s', (value, text) => expect(numberUp(ratio(value))).toBe(text));
});

describe('a mean is cut to three digits, and never made to look like its promise', () => {
  it.each<[mean: string, promised: string, text: string]>([
    ['4.866666666666', '5', '4.866'],
    ['5', '5', '5'],
    ['5.0004', '5', '5.0004'],
    ['4.9999', '5', '4.999'],
  ])('%s against %s: %s', (mean, promised, text) => expect(meanText(mean, promised)).toBe(text));
});
