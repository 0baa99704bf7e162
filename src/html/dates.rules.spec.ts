import { describe, expect, it } from '@jest/globals';
import {
  dayInProse,
  dayInTable,
  dayOfYear,
  days,
  fromToday,
  halfway,
  instantInZone,
  monthTick,
  monthTicks,
  wallClock,
  zoneName,
} from './dates.rules.js';

describe('days', () => {
  it('in prose, in tables, on axes', () => {
    expect(dayInProse('2024-06-30', 'zh')).toBe('2024年6月30日');
    expect(dayInProse('2024-06-30', 'en')).toBe('30\u00a0June\u00a02024');
    expect(dayInTable('2024-06-30', 'zh')).toBe('2024-06-30');
    expect(dayInTable('2024-06-30', 'en')).toBe('30\u00a0Jun\u00a02024');
    expect(dayOfYear('2024-12-31', 'zh')).toBe('12月31日');
    expect(dayOfYear('2024-12-31', 'en')).toBe('31\u00a0Dec');
    expect(monthTick('2024-03-01', 'zh')).toBe('3月');
    expect(monthTick('2024-01-01', 'en')).toBe('2024');
  });

  it('counted', () => {
    expect(days(328, 'zh')).toBe('328天');
    expect(days(1, 'en')).toBe('1\u00a0day');
    expect(days(2, 'en')).toBe('2\u00a0days');
  });

  it.each([
    ['2025-11-24', '今天', 'today'],
    ['2025-11-23', '昨天', 'yesterday'],
    ['2025-11-25', '明天', 'tomorrow'],
    ['2025-12-31', '还有37天', '37\u00a0days left'],
    ['2024-12-31', '328天前', '328\u00a0days ago'],
  ])('%s seen on 24 November 2025', (day, zh, en) => {
    expect(fromToday(day, '2025-11-24', 'zh')).toBe(zh);
    expect(fromToday(day, '2025-11-24', 'en')).toBe(en);
  });
});

describe('instants', () => {
  const instant = new Date('2025-11-24T01:12:40Z');

  it('are told on the clock of a zone', () => {
    expect(wallClock(instant, 'Asia/Shanghai')).toEqual({ day: '2025-11-24', time: '09:12' });
    expect(wallClock(new Date('2025-11-24T16:00:00Z'), 'Asia/Shanghai')).toEqual({ day: '2025-11-25', time: '00:00' });
    expect(instantInZone(instant, 'Asia/Shanghai', 'zh')).toBe('2025-11-24 09:12');
    expect(instantInZone(instant, 'America/New_York', 'en')).toBe('23\u00a0Nov\u00a02025, 20:12');
  });

  it('zones have names', () => {
    expect(zoneName('Asia/Shanghai', 'zh')).toBe('北京时间');
    expect(zoneName('Asia/Urumqi', 'zh')).toBe('Asia/Urumqi');
  });
});

describe('months on an axis', () => {
  it('are few and even', () => {
    expect(monthTicks('2024-01-01', '2024-12-31', 5)).toEqual(['2024-01-01', '2024-04-01', '2024-07-01', '2024-10-01']);
    expect(monthTicks('2024-01-02', '2024-05-31', 5)).toEqual(['2024-02-01', '2024-03-01', '2024-04-01', '2024-05-01']);
    expect(monthTicks('2021-01-01', '2025-12-31', 5)).toHaveLength(5);
    expect(monthTicks('2024-01-05', '2024-01-20', 5)).toEqual([]);
    expect(monthTicks('1900-01-01', '2199-12-31', 4).length).toBeLessThanOrEqual(4);
    expect(monthTicks('1900-01-01', '2199-12-31', 0)).toEqual([]);
  });

  it('a label goes halfway', () => expect(halfway('2024-01-01', '2024-01-31')).toBe('2024-01-16'));
});
