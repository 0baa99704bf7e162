/**
 * Day arithmetic of the proleptic Gregorian calendar. A `Day` is text, `YYYY-MM-DD`, 1900…2199; inside the rules a day is
 * its number since 1970-01-01 (`DayNumber`), so that comparing and subtracting are plain integer work. No zone, no clock.
 */
export type Day = string;
export type DayNumber = number;

export const FIRST_DAY: Day = '1900-01-01';
export const LAST_DAY: Day = '2199-12-31';

const HYPHEN = 45;
const ZERO = 48;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** True for a day that exists in the calendar and lies within 1900…2199. */
export function isDay(text: unknown): text is Day {
  return dayNumberOf(text) !== null;
}

/** The number of a day given as text; null for anything that `isDay` refuses. One reading of ten characters. */
export function dayNumberOf(text: unknown): DayNumber | null {
  if (typeof text !== 'string' || text.length !== 10) return null;
  if (text.charCodeAt(4) !== HYPHEN || text.charCodeAt(7) !== HYPHEN) return null;
  const year = digitsAt(text, 0, 4);
  const month = digitsAt(text, 5, 2);
  const day = digitsAt(text, 8, 2);
  const isInCalendar = year >= 1900 && year <= 2199 && month >= 1 && month <= 12 && day >= 1;
  return isInCalendar && day <= daysInMonth(year, month) ? numberOf(year, month, day) : null;
}

/** Days in a month; `month` counts from 1. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : MONTH_LENGTHS[month - 1]!;
}

/** Days since 1970-01-01 of a day that `isDay`. */
export function dayNumber(day: Day): DayNumber {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  return numberOf(year, month, Number(day.slice(8, 10)));
}

/** The text of a day number, the inverse of `dayNumber`. */
export function dayText(number: DayNumber): Day {
  const { year, month, day } = partsOf(number);
  return `${year}-${two(month)}-${two(day)}`;
}

/** The text of a day number that may be missing. */
export function dayTextOrNull(number: DayNumber | null): Day | null {
  return number === null ? null : dayText(number);
}

/** The day `count` days after `day`; before it when negative. */
export function addDays(day: Day, count: number): Day {
  return dayText(dayNumber(day) + count);
}

/** Whole days from `from` to `to`; 0 when equal, negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** The same day of the month `count` months on, clipped to that month's last day. */
export function addMonths(number: DayNumber, count: number): DayNumber {
  const { year, month, day } = partsOf(number);
  const index = year * 12 + (month - 1) + count;
  const toYear = Math.floor(index / 12);
  const toMonth = index - toYear * 12 + 1;
  return numberOf(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)));
}

/** The last day of the calendar period of `months` (1, 3, 6, 12) months that holds the day. */
export function endOfPeriod(number: DayNumber, months: number): DayNumber {
  const { year, month } = partsOf(number);
  const last = wholes(month - 1, months) * months + months;
  return numberOf(year, last, daysInMonth(year, last));
}

/** Year, month (from 1) and day of the month. */
export function partsOf(number: DayNumber): { year: number; month: number; day: number } {
  // Days to civil date by eras of 400 years that begin on 1 March; nothing here is below 0 after the year 0.
  const shifted = number + 719468;
  const era = wholes(shifted, 146097);
  const dayOfEra = shifted - era * 146097;
  const leapDays = wholes(dayOfEra, 1460) - wholes(dayOfEra, 36524) + wholes(dayOfEra, 146096);
  const yearOfEra = wholes(dayOfEra - leapDays, 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + wholes(yearOfEra, 4) - wholes(yearOfEra, 100));
  const shiftedMonth = wholes(5 * dayOfYear + 2, 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - wholes(153 * shiftedMonth + 2, 5) + 1,
  };
}

/** The number that `count` digits make; -1 where one is none. */
function digitsAt(text: string, from: number, count: number): number {
  let number = 0;
  for (let at = from; at < from + count; at += 1) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

function numberOf(year: number, month: number, day: number): DayNumber {
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = wholes(shiftedYear, 400);
  const yearOfEra = shiftedYear - era * 400;
  const dayOfYear = wholes(153 * (month > 2 ? month - 3 : month + 9) + 2, 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + wholes(yearOfEra, 4) - wholes(yearOfEra, 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** How often `by` goes into a number of 0 or more: integer work, where Math.floor would divide floats. */
function wholes(number: number, by: number): number {
  return (number / by) | 0;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}
