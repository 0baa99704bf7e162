import { type Day, addDays, daysBetween } from '../../clock/calendar.rules.js';
import { dayOfYear, days, monthTick } from '../dates.rules.js';
import { type Language, say } from '../language.rules.js';
import { forDrawing, inShort, percent, quantity } from '../numbers.rules.js';
import { type EndLabel, needs } from './needs.js';
import { type ChartPoint, apart, axisMonths, levelsOf, placeOfDay, placeOfValue, type Span } from './target.rules.js';
import type { TargetChartView } from './target.view.js';

const TOP = 22;
const FLOOR = 178;
/** With more points than this only the last, the replaced and the failing ones are dotted. */
const MANY = 60;

type TrajectoryProps = { view: TargetChartView; language: Language; id: string; description: string };

/** What was reported over time against what was promised: three drawings side by side, x in percent and y in px. */
export function Trajectory({ view, language, id, description }: TrajectoryProps) {
  const t = say(language);
  const plot = plotOf(view);
  const { x, y, levels } = plot;
  const last = view.points.at(-1);
  const print = (value: string) =>
    plot.byShare ? percent(value, language) : quantity(value, view.unit, language, view.limit.value).text;
  const rows = endLabels(view, language, plot);
  const places = apart(
    rows.map(({ at }) => at),
    15,
    TOP,
    FLOOR + 10,
  );
  return (
    <div class="plot">
      <svg class="h220" aria-hidden="true">
        {levels.ticks.map((tick) => (
          <text x="100%" dx="-8" y={y(tick) + 4} text-anchor="end">
            {plot.byShare ? percent(String(tick), language) : inShort(String(tick), language).text}
          </text>
        ))}
      </svg>
      <svg class="h220" role="img" aria-labelledby={`${id}-t ${id}-d`}>
        <title id={`${id}-t`}>{t('承诺与已公布的数字', 'What was promised and what is on record')}</title>
        <desc id={`${id}-d`}>{description}</desc>
        <Forbidden view={view} plot={plot} />
        {levels.ticks.map((tick) => (
          <line class="c-grid" x1="0" y1={y(tick)} x2="100%" y2={y(tick)} />
        ))}
        <line class="c-axis axis" x1="0" y1={FLOOR} x2="100%" y2={FLOOR} />
        <Months span={plot.span} x={x} language={language} />
        <Promise view={view} plot={plot} />
        <Schedule view={view} plot={plot} language={language} />
        <Days view={view} plot={plot} language={language} />
        <Reported view={view} plot={plot} language={language} />
        <Needed view={view} plot={plot} />
        {last === undefined ? (
          <text class="strong halo" x="50%" y={emptyAt(view, plot)} text-anchor="middle">
            {t('这里还没有数字记录', 'No figure on record here')}
          </text>
        ) : (
          <LastLabel
            before={view.points.at(-2)}
            point={last}
            plot={plot}
            behind={isBehind(view)}
            text={`${print(last.value)}${t('，', ', ')}${dayOfYear(last.on, language)}`}
          />
        )}
        {!levels.fromNought && (
          <text
            x={plot.x(view.asOf) > 50 ? '0' : '100%'}
            y={FLOOR + 34}
            text-anchor={plot.x(view.asOf) > 50 ? 'start' : 'end'}
          >
            {t('纵轴不从0起', 'not from 0')}
          </text>
        )}
      </svg>
      <svg class="h220" aria-hidden="true">
        {rows.map((row, at) => (
          <text x="8" y={places[at]! + 4} class={row.look}>
            {row.text}
          </text>
        ))}
      </svg>
    </div>
  );
}

type Plot = {
  span: Span;
  byShare: boolean;
  x: (day: Day) => number;
  y: (value: number) => number;
  levels: ReturnType<typeof levelsOf>;
  /** the promised level, if it has a number */
  promise: number | null;
};

function plotOf(view: TargetChartView): Plot {
  const byShare = view.limit.value === null;
  const firstPoint = view.points[0]?.on ?? null;
  const lastPoint = view.points.at(-1)?.on ?? view.asOf;
  const from = view.baseline?.on ?? view.start ?? earlier(firstPoint, view.asOf);
  const ends = [view.asOf, lastPoint, view.due, view.amended?.due].filter((day): day is Day => typeof day === 'string');
  const to = ends.reduce((latest, day) => (day > latest ? day : latest));
  const span: Span = { from: from < to ? from : addDays(to, -30), due: view.amended?.due ?? view.due, to };
  const values = [
    ...(byShare
      ? ['1']
      : [
          view.limit.value!,
          view.limit.upper,
          view.amended?.limit.value,
          view.baseline !== null && view.baseline.on !== null ? view.baseline.value : null,
        ]),
    view.requiredMean,
    ...view.points.flatMap(({ value, replaced }) => [value, replaced]),
  ].filter((value): value is string => typeof value === 'string');
  const levels = levelsOf(values, view.measure === 'flow' || byShare, view.measure === 'flow' && !byShare);
  return {
    span,
    byShare,
    x: placeOfDay(span),
    y: placeOfValue(levels, TOP, FLOOR),
    levels,
    promise: byShare ? 1 : forDrawing(view.limit.value!),
  };
}

function earlier(day: Day | null, other: Day): Day {
  return day !== null && day < other ? day : addDays(other, -90);
}

function Months({ span, x, language }: { span: Span; x: Plot['x']; language: Language }) {
  const { all, narrow } = axisMonths(span);
  return (
    <>
      {all.map((day) => (
        <g class={narrow.has(day) ? undefined : 'long-only'}>
          <line class="c-axis axis" x1={`${x(day)}%`} y1={FLOOR} x2={`${x(day)}%`} y2={FLOOR + 4} />
          <text x={`${x(day)}%`} y={FLOOR + 17} text-anchor={x(day) < 4 ? 'start' : 'middle'}>
            {monthTick(day, language)}
          </text>
        </g>
      ))}
    </>
  );
}

/** The promised level over its window; when it was changed, a step on the day of the change and the original stays thin. */
function Promise({ view, plot }: { view: TargetChartView; plot: Plot }) {
  const { x, y, promise } = plot;
  if (promise === null) return null;
  const end = view.due === null ? 100 : x(view.due);
  const from = view.start === null ? 0 : x(view.start);
  const { amended } = view;
  const now = amended === null || amended.limit.value === null ? null : forDrawing(amended.limit.value);
  const level = (value: number, x1: number, x2: number, thin = false) => (
    <line class={`c-promise${thin ? ' thin' : ''}`} x1={`${x1}%`} y1={y(value)} x2={`${x2}%`} y2={y(value)} />
  );
  return (
    <>
      {level(promise, from, end, amended !== null)}
      {view.limit.upper !== null && level(forDrawing(view.limit.upper), from, end)}
      {amended && now !== null && (
        <>
          <line
            class="c-promise"
            x1={`${x(amended.announcedOn)}%`}
            y1={y(promise)}
            x2={`${x(amended.announcedOn)}%`}
            y2={y(now)}
          />
          {level(now, x(amended.announcedOn), amended.due === null ? 100 : x(amended.due))}
        </>
      )}
    </>
  );
}

/** The way it would go if it went evenly, or as the government's own ramp says. */
function Schedule({ view, plot, language }: { view: TargetChartView; plot: Plot; language: Language }) {
  const { x, y, promise } = plot;
  const origin = view.measure === 'level' ? (view.baseline?.on ?? null) : view.start;
  const floor = view.limit.comparator === 'at_least' || view.limit.comparator === 'more_than';
  const judged = view.measure === 'flow' ? floor : view.baseline !== null && view.aggregate === 'last';
  if (promise === null || origin === null || view.due === null || !judged || plot.byShare) return null;
  const ground = view.measure === 'level' ? forDrawing(view.baseline!.value) : 0;
  const steps = [
    { on: origin, share: 0 },
    ...(view.trajectory ?? []).map(({ on, share }) => ({ on, share: forDrawing(share) })),
  ];
  if (steps.at(-1)!.on < view.due) steps.push({ on: view.due, share: 1 });
  const behind = view.points.length === 0 || isBehind(view);
  const height = (share: number) => y(ground + share * (promise - ground));
  return (
    <>
      {steps.slice(1).map((step, at) => (
        <line
          class="c-plan"
          x1={`${x(steps[at]!.on)}%`}
          y1={height(steps[at]!.share)}
          x2={`${x(step.on)}%`}
          y2={height(step.share)}
        />
      ))}
      {view.trajectory === null && (
        <text
          class="halo"
          x={`${x(origin) + (x(view.due) - x(origin)) * (behind ? 0.28 : 0.62)}%`}
          y={height(behind ? 0.28 : 0.62) + (behind ? -8 : 16)}
          text-anchor={behind ? 'end' : 'start'}
        >
          {say(language)('按进度', 'on schedule')}
        </text>
      )}
    </>
  );
}

/** Due day and the day of looking. */
function Days({ view, plot, language }: { view: TargetChartView; plot: Plot; language: Language }) {
  const t = say(language);
  const { x } = plot;
  const due = plot.span.due;
  const today = x(view.asOf);
  const past = view.daysPastDue !== null && view.daysPastDue > 0;
  return (
    <>
      {due !== null && (
        <>
          <line class="c-due" x1={`${x(due)}%`} y1={TOP - 6} x2={`${x(due)}%`} y2={FLOOR} />
          {view.amended !== null && view.due !== null && view.due !== due && (
            <>
              <line class="c-hair" x1={`${x(view.due)}%`} y1={TOP - 6} x2={`${x(view.due)}%`} y2={FLOOR} />
              <text class="long-only" x={`${x(view.due)}%`} y="12" text-anchor="end">
                {t('原期限', 'first due ')}
                {dayOfYear(view.due, language)}
              </text>
            </>
          )}
          <text x={`${x(due)}%`} y="12" text-anchor={x(due) > 35 ? 'end' : 'start'}>
            {t(`期限${dayOfYear(due, 'zh')}`, `due ${dayOfYear(due, 'en')}`)}
            {past && t(`，过期${days(view.daysPastDue!, 'zh')}`, `, ${days(view.daysPastDue!, 'en')} ago`)}
          </text>
        </>
      )}
      <line class="c-today" x1={`${today}%`} y1={TOP} x2={`${today}%`} y2={FLOOR + 20} />
      <text x={`${today}%`} y={FLOOR + 34} text-anchor={today > 30 ? 'end' : 'start'}>
        {view.isToday ? t('今天', 'today ') : t('截至', 'as of ')}
        {dayOfYear(view.asOf, language)}
      </text>
    </>
  );
}

/** The points, joined where nothing is missing between them. */
function Reported({ view, plot, language }: { view: TargetChartView; plot: Plot; language: Language }) {
  const { x, y } = plot;
  const { points } = view;
  const few = points.length <= MANY;
  const start = view.measure === 'flow' && !plot.byShare ? view.start : null;
  const first = points[0];
  return (
    <>
      {first && start !== null && first.gapFrom === null && (
        <line class="c-line" x1={`${x(start)}%`} y1={y(0)} x2={`${x(first.on)}%`} y2={y(forDrawing(first.value))} />
      )}
      {points.map((point, at) => {
        const before = points[at - 1];
        if (point.gapFrom !== null) return <Gap point={point} plot={plot} language={language} />;
        if (!before) return null;
        return (
          <line
            class="c-line"
            x1={`${x(before.on)}%`}
            y1={y(forDrawing(before.value))}
            x2={`${x(point.on)}%`}
            y2={y(forDrawing(point.value))}
          />
        );
      })}
      {points.map((point, at) => (
        <>
          {point.replaced !== null && <Ghost point={point} plot={plot} />}
          {(few || at === points.length - 1 || point.fails) && <Dot point={point} plot={plot} />}
          {point.fails && (
            <text class="halo" x={`${x(point.on)}%`} y={y(forDrawing(point.value)) - 9} text-anchor="middle">
              {monthTick(point.on, language)}
            </text>
          )}
        </>
      ))}
    </>
  );
}

/** Days that nothing speaks for: the line breaks, and the gap says so. */
function Gap({ point, plot, language }: { point: ChartPoint; plot: Plot; language: Language }) {
  const from = plot.x(point.gapFrom!);
  const to = plot.x(point.gapTo!);
  return (
    <>
      <rect x={`${from}%`} y={TOP} width={`${Math.max(0.4, to - from)}%`} height={FLOOR - TOP} fill="url(#hatch)" />
      <text class="halo" x={`${(from + to) / 2}%`} y={FLOOR - 6} text-anchor="middle">
        {say(language)('缺', 'no ')}
        {monthTick(point.gapFrom!, language)}
      </text>
    </>
  );
}

function Ghost({ point, plot }: { point: ChartPoint; plot: Plot }) {
  const at = `${plot.x(point.on)}%`;
  return (
    <>
      <line
        class="c-hair"
        x1={at}
        y1={plot.y(forDrawing(point.replaced!))}
        x2={at}
        y2={plot.y(forDrawing(point.value))}
      />
      <circle class="c-dot ghost" cx={at} cy={plot.y(forDrawing(point.replaced!))} r="4" />
    </>
  );
}

/** Final full, provisional a ring, estimate dashed; an auditor a triangle, an independent a square; bounds a caret. */
function Dot({ point, plot }: { point: ChartPoint; plot: Plot }) {
  const look = point.fails
    ? 'c-fail'
    : { final: 'c-dot', provisional: 'c-dot ring', estimate: 'c-dot guess' }[point.standing];
  const up = point.bound === 'over' || point.bound === 'at_least';
  const down = point.bound === 'nearly' || point.bound === 'at_most';
  return (
    <svg class="c-point" x={`${plot.x(point.on)}%`} y={plot.y(forDrawing(point.value))} width="1" height="1">
      {point.publisherClass === 'auditor' ? (
        <path class={look} d="M0-5l5 9h-10z" />
      ) : point.publisherClass === 'independent' || point.fails ? (
        <rect class={look} x="-4" y="-4" width="8" height="8" />
      ) : (
        <circle class={look} r="4.5" />
      )}
      {up && <path class="c-caret" d="M-3.5-8l3.5-4 3.5 4" />}
      {down && <path class="c-caret" d="M-3.5 8l3.5 4 3.5-4" />}
    </svg>
  );
}

/** The way that is still to go, as far as the due day. */
function Needed({ view, plot }: { view: TargetChartView; plot: Plot }) {
  const last = view.points.at(-1);
  const { x, y } = plot;
  if (last === undefined || view.due === null || view.remaining === null || (view.daysPastDue ?? 0) > 0) {
    if (view.requiredMean === null || last === undefined || view.due === null) return null;
    const mean = y(forDrawing(view.requiredMean));
    return <line class="c-need" x1={`${x(last.on)}%`} y1={mean} x2={`${x(view.due)}%`} y2={mean} />;
  }
  return (
    <line
      class="c-need"
      x1={`${x(last.on)}%`}
      y1={y(forDrawing(last.value))}
      x2={`${x(view.due)}%`}
      y2={y(plot.promise ?? 0)}
    />
  );
}

/** The side of a ceiling or floor on a level where it must not go. */
function Forbidden({ view, plot }: { view: TargetChartView; plot: Plot }) {
  const { comparator } = view.limit;
  if (view.measure !== 'level' || plot.promise === null || plot.byShare) return null;
  const at = plot.y(plot.promise);
  const above = comparator === 'at_most' || comparator === 'less_than';
  const below = comparator === 'at_least' || comparator === 'more_than';
  if (!above && !below) return null;
  return (
    <rect
      x="0"
      y={above ? TOP : at}
      width="100%"
      height={Math.max(0, above ? at - TOP : FLOOR - at)}
      fill="url(#hatch)"
    />
  );
}

type LastLabelProps = { point: ChartPoint; before: ChartPoint | undefined; plot: Plot; text: string; behind: boolean };

/** Value and day of the last point, where neither its own line nor the schedule runs. */
function LastLabel({ point, before, plot, text, behind }: LastLabelProps) {
  const x = plot.x(point.on);
  const y = plot.y(forDrawing(point.value));
  const falls = before !== undefined && forDrawing(before.value) > forDrawing(point.value);
  const under = (behind && x < 72) || y < TOP + 24 || (falls && y < FLOOR - 24);
  const right = (behind && x < 72) || x < 40;
  return (
    <text
      class="strong halo"
      x={`${x}%`}
      dx={right ? 8 : -8}
      y={under ? Math.min(y + 18, FLOOR - 4) : y - 10}
      text-anchor={right ? 'start' : 'end'}
    >
      {text}
    </text>
  );
}

function isBehind({ measure, share, points, start, due }: TargetChartView): boolean {
  const last = points.at(-1);
  if (measure !== 'flow' || share === null || last === undefined || start === null || due === null) return false;
  return forDrawing(share) < daysBetween(start, last.on) / Math.max(1, daysBetween(start, due));
}

/** Where nothing else is drawn: under the schedule of a count, on the allowed side of a level. */
function emptyAt(view: TargetChartView, plot: Plot): number {
  const { comparator } = view.limit;
  if (view.measure === 'flow' || plot.promise === null) return FLOOR - 10;
  const line = plot.y(plot.promise);
  return comparator === 'at_least' || comparator === 'more_than' ? (TOP + line) / 2 + 4 : (line + FLOOR) / 2 + 4;
}

type Row = { at: number; text: string; look: string };

/** Labels at the right end, in one row each in Chinese; in English the number stands under its word. */
function endLabels(view: TargetChartView, language: Language, plot: Plot): Row[] {
  const t = say(language);
  const short = (value: string) => inShort(value, language).text;
  const rows: Row[] = [];
  const put = (at: number, { word, number }: EndLabel, look: string) => {
    const one = language === 'zh' ? `${word}${number}` : `${word} ${number}`;
    const texts = language === 'zh' || one.length <= 10 ? [one] : [word, number];
    for (const [line, text] of texts.entries()) rows.push({ at: at + line * 0.1, text, look });
  };
  const level = plot.y(plot.promise ?? 0);
  const promise = plot.byShare ? '100%' : short(view.limit.value!);
  put(level, { word: t('承诺', 'promised'), number: promise }, 'strong');
  const { upper } = view.limit;
  if (upper !== null) put(plot.y(forDrawing(upper)), { word: t('上限', 'up to'), number: short(upper) }, 'strong');
  const now = view.amended?.limit.value;
  if (now !== undefined && now !== null)
    put(plot.y(forDrawing(now)), { word: t('改为', 'changed to'), number: short(now) }, '');
  const below = now === undefined || now === null ? level : Math.max(level, plot.y(forDrawing(now)));
  for (const [at, label] of needs(view, language).entries()) put(below + 4 + at, label, 'c-needs');
  if (view.requiredMean !== null) {
    const mean = { word: t('余下各期', 'from now on'), number: quantity(view.requiredMean, view.unit, language).text };
    put(plot.y(forDrawing(view.requiredMean)), mean, 'c-needs');
  }
  return rows;
}
