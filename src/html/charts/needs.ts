import { daysBetween } from '../../clock/calendar.rules.js';
import { days } from '../dates.rules.js';
import { type Language, type Words, say } from '../language.rules.js';
import { quantity } from '../numbers.rules.js';
import type { TargetChartView } from './target.view.js';

/** A word and its number, one label at the end of a line. */
export type EndLabel = { word: string; number: string };

const PERIOD_WORDS: Record<number, Words> = {
  1: { zh: '每月', en: 'each month' },
  3: { zh: '每季', en: 'each quarter' },
  6: { zh: '每半年', en: 'each half-year' },
  12: { zh: '每年', en: 'each year' },
};

/** What is still needed, in a few words; nothing where nothing can be said. */
export function needs(view: TargetChartView, language: Language): EndLabel[] {
  const t = say(language);
  if (view.remaining === null) return [];
  const print = (value: string) => quantity(value, view.unit, language).text;
  const rest = print(view.remaining);
  if (view.daysPastDue !== null && view.daysPastDue > 0) return [{ word: t('还差', 'short by'), number: rest }];
  const labels = [{ word: t('还需', 'needs'), number: rest }];
  if (view.neededPerPeriod !== null) {
    labels.push({
      word: PERIOD_WORDS[view.periodMonths ?? 0]?.[language] ?? t('每期', 'each period'),
      number: print(view.neededPerPeriod),
    });
    if (view.bestPeriod !== null) labels.push({ word: t('至今最好', 'best so far'), number: print(view.bestPeriod) });
  } else if (view.due !== null) {
    labels.push({ word: t('剩', 'in'), number: days(daysBetween(view.asOf, view.due), language) });
  }
  return labels;
}
