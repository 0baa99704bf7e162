import { addDays } from '../../clock/calendar.rules.js';
import { dayOfYear } from '../dates.rules.js';
import { type Language, say } from '../language.rules.js';
import type { TargetChartView } from './target.view.js';
import { placeOfDay, type Span } from './target.rules.js';

type MilestonesProps = { view: TargetChartView; language: Language; id: string; description: string };

/** A deliverable has no amounts: one line of days with its start, due day, the act and the day of looking. */
export function Milestones({ view, language, id, description }: MilestonesProps) {
  const t = say(language);
  const { start, due, doneOn, asOf, acts } = view;
  const known = [start, due, doneOn, asOf, ...acts].filter((day): day is string => day !== null).toSorted();
  const from = start ?? addDays(known[0]!, known[0] === known.at(-1) ? -90 : 0);
  const span: Span = { from, due, to: known.at(-1)! };
  const x = placeOfDay(span);
  const year = (day: string) =>
    language === 'zh' ? `${day.slice(0, 4)}年${dayOfYear(day, 'zh')}` : `${dayOfYear(day, 'en')} ${day.slice(0, 4)}`;
  return (
    <div class="whole">
      <svg class="h96" role="img" aria-labelledby={`${id}-t ${id}-d`}>
        <title id={`${id}-t`}>{t('承诺的日子', 'Days of the promise')}</title>
        <desc id={`${id}-d`}>{description}</desc>
        <line class="c-axis axis" x1="0" y1="48" x2="100%" y2="48" />
        {start !== null && (
          <>
            <line class="c-axis" x1={`${x(start)}%`} y1="42" x2={`${x(start)}%`} y2="54" />
            <text x={`${x(start)}%`} y="70">
              {t('起', 'from ')}
              {year(start)}
            </text>
          </>
        )}
        {due !== null && (
          <>
            <line class="c-due" x1={`${x(due)}%`} y1="22" x2={`${x(due)}%`} y2="58" />
            <text class="strong" x={`${x(due)}%`} y="14" text-anchor={anchor(x(due))}>
              {t('期限', 'due ')}
              {year(due)}
            </text>
          </>
        )}
        {acts.map((day) => (
          <line class="c-hair" x1={`${x(day)}%`} y1="42" x2={`${x(day)}%`} y2="54" />
        ))}
        {doneOn !== null && (
          <>
            <svg class="t-good c-point" x={`${x(doneOn)}%`} y="48" width="1" height="1">
              <use href="#m-met" x="-10" y="-10" width="20" height="20" />
            </svg>
            <text class="strong halo" x={`${x(doneOn)}%`} y="34" text-anchor={anchor(x(doneOn))}>
              {t('完成', 'delivered ')}
              {year(doneOn)}
            </text>
          </>
        )}
        <line class="c-today" x1={`${x(asOf)}%`} y1="30" x2={`${x(asOf)}%`} y2="74" />
        <text x={`${x(asOf)}%`} y="88" text-anchor={anchor(x(asOf))}>
          {view.isToday ? t('今天', 'today ') : t('截至', 'as of ')}
          {year(asOf)}
        </text>
      </svg>
    </div>
  );
}

function anchor(place: number): 'start' | 'middle' | 'end' {
  return place > 60 ? 'end' : place < 15 ? 'start' : 'middle';
}
