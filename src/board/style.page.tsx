import { addDays } from '../clock/calendar.rules.js';
import { Bullet } from '../html/charts/bullet.js';
import { TargetChart } from '../html/charts/target.js';
import type { TargetChartView } from '../html/charts/target.view.js';
import type { ChartPoint } from '../html/charts/target.rules.js';
import { ToneBar } from '../html/charts/tone-bar.js';
import { type Told, say } from '../html/language.rules.js';
import { type Frame, Layout, documentOf, here, link } from '../html/layout.js';
import { Mark, MarkCell, ToneShape } from '../html/marks.js';
import { beside, boundText, limitText, percent, quantity } from '../html/numbers.rules.js';
import { COLOURS } from '../html/tokens.css.js';
import { AXES, AXIS_WORDS, HEADLINE_WORDS, TONES, TONE_WORDS, headlinesOf } from '../html/words.rules.js';

/** What every mark, word, number and chart means, with made-up examples: a reader's legend and a maker's check. */
export function stylePage(frame: Frame): string {
  const t = say(frame.language);
  return documentOf(
    <Layout frame={frame} title={t('记号与图例', 'Marks and charts')}>
      <div class="head">
        <h1>{t('21种状态，5种语气：每个记号是什么意思。', '21 states in five tones: what each mark means.')}</h1>
        <p class="prose">
          {t(
            '形状表示语气，实心表示已成定局，空心表示还会变，虚线表示缺数字，双线表示有两种说法。例子都是编的。',
            'Shape tells the tone. Solid is settled for good, hollow can still change, dashed lacks its number, a doubled outline holds two answers. All examples are made up.',
          )}
        </p>
      </div>
      <Marks frame={frame} />
      <Axes frame={frame} />
      <Numbers frame={frame} />
      <Charts frame={frame} />
      <Colours frame={frame} />
    </Layout>,
  );
}

type Part = { frame: Frame };

function Marks({ frame }: Part) {
  const { language } = frame;
  const t = say(language);
  return (
    <>
      {TONES.map((tone) => (
        <section class={`t-${tone}`}>
          <h2>
            <ToneShape tone={tone} /> {TONE_WORDS[tone][language]}
          </h2>
          <table class="stack marks">
            <caption class="hidden">{TONE_WORDS[tone][language]}</caption>
            <thead>
              <tr>
                <th scope="col">{t('状态', 'State')}</th>
                <th scope="col">{t('格中', 'In a cell')}</th>
                <th scope="col">{t('意思', 'Meaning')}</th>
                <th scope="col">{t('代码', 'Code')}</th>
              </tr>
            </thead>
            <tbody>
              {headlinesOf(tone).map((headline) => (
                <tr>
                  <td class="fits">
                    <span class="state">
                      <Mark headline={headline} />
                      {HEADLINE_WORDS[headline][language]}
                    </span>
                  </td>
                  <td>
                    <MarkCell headline={headline} />
                    <span class="hidden">{HEADLINE_WORDS[headline][language]}</span>
                  </td>
                  <td class="full">{HEADLINE_WORDS[headline].line[language]}</td>
                  <td class="full">
                    <code class="hash">{headline}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </>
  );
}

function Axes({ frame }: Part) {
  const { language } = frame;
  return (
    <section>
      <h2>{say(language)('一项判定回答六个问题', 'A verdict answers six questions')}</h2>
      <dl class="facts">
        {AXES.map((axis) => (
          <>
            <dt>{AXIS_WORDS[axis][language]}</dt>
            <dd>{AXIS_WORDS[axis].asks[language]}</dd>
          </>
        ))}
      </dl>
    </section>
  );
}

const PEOPLE: Told = { zh: '人', en: 'people' };
const LIFTS: Told = { zh: '部', en: 'lifts' };
const SHARE: Told = { zh: '%', en: '%' };
const YUAN: Told = { zh: '元', en: 'yuan' };

function Numbers({ frame }: Part) {
  const { language } = frame;
  const t = say(language);
  const limit = { upper: null, tolerance: null };
  const examples: [what: string, number: string][] = [
    [t('一万以上', 'from 10,000'), quantity('260000', PEOPLE, language).text],
    [t('截短的，另带精确数', 'cut, the exact one beside it'), quantity('281234', PEOPLE, language).text],
    [t('一亿以上', 'from 100 million'), quantity('115000000', YUAN, language).text],
    [t('一万以下', 'below 10,000'), quantity('1099', LIFTS, language).text],
    [t('差一点就是承诺数，写全', 'nearly the promise: in full'), beside('259999', '260000', language).text],
    [t('占比，截短不进位', 'a share, cut and never rounded up'), percent('0.9996', language)],
    [t('超过承诺', 'beyond the promise'), percent('2.0371', language)],
    [t('极小', 'tiny'), percent('0.0004', language)],
    [t('“余”', 'over'), boundText('50000', 'over', PEOPLE, language)],
    [t('“近”', 'nearly'), boundText('400', 'nearly', LIFTS, language)],
    [t('下限', 'a floor'), limitText({ comparator: 'at_least', value: '100', ...limit }, LIFTS, language)],
    [t('上限', 'a ceiling'), limitText({ comparator: 'at_most', value: '5', ...limit }, SHARE, language)],
    [
      t('区间', 'a range'),
      limitText({ comparator: 'between', value: '5', upper: '6', tolerance: null }, SHARE, language),
    ],
    [
      t('约数', 'about'),
      limitText({ comparator: 'about', value: '5', upper: null, tolerance: '0.2' }, SHARE, language),
    ],
    [t('没有记录，不写0', 'nothing on record, never 0'), t('— 无记录', '— none on record')],
  ];
  return (
    <section>
      <h2>{t('数字怎样写', 'How numbers are printed')}</h2>
      <dl class="facts">
        {examples.map(([what, number]) => (
          <>
            <dt>{what}</dt>
            <dd>
              <span class="nb">{number}</span>
            </dd>
          </>
        ))}
      </dl>
      <h3>{t('小横条：竖线是承诺', 'The small bar: the tick is the promise')}</h3>
      <dl class="facts">
        {[null, 0.004, 0.6, 1, 1.2, 2.037].map((reached) => (
          <>
            <dt>{reached === null ? t('无记录', 'none on record') : percent(String(reached), language)}</dt>
            <dd>
              <Bullet reached={reached} />
            </dd>
          </>
        ))}
      </dl>
      <h3>{t('总数条', 'The bar of totals')}</h3>
      <ToneBar
        counts={{ bad: 12, slow: 1, dim: 9, good: 150, none: 2 }}
        language={language}
        href={() => link(frame, '/pledges')}
      />
      <p class="dense quiet">{t('12、1、9、150、2', '12, 1, 9, 150, 2')}</p>
    </section>
  );
}

type Example = { title: string; view: TargetChartView };

function Charts({ frame }: Part) {
  const { language } = frame;
  return (
    <section>
      <h2>{say(language)('图', 'Charts')}</h2>
      <div class="gallery">
        {examplesIn(language).map(({ title, view }, at) => (
          <div>
            <h3>{title}</h3>
            <TargetChart view={view} language={language} id={`example-${at}`} />
          </div>
        ))}
      </div>
    </section>
  );
}

function Colours({ frame }: Part) {
  const t = say(frame.language);
  return (
    <section>
      <h2>{t('颜色', 'Colours')}</h2>
      <ul class="swatches">
        {Object.keys(COLOURS).map((name) => (
          <li>
            <svg class="swatch" width="56" height="40" aria-hidden="true">
              <rect class={`s-${name}`} width="56" height="40" />
            </svg>
            <span class="meta">{name}</span>
          </li>
        ))}
      </ul>
      <p class="links">
        <a href={here(frame, { asOf: addDays(frame.today, -30) })}>
          {t('看过去的日子时，页面是这样', 'How a page looks on a past day')}
        </a>
      </p>
    </section>
  );
}

const BASE: TargetChartView = {
  headline: 'behind',
  limit: { comparator: 'at_least', value: '100', upper: null, tolerance: null },
  unit: LIFTS,
  measure: 'flow',
  aggregate: null,
  start: '2024-01-01',
  due: '2024-12-31',
  baseline: null,
  trajectory: null,
  amended: null,
  points: [],
  asOf: '2024-09-24',
  isToday: false,
  achieved: null,
  share: null,
  expectedShare: null,
  remaining: null,
  daysPastDue: null,
  periodMonths: null,
  neededPerPeriod: null,
  bestPeriod: null,
  requiredMean: null,
  doneOn: null,
  acts: [],
  sentence: '',
};

function point(on: string, value: string, more: Partial<ChartPoint> = {}): ChartPoint {
  return {
    on,
    value,
    bound: 'exact',
    standing: 'final',
    publisherClass: 'government',
    gapFrom: null,
    gapTo: null,
    replaced: null,
    fails: false,
    ...more,
  };
}

function reached(value: string, points: ChartPoint[]): Partial<TargetChartView> {
  return { points, achieved: value, share: String(Number(value) / 100) };
}

function examplesIn(language: Frame['language']): Example[] {
  const t = say(language);
  const level: Partial<TargetChartView> = {
    measure: 'level',
    unit: SHARE,
    limit: { comparator: 'at_most', value: '5', upper: null, tolerance: null },
  };
  const list: [title: string, view: Partial<TargetChartView>][] = [
    [t('没有数字', 'No figure'), { headline: 'no_figures' }],
    [
      t('一个数字，慢于进度', 'One figure, behind'),
      { ...reached('60', [point('2024-09-20', '60')]), expectedShare: '0.7213', remaining: '40' },
    ],
    [
      t('逐月，缺一段，有余数、初步和估计', 'Monthly, a gap, a bound, a provisional and an estimate'),
      {
        ...reached('85', [
          point('2024-02-29', '12'),
          point('2024-03-31', '22'),
          point('2024-05-31', '45', { gapFrom: '2024-04-01', gapTo: '2024-04-30' }),
          point('2024-06-30', '58', { bound: 'over' }),
          point('2024-07-31', '70', { standing: 'provisional' }),
          point('2024-08-31', '85', { standing: 'estimate' }),
        ]),
        headline: 'ahead',
        expectedShare: '0.66',
        remaining: '15',
        periodMonths: 1,
        neededPerPeriod: '3.75',
        bestPeriod: '15',
      },
    ],
    [
      t('放宽过的承诺', 'An eased promise'),
      {
        ...reached('60', [point('2024-09-20', '60')]),
        expectedShare: '0.7213',
        remaining: '40',
        amended: {
          limit: { comparator: 'at_least', value: '80', upper: null, tolerance: null },
          due: '2025-03-31',
          announcedOn: '2024-06-05',
        },
      },
    ],
    [
      t('过期328天', '328 days past due'),
      {
        ...reached('60', [point('2024-09-20', '60')]),
        headline: 'long_overdue',
        asOf: '2025-11-24',
        isToday: true,
        daysPastDue: 328,
        remaining: '40',
      },
    ],
    [
      '203.7%',
      { ...reached('203.71', [point('2024-06-30', '120'), point('2024-09-20', '203.71')]), headline: 'exceeded' },
    ],
    [
      t('只公布占比', 'Only shares are published'),
      {
        headline: 'in_progress',
        limit: { comparator: 'at_least', value: null, upper: null, tolerance: null },
        points: [point('2024-03-31', '0.31'), point('2024-06-30', '0.64')],
        share: '0.64',
      },
    ],
    [
      t('不得超过的水平，一处更正', 'A ceiling on a level, one revision'),
      {
        ...level,
        headline: 'holding',
        aggregate: 'last',
        achieved: '4.6',
        points: [
          point('2024-03-31', '4.8'),
          point('2024-06-30', '4.7', { replaced: '5.2' }),
          point('2024-09-20', '4.6'),
        ],
      },
    ],
    [
      t('每期都不得越线', 'A line for every period'),
      {
        ...level,
        headline: 'breached',
        aggregate: 'every',
        achieved: '4.6',
        points: [point('2024-03-31', '4.4'), point('2024-06-30', '5.6', { fails: true }), point('2024-09-20', '4.6')],
      },
    ],
    [
      t('全期平均，余下各期须守住', 'A mean; what the rest must keep'),
      {
        ...level,
        headline: 'behind',
        aggregate: 'mean',
        achieved: '5.3',
        requiredMean: '4.1',
        points: ['5.2', '5.4', '5.3', '5.1', '5.4', '5.4'].map((value, at) => point(`2024-0${at + 1}-28`, value)),
      },
    ],
    [
      t('政府自己的进度表，另有审计数', "The government's own ramp, an auditor's figure"),
      {
        ...reached('40', [point('2024-06-30', '40', { publisherClass: 'auditor' })]),
        headline: 'on_track',
        expectedShare: '0.40',
        trajectory: [
          { on: '2024-03-31', share: '0.1' },
          { on: '2024-06-30', share: '0.4' },
          { on: '2024-09-30', share: '0.9' },
        ],
        remaining: '60',
      },
    ],
    [
      t('按月很多个点', 'Many points'),
      {
        ...reached(
          '80',
          Array.from({ length: 80 }, (_, at) => point(addDays('2024-01-03', at * 3), String(at + 1))),
        ),
        headline: 'on_track',
        expectedShare: '0.72',
        remaining: '20',
      },
    ],
    [
      t('交付物，迟到', 'A deliverable, late'),
      {
        headline: 'met',
        measure: 'deliverable',
        limit: { comparator: 'done', value: '1', upper: null, tolerance: null },
        start: '2024-01-01',
        due: '2024-06-30',
        doneOn: '2024-08-01',
        acts: ['2024-03-05'],
      },
    ],
  ];
  return list.map(([title, view]) => ({ title, view: { ...BASE, sentence: title, ...view } }));
}
