import type { Bound, Comparator } from '../verdicts/words.rules.js';
import { type Language, type Told, say } from './language.rules.js';

/**
 * How numbers are printed. Every function takes decimals as plain text and works on their digits, so nothing is lost to
 * binary floats; what does not fit is cut, never rounded up.
 */

/** A number as printed, and the exact number where printing cut it. */
export type Printed = { text: string; exact: string | null };

/** What a promise says about its number. */
export type Limit = {
  comparator: Comparator;
  value: string | null;
  upper: string | null;
  tolerance: string | null;
};

const NARROW = '\u202f';
const HARD = '\u00a0';
const MINUS = '−';

/** All digits, with thousands separators: 1,099 or −3.89. */
export function inFull(decimal: string): string {
  const { minus, whole, fraction } = digitsOf(decimal);
  return `${minus}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction && `.${fraction}`}`;
}

/** Short form for prose and lists: 26万, 12.84万, 1.15亿 in Chinese; 128,400 and 21.4 million in English. */
export function inShort(decimal: string, language: Language): Printed {
  const scale = scaleOf(decimal, language);
  if (!scale) return { text: inFull(decimal), exact: null };
  const { text, cut } = shifted(decimal, scale.power, scale.places);
  return { text: `${text}${scale.word}`, exact: cut ? inFull(decimal) : null };
}

/** Short form beside a promise: in full where short, cut or rounded, it would look like the promise and is not. */
export function beside(decimal: string, promise: string | null, language: Language): Printed {
  const short = inShort(decimal, language);
  if (promise === null || equal(decimal, promise) || short.exact === null) return short;
  const shown = inShort(promise, language).text;
  const scale = scaleOf(decimal, language)!;
  const next = shifted(stepUp(decimal, scale), scale.power, scale.places).text + scale.word;
  return shown === short.text || shown === next ? { text: inFull(decimal), exact: null } : short;
}

/** A number with its unit, never to be broken apart: 1,099部, 1,099 lifts, 3.89%, 每10万人0.69. */
export function quantity(decimal: string, unit: Told, language: Language, promise: string | null = null): Printed {
  const printed = beside(decimal, promise, language);
  const exact = printed.exact === null ? null : withUnit(printed.exact, unit, language);
  return { text: withUnit(printed.text, unit, language), exact };
}

/** Puts a unit to a number that is already printed. Without an English form it is a measure word, which English lacks. */
export function withUnit(number: string, unit: Told, language: Language): string {
  if (language === 'zh') return unit.zh.startsWith('每') ? `${unit.zh}${number}` : `${number}${unit.zh}`;
  if (unit.en === null) return number;
  return unit.en === '%' || unit.en === '‰' ? `${number}${NARROW}${unit.en}` : `${number}${HARD}${unit.en}`;
}

/** A share of one, in percent with one decimal, cut: 99.9%, 203.7%; never 100% while short of it. */
export function percent(share: string, language: Language): string {
  const gap = language === 'zh' ? '' : NARROW;
  const { text } = shifted(share, -2, 1);
  const tiny = /^−?0(\.0)?$/.test(text) && /[1-9]/.test(share);
  if (tiny) return say(language)(`不到0.1%`, `under${HARD}0.1${NARROW}%`);
  return `${text.includes('.') ? text : `${text}.0`}${gap}%`;
}

/** What was promised: 至少100个, at most 5 %, 在5%～6%之间, 完成. */
export function limitText(limit: Limit, unit: Told, language: Language): string {
  const t = say(language);
  if (limit.comparator === 'done') return t('完成', 'delivery');
  if (limit.value === null) return t('数字未公布', 'number never published');
  const value = quantity(limit.value, unit, language).text;
  switch (limit.comparator) {
    case 'at_least':
      return t(`至少${value}`, `at least ${value}`);
    case 'more_than':
      return t(`超过${value}`, `more than ${value}`);
    case 'at_most':
      return t(`不超过${value}`, `at most ${value}`);
    case 'less_than':
      return t(`低于${value}`, `under ${value}`);
    case 'between': {
      const upper = quantity(limit.upper ?? limit.value, unit, language).text;
      return t(`在${value}～${upper}之间`, `between ${inShort(limit.value, language).text} and ${upper}`);
    }
    default: {
      const room = inFull(limit.tolerance ?? '0');
      return t(`约${value}（±${room}）`, `about ${value} (±${NARROW}${room})`);
    }
  }
}

/** A published number with the word its publisher put to it: 5万余人, 近400个, 99%以上; over 50,000 people. */
export function boundText(decimal: string, bound: Bound, unit: Told, language: Language): string {
  const number = inShort(decimal, language).text;
  const plain = withUnit(number, unit, language);
  const t = say(language);
  switch (bound) {
    case 'exact':
      return plain;
    case 'about':
      return t(`约${plain}`, `about ${plain}`);
    case 'over':
      return t(
        unit.zh === '%' || unit.zh === '‰' ? `${plain}多` : withUnit(`${number}余`, unit, 'zh'),
        `over ${plain}`,
      );
    case 'nearly':
      return t(`近${plain}`, `nearly ${plain}`);
    case 'at_least':
      return t(`${plain}以上`, `${plain} or more`);
    default:
      return t(`${plain}以内`, `${plain} or less`);
  }
}

/** A whole number of things, grouped: 1,204. */
export function count(number: number): string {
  return inFull(String(number));
}

/** The number as a binary float: for drawing lengths only, never for printing or judging. */
export function forDrawing(decimal: string): number {
  return Number(decimal);
}

/** True when both texts are the same number. */
export function equal(one: string, other: string): boolean {
  const a = digitsOf(one);
  const b = digitsOf(other);
  return a.minus === b.minus && a.whole === b.whole && trimmed(a.fraction) === trimmed(b.fraction);
}

type Scale = { power: number; places: number; word: string };

function scaleOf(decimal: string, language: Language): Scale | null {
  const { length } = digitsOf(decimal).whole;
  if (language === 'zh') {
    if (length > 8) return { power: 8, places: 2, word: '亿' };
    return length > 4 ? { power: 4, places: 2, word: '万' } : null;
  }
  if (length > 9) return { power: 9, places: 1, word: `${HARD}billion` };
  return length > 6 ? { power: 6, places: 1, word: `${HARD}million` } : null;
}

/** `decimal` ÷ 10^power, cut after `places`, without trailing zeros. */
function shifted(decimal: string, power: number, places: number): { text: string; cut: boolean } {
  const { minus, whole, fraction } = digitsOf(decimal);
  const all = whole.padStart(power + 1, '0') + fraction.padEnd(Math.max(0, -power), '0');
  const point = Math.max(whole.length, power + 1) - power;
  const rest = trimmed(all.slice(point));
  const kept = trimmed(rest.slice(0, places));
  return { text: inFull(`${minus && '-'}${all.slice(0, point)}${kept && `.${kept}`}`), cut: rest.length > kept.length };
}

/** The number one printed step further from nought: what rounding up would have shown. */
function stepUp(decimal: string, { power, places }: Scale): string {
  const { minus, whole } = digitsOf(decimal);
  return `${minus && '-'}${BigInt(whole) + 10n ** BigInt(power - places)}`;
}

function digitsOf(decimal: string): { minus: string; whole: string; fraction: string } {
  const [whole = '0', fraction = ''] = decimal.replace(/^[-−]/, '').split('.');
  const digits = whole.replace(/^0+(?=\d)/, '');
  const nought = !/[1-9]/.test(digits + fraction);
  return { minus: /^[-−]/.test(decimal) && !nought ? MINUS : '', whole: digits, fraction };
}

function trimmed(fraction: string): string {
  return fraction.replace(/0+$/, '');
}
