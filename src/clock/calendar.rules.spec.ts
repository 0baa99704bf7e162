import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  FIRST_DAY,
  LAST_DAY,
  addDays,
  addMonths,
  dayNumber,
  dayNumberOf,
  dayText,
  dayTextOrNull,
  daysBetween,
  daysInMonth,
  endOfPeriod,
  isDay,
  partsOf,
} from './calendar.rules.js';

describe('a day', () => {
  it.each<[text: unknown, is: boolean, why: string]>([
    ['1900-01-01', true, 'the first'],
    ['2199-12-31', true, 'the last'],
    ['1899-12-31', false, 'before the first'],
    ['2200-01-01', false, 'after the last'],
    ['0000-01-01', false, 'year 0'],
    ['9999-12-31', false, 'year 9999'],
    ['2024-02-29', true, 'a leap day'],
    ['2023-02-29', false, 'no leap year'],
    ['1900-02-29', false, 'a century is no leap year'],
    ['2000-02-29', true, 'but every fourth is'],
    ['2100-02-29', false, 'and 2100 is not'],
    ['2024-04-30', true, 'April has 30'],
    ['2024-04-31', false, 'and not 31'],
    ['2024-12-31', true, 'December has 31'],
    ['2024-12-32', false, 'and not 32'],
    ['2024-00-10', false, 'there is no month 0'],
    ['2024-01-10', true, 'there is a month 1'],
    ['2024-12-10', true, 'and a month 12'],
    ['2024-13-10', false, 'and no month 13'],
    ['2024-01-00', false, 'there is no day 0'],
    ['2024-1-01', false, 'months have two digits'],
    ['2024-01-1', false, 'days too'],
    ['24-01-01', false, 'years have four'],
    ['12024-01-01', false, 'not five'],
    ['2024-01-011', false, 'and nothing follows'],
    ['2024/01/01', false, 'hyphens'],
    ['2024/01-01', false, 'the first'],
    ['2024-01/01', false, 'and the second'],
    ['20:4-01-01', false, 'what comes after 9'],
    ['20/4-01-01', false, 'what comes before 0'],
    ['2024-0:-01', false, 'in a month'],
    ['2024-01-0/', false, 'in a day'],
    ['2024-01-01T00:00:00Z', false, 'an instant'],
    ['2024-01-01\n', false, 'a line end'],
    [' 2024-01-01', false, 'a space'],
    ['２０２４-01-01', false, 'wide digits'],
    ['', false, 'nothing'],
    [20240101, false, 'a number'],
    [null, false, 'null'],
    [undefined, false, 'undefined'],
    [['2024-01-01'], false, 'a list'],
  ])('%j: %s, %s', (text, is) => expect(isDay(text)).toBe(is));

  it('has bounds that are days', () => expect([isDay(FIRST_DAY), isDay(LAST_DAY)]).toEqual([true, true]));
});

describe('the length of a month', () => {
  it.each<[year: number, lengths: number[]]>([
    [2023, [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]],
    [2024, [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]],
    [1900, [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]],
    [2000, [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]],
  ])('of %i', (year, lengths) => {
    expect(lengths.map((_, at) => daysInMonth(year, at + 1))).toEqual(lengths);
  });
});

describe('the number of a day', () => {
  it.each<[day: string, number: number]>([
    ['1900-01-01', -25567],
    ['1969-12-31', -1],
    ['1970-01-01', 0],
    ['2000-02-29', 11016],
    ['2000-03-01', 11017],
    ['2024-06-30', 19904],
    ['2199-12-31', 84005],
  ])('of %s is %i, and back', (day, number) => {
    expect([dayNumber(day), dayNumberOf(day)]).toEqual([number, number]);
    expect(dayText(number)).toBe(day);
  });

  it('follows a count that goes one day at a time through 400 years and more', () => {
    let [year, month, day] = [1590, 1, 1];
    const first = dayNumber('1590-01-01');
    for (let number = first; year < 2410; number += 1) {
      const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
      // Plain comparisons: 300,000 matchers would take a minute.
      if (dayText(number) !== text || dayNumber(text) !== number) throw new Error(`${text} is not ${number}`);
      const isLeap = year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0);
      const length = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
      day += 1;
      if (day > length) [month, day] = [month + 1, 1];
      if (month > 12) [year, month] = [year + 1, 1];
    }
    expect(dayNumber('2410-01-01') - first).toBe(820 * 365 + 199); // 199 leap years from 1592 to 2408
  });

  it('has parts', () => expect(partsOf(dayNumber('2024-02-29'))).toEqual({ year: 2024, month: 2, day: 29 }));
});

describe('counting days', () => {
  it.each<[from: string, to: string, count: number]>([
    ['2024-01-01', '2024-01-01', 0],
    ['2024-02-28', '2024-03-01', 2],
    ['2023-02-28', '2023-03-01', 1],
    ['2024-12-31', '2025-01-01', 1],
    ['2024-03-01', '2024-02-28', -2],
    ['2022-08-31', '2025-08-31', 1096],
  ])('from %s to %s: %i', (from, to, count) => {
    expect(daysBetween(from, to)).toBe(count);
    expect(addDays(from, count)).toBe(to);
  });
});

describe('months on', () => {
  it.each<[day: string, count: number, to: string]>([
    ['2024-01-31', 0, '2024-01-31'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2024-03-31', 3, '2024-06-30'],
    ['2024-08-31', 6, '2025-02-28'],
    ['2024-11-30', 1, '2024-12-30'],
    ['2024-12-30', 1, '2025-01-30'],
    ['2024-12-31', 12, '2025-12-31'],
    ['2024-01-15', -1, '2023-12-15'],
    ['2199-12-31', 24, '2201-12-31'],
  ])('%s and %i months: %s', (day, count, to) => expect(dayText(addMonths(dayNumber(day), count))).toBe(to));

  it('agree with another reckoning', () => {
    const number = fc.integer({ min: dayNumber(FIRST_DAY), max: dayNumber(LAST_DAY) });
    fc.assert(
      fc.property(number, fc.integer({ min: -240, max: 240 }), (from, count) => {
        const expected = Temporal.PlainDate.from(dayText(from)).add({ months: count }).toString();
        expect(dayText(addMonths(from, count))).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the end of a calendar period', () => {
  it.each<[day: string, month: string, quarter: string, half: string, year: string]>([
    ['2024-01-01', '2024-01-31', '2024-03-31', '2024-06-30', '2024-12-31'],
    ['2024-02-29', '2024-02-29', '2024-03-31', '2024-06-30', '2024-12-31'],
    ['2024-03-31', '2024-03-31', '2024-03-31', '2024-06-30', '2024-12-31'],
    ['2024-04-01', '2024-04-30', '2024-06-30', '2024-06-30', '2024-12-31'],
    ['2024-06-30', '2024-06-30', '2024-06-30', '2024-06-30', '2024-12-31'],
    ['2024-07-01', '2024-07-31', '2024-09-30', '2024-12-31', '2024-12-31'],
    ['2024-09-30', '2024-09-30', '2024-09-30', '2024-12-31', '2024-12-31'],
    ['2024-10-01', '2024-10-31', '2024-12-31', '2024-12-31', '2024-12-31'],
    ['2024-12-31', '2024-12-31', '2024-12-31', '2024-12-31', '2024-12-31'],
    ['2023-02-01', '2023-02-28', '2023-03-31', '2023-06-30', '2023-12-31'],
  ])('that holds %s: month %s, quarter %s, half-year %s, year %s', (day, month, quarter, half, year) => {
    const ends = [1, 3, 6, 12].map((months) => dayText(endOfPeriod(dayNumber(day), months)));
    expect(ends).toEqual([month, quarter, half, year]);
  });
});

it('a day that is missing stays missing', () => {
  expect([dayTextOrNull(0), dayTextOrNull(null)]).toEqual(['1970-01-01', null]);
});
