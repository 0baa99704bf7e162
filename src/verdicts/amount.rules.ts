/**
 * Exact numbers. An `Amount` is a whole number of 10⁻²⁴ units in a BigInt: enough for a published decimal (12 digits) times
 * a published share (12 digits), so that sums, products and comparisons never round. Quotients are kept as `Ratio`s.
 */
export type Amount = bigint;

/** A quotient; `over` is above 0. */
export type Ratio = { readonly of: bigint; readonly over: bigint };

const DIGITS = 24;
const PRINTED = 12;
const ZERO = 48;
const DECIMAL = /^-?\d{1,20}(\.\d{1,12})?$/;
const TO_PRINTED = 10n ** BigInt(PRINTED);

/** The amount 1. */
export const ONE: Amount = 10n ** BigInt(DIGITS);

const SMALL_POWERS = Array.from({ length: PRINTED + 1 }, (_, digits) => 10n ** BigInt(DIGITS - digits));

/** True for a plain decimal of rules §1: up to 20 digits before the point and 12 after it. */
export function isDecimal(text: unknown): text is string {
  return typeof text === 'string' && DECIMAL.test(text);
}

/** The amount of a text that `isDecimal`. */
export function amountOf(text: string): Amount {
  const point = text.indexOf('.');
  if (point < 0) return wholeNumber(text) * SMALL_POWERS[0]!;
  const digits = text.slice(0, point) + text.slice(point + 1);
  return wholeNumber(digits) * SMALL_POWERS[text.length - point - 1]!;
}

/** Product of an amount and a share, exact for published decimals. */
export function times(amount: Amount, share: Amount): Amount {
  return (amount * share) / ONE;
}

/** A quotient with a positive denominator; null for a denominator of 0. */
export function ratioOf(of: bigint, over: bigint): Ratio | null {
  if (over === 0n) return null;
  return over > 0n ? { of, over } : { of: -of, over: -over };
}

/** An amount as a quotient. */
export function asRatio(amount: Amount): Ratio {
  return { of: amount, over: ONE };
}

/** Below 0, 0 or above 0 as `left` is less than, equal to or more than `right`. */
export function compareRatios(left: Ratio, right: Ratio): number {
  // Most numbers are amounts, all over ONE: then no product is needed.
  const isOverOne = left.over === right.over;
  const one = isOverOne ? left.of : left.of * right.over;
  const other = isOverOne ? right.of : right.of * left.over;
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The quotient of two quotients; null when `right` is 0. */
export function divide(left: Ratio, right: Ratio): Ratio | null {
  return left.over === right.over ? ratioOf(left.of, right.of) : ratioOf(left.of * right.over, left.over * right.of);
}

/** Plain decimal text, cut (never rounded) after 12 digits behind the point; without trailing zeros. */
export function textOf({ of, over }: Ratio): string {
  // Most numbers are amounts: they need no product and a smaller quotient.
  return decimalText(over === ONE ? of / TO_PRINTED : (of * TO_PRINTED) / over, PRINTED);
}

/** Plain decimal text of a whole number of units that have `places` digits behind the point; without trailing zeros. */
export function decimalText(units: bigint, places: number): string {
  const isBelowZero = units < 0n;
  const digits = (isBelowZero ? -units : units).toString().padStart(places + 1, '0');
  const point = digits.length - places;
  let end = digits.length;
  while (end > point && digits.charCodeAt(end - 1) === ZERO) end -= 1;
  const fraction = end === point ? '' : `.${digits.slice(point, end)}`;
  return `${isBelowZero ? '-' : ''}${digits.slice(0, point)}${fraction}`;
}

function wholeNumber(digits: string): bigint {
  return digits.length <= 15 ? BigInt(Number(digits)) : BigInt(digits);
}
