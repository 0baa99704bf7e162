import { partsOf, type DayNumber } from '../clock/calendar.rules.js';
import { textOf, type Ratio } from './amount.rules.js';

const MONTHS_EN = 'January February March April May June July August September October November December'.split(' ');

export function dateEn(day: DayNumber): string {
  const { year, month, day: date } = partsOf(day);
  return `${date} ${MONTHS_EN[month - 1]} ${year}`;
}

export function dateZh(day: DayNumber): string {
  const { year, month, day: date } = partsOf(day);
  return `${year}年${month}月${date}日`;
}

export function daysEn(count: number): string {
  return count === 1 ? '1 day' : `${grouped(String(count))} days`;
}

/** A share, given as plain text, in per cent with one digit, cut. */
export function percent(share: string): string {
  const [whole = '', fraction = ''] = magnitudeOf(share).split('.');
  const digits = fraction.padEnd(3, '0');
  const hundreds = `${whole}${digits.slice(0, 2)}`.replace(LEADING_ZEROS, '');
  const text = `${grouped(hundreds)}.${digits[2]}`;
  return text === '0.0' ? text : `${signOf(share)}${text}`;
}

/** A number, given as plain text, grouped by thousands and cut after `digits` digits behind the point. */
export function number(text: string, digits = 12): string {
  const magnitude = magnitudeOf(text);
  const point = magnitude.indexOf('.');
  if (point < 0) return `${signOf(text)}${grouped(magnitude)}`;
  const fraction = magnitude.slice(point, point + 1 + digits).replace(TRAILING_ZEROS, '');
  const cut = `${grouped(magnitude.slice(0, point))}${fraction}`;
  return cut === '0' ? cut : `${signOf(text)}${cut}`;
}

/** A number rounded up to a tenth. */
export function numberUp({ of, over }: Ratio): string {
  const tenths = (of * 10n + over - 1n) / over;
  return number(textOf({ of: tenths, over: 10n }));
}

/** A mean cut to three digits; in full where it would look like the promised value and is not. */
export function meanText(mean: string, promised: string): string {
  const short = number(mean, 3);
  return short === number(promised) ? number(mean) : short;
}

const LEADING_ZEROS = /^0+(?=\d)/;
const TRAILING_ZEROS = /\.?0*$/;
const THOUSANDS = /\B(?=(\d{3})+$)/g;
const MINUS = 45;

function grouped(whole: string): string {
  return whole.length < 4 ? whole : whole.replace(THOUSANDS, ',');
}

function magnitudeOf(text: string): string {
  return text.charCodeAt(0) === MINUS ? text.slice(1) : text;
}

function signOf(text: string): string {
  return text.charCodeAt(0) === MINUS ? '−' : '';
}
