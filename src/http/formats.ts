import { ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';
import { isDay } from '../clock/calendar.rules.js';

/**
 * One line of text that is not blank. Variation selectors are left out because the length checks do not count them and
 * the database does.
 */
export const ONE_LINE = /^(?=.*\S)[^\p{Cc}\p{Zl}\p{Zp}\u{FE0E}\u{FE0F}]*$/u;
/** Text of any number of lines that is not blank. */
export const TEXT = /^(?=[\s\S]*\S)[^\u{FE0E}\u{FE0F}]*$/u;
export const IS_ONE_LINE = { message: '$property must be one line of text that is not blank' };
export const IS_TEXT = { message: '$property must be text that is not blank' };
/** Beside a pattern that the API's description copies: up to 20 digits, up to 12 behind the point. */
export const IS_DECIMAL = { message: '$property must be a decimal such as 300 or -0.25, as text' };
/** An instant of RFC 3339. */
export const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** A day that the calendar has, 1900 to 2199. */
@ValidatorConstraint({ name: 'isDay' })
export class CalendarDay implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return isDay(value);
  }

  defaultMessage(): string {
    return '$property must be a day YYYY-MM-DD from 1900-01-01 to 2199-12-31';
  }
}

/** An instant that exists. */
@ValidatorConstraint({ name: 'isInstant' })
export class Instant implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return isInstant(value);
  }

  defaultMessage(): string {
    return '$property must be an instant as in RFC 3339, such as 2024-06-30T16:00:00Z';
  }
}

/** True for an instant of RFC 3339 that the calendar has. */
export function isInstant(value: unknown): value is string {
  return typeof value === 'string' && INSTANT.test(value) && isDay(value.slice(0, 10)) && !isNaN(Date.parse(value));
}
