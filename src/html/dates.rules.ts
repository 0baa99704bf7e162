import { type Day, dayNumber, dayText, partsOf } from '../clock/calendar.rules.js';
import { type Language, say } from './language.rules.js';
import { inFull } from './numbers.rules.js';

/** How days and instants are printed. Days are calendar days and know no zone; an instant needs one. */

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const HARD = '\u00a0';

/** In a sentence: 2024年6月30日, 30 June 2024. */
export function dayInProse(day: Day, language: Language): string {
  const { year, month, day: date } = partsOf(dayNumber(day));
  return language === 'zh' ? `${year}年${month}月${date}日` : `${date}${HARD}${MONTHS[month - 1]!}${HARD}${year}`;
}

/** In a table: 2024-06-30, 30 Jun 2024. */
export function dayInTable(day: Day, language: Language): string {
  if (language === 'zh') return day;
  const { year, month, day: date } = partsOf(dayNumber(day));
  return `${date}${HARD}${MONTHS[month - 1]!.slice(0, 3)}${HARD}${year}`;
}

/** In a chart, where the year is plain: 6月30日, 30 Jun. */
export function dayOfYear(day: Day, language: Language): string {
  const { month, day: date } = partsOf(dayNumber(day));
  return language === 'zh' ? `${month}月${date}日` : `${date}${HARD}${MONTHS[month - 1]!.slice(0, 3)}`;
}

/** A month on an axis: 6月, Jun; in January the year: 2024年, 2024. */
export function monthTick(day: Day, language: Language): string {
  const { year, month } = partsOf(dayNumber(day));
  if (month === 1) return language === 'zh' ? `${year}年` : String(year);
  return language === 'zh' ? `${month}月` : MONTHS[month - 1]!.slice(0, 3);
}

/** A number of days: 328天, 1,059 days. */
export function days(count: number, language: Language): string {
  const number = inFull(String(count));
  return language === 'zh' ? `${number}天` : `${number}${HARD}${count === 1 ? 'day' : 'days'}`;
}

/** Today, yesterday, tomorrow; else how far away: 还有37天, 37 days left, 328天前. */
export function fromToday(day: Day, today: Day, language: Language): string {
  const t = say(language);
  const ahead = dayNumber(day) - dayNumber(today);
  if (ahead === 0) return t('今天', 'today');
  if (ahead === -1) return t('昨天', 'yesterday');
  if (ahead === 1) return t('明天', 'tomorrow');
  return ahead > 0
    ? t(`还有${days(ahead, 'zh')}`, `${days(ahead, 'en')} left`)
    : t(`${days(-ahead, 'zh')}前`, `${days(-ahead, 'en')} ago`);
}

/** An instant on the clock of `zone`: 2024-06-30 09:12, 30 Jun 2024, 09:12. */
export function instantInZone(instant: Date, zone: string, language: Language): string {
  const { day, time } = wallClock(instant, zone);
  return language === 'zh' ? `${day} ${time}` : `${dayInTable(day, 'en')}, ${time}`;
}

/** Calendar day and time of day of an instant on the clock of `zone`. */
export function wallClock(instant: Date, zone: string): { day: Day; time: string } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instant);
  const part = (type: string): string => parts.find((one) => one.type === type)!.value;
  return { day: `${part('year')}-${part('month')}-${part('day')}`, time: `${part('hour')}:${part('minute')}` };
}

/** Name of a zone in the foot of a page: 北京时间, Beijing time. */
export function zoneName(zone: string, language: Language): string {
  return zone === 'Asia/Shanghai' ? say(language)('北京时间', 'Beijing time') : zone;
}

/** First days of months from `from` to `to`, at most `most` of them, on a step of 1, 2, 3, 6 or 12 months and more. */
export function monthTicks(from: Day, to: Day, most: number): Day[] {
  const first = partsOf(dayNumber(from));
  const last = partsOf(dayNumber(to));
  const begin = first.year * 12 + first.month - (first.day === 1 ? 1 : 0);
  const end = last.year * 12 + last.month - 1;
  for (const step of [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200]) {
    const ticks: Day[] = [];
    for (let at = Math.ceil(begin / step) * step; at <= end; at += step) ticks.push(firstOfMonth(at));
    if (ticks.length <= most) return ticks;
  }
  return [];
}

function firstOfMonth(index: number): Day {
  const year = Math.floor(index / 12);
  return `${year}-${String(index - year * 12 + 1).padStart(2, '0')}-01`;
}

/** The day halfway between two days: where a label between them goes. */
export function halfway(one: Day, other: Day): Day {
  return dayText(Math.floor((dayNumber(one) + dayNumber(other)) / 2));
}
