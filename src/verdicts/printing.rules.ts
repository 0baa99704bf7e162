import { partsOf, type DayNumber } from '../clock/calendar.rules.js';
import { asRatio, textOf, type Amount, type Ratio } from './amount.rules.js';

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

export function percent({ of, over }: Ratio): string {
  const text = textOf({ of: of * 100n, over }, 1);
  return grouped(text.includes('.') ? text : `${text}.0`).replace('-', '−');
}

export function amountText(amount: Amount): string {
  return number(asRatio(amount));
}

export function number(ratio: Ratio, digits = 12): string {
  return grouped(textOf(ratio, digits)).replace('-', '−');
}

export function numberUp({ of, over }: Ratio): string {
  const tenths = (of * 10n + over - 1n) / over;
  return number({ of: tenths, over: 10n }, 1);
}

function grouped(text: string): string {
  if (text.length < 4) return text;
  const [whole = '', fraction] = text.split('.');
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? digits : `${digits}.${fraction}`;
}

/** A mean cut to three digits; in full where it would look like the promised value and is not. */
export function meanText(mean: Ratio, promised: Amount): string {
  const short = number(mean, 3);
  return short === amountText(promised) ? number(mean) : short;
}
