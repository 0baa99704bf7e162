import { Temporal } from 'temporal-polyfill';
import type { Day } from './calendar.rules.js';

const calendars = new Map<string, Intl.DateTimeFormat>();

/** True for a zone of the time zone database, such as `Asia/Shanghai`. */
export function isTimeZone(name: string): boolean {
  try {
    calendarOf(name);
    return /^(UTC|[A-Z][A-Za-z_+-]+(\/[A-Za-z0-9_+-]+)+)$/.test(name);
  } catch {
    return false;
  }
}

/** The day it is in a zone at an instant. */
export function dayAt(instant: Date, zone: string): Day {
  return calendarOf(zone).format(instant);
}

/** The instant at which a day begins in a zone: midnight, or the first moment after a gap. */
export function startOfDay(day: Day, zone: string): Date {
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds);
}

function calendarOf(zone: string): Intl.DateTimeFormat {
  let calendar = calendars.get(zone);
  if (!calendar) {
    calendar = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    calendars.set(zone, calendar);
  }
  return calendar;
}
