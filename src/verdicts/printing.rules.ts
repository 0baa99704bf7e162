import { partsOf, type DayNumber } from '../clock/calendar.rules.js';
import { decimalText, type Ratio } from './amount.rules.js';

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
  const [whole = '', fraction = ''] = share.split('.');
  const tenths = `${whole}${fraction.slice(0, 3).padEnd(3, '0')}`;
  const units = tenths.length > SAFE_DIGITS ? BigInt(tenths) : Number(tenths);
  const digits = String(units < 0 ? -units : units);
  const text = `${grouped(digits.slice(0, -1) || '0')}.${digits.slice(-1)}`;
  return units < 0 ? `−${text}` : text;
}

/** A number, given as plain text, grouped by thousands and cut after `digits` digits behind the point. */
export function number(text: string, digits = 12): string {
  const isBelowZero = text.startsWith('-');
  const magnitude = isBelowZero ? text.slice(1) : text;
  const point = magnitude.indexOf('.');
  const whole = grouped(point < 0 ? magnitude : magnitude.slice(0, point));
  const said = point < 0 ? whole : `${whole}${cut(magnitude.slice(point), digits)}`;
  return isBelowZero && said !== '0' ? `−${said}` : said;
}

/** A number rounded up to a tenth. */
export function numberUp({ of, over }: Ratio): string {
  return number(decimalText((of * 10n + over - 1n) / over, 1));
}

/** A mean cut to three digits; in full where it would look like the promised value and is not. */
export function meanText(mean: string, promised: string): string {
  const short = number(mean, 3);
  return short === number(promised) ? number(mean) : short;
}

/** As many digits as a float holds for sure. */
const SAFE_DIGITS = 15;
const TRAILING_ZEROS = /\.?0*$/;
const THOUSANDS = /\B(?=(\d{3})+$)/g;

/** A fraction with its point; what it ends with is no 0 until it is cut. */
function cut(fraction: string, digits: number): string {
  return fraction.length <= digits + 1 ? fraction : fraction.slice(0, digits + 1).replace(TRAILING_ZEROS, '');
}

function grouped(whole: string): string {
  return whole.length < 4 ? whole : whole.replace(THOUSANDS, ',');
}
