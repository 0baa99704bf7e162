import { describe, expect, it } from '@jest/globals';
import { dayAt, isTimeZone, startOfDay } from './zone.rules.js';

it.each<[name: string, is: boolean]>([
  ['Asia/Shanghai', true],
  ['America/Argentina/Buenos_Aires', true],
  ['UTC', true],
  ['Etc/GMT+8', true],
  ['Asia/Atlantis', false],
  ['+08:00', false],
  ['asia/shanghai', false],
  ['CST', false],
  ['', false],
])('%s is a time zone: %s', (name, is) => expect(isTimeZone(name)).toBe(is));

describe('the day it is', () => {
  it.each<[instant: string, zone: string, day: string]>([
    ['2024-06-30T15:59:59.999Z', 'Asia/Shanghai', '2024-06-30'],
    ['2024-06-30T16:00:00.000Z', 'Asia/Shanghai', '2024-07-01'],
    ['2024-06-30T23:59:59.999Z', 'UTC', '2024-06-30'],
    ['2024-07-01T00:00:00.000Z', 'UTC', '2024-07-01'],
    ['2024-07-01T03:59:59.999Z', 'America/New_York', '2024-06-30'],
    ['2024-07-01T04:00:00.000Z', 'America/New_York', '2024-07-01'],
  ])('at %s in %s is %s', (instant, zone, day) => expect(dayAt(new Date(instant), zone)).toBe(day));
});

describe('a day begins', () => {
  it.each<[day: string, zone: string, instant: string]>([
    ['2024-07-01', 'Asia/Shanghai', '2024-06-30T16:00:00.000Z'],
    ['2024-07-01', 'UTC', '2024-07-01T00:00:00.000Z'],
    ['1986-07-01', 'Asia/Shanghai', '1986-06-30T15:00:00.000Z'], // summer time was kept that year
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'], // midnight was skipped: 01:00 came first
  ])('%s in %s at %s', (day, zone, instant) => expect(startOfDay(day, zone).toISOString()).toBe(instant));
});
