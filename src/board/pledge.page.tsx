import { type Day, addDays } from '../clock/calendar.rules.js';
import { TargetChart } from '../html/charts/target.js';
import { dayInProse, dayInTable, days, instantInZone } from '../html/dates.rules.js';
import { type Language, bilingual, say } from '../html/language.rules.js';
import { DayTime, type Frame, Layout, Text, dayOf, documentOf, here, isPast, link } from '../html/layout.js';
import { Mark, MarkCell } from '../html/marks.js';
import { boundText, inFull, limitText, percent, quantity } from '../html/numbers.rules.js';
import {
  AGGREGATE_WORDS,
  AXIS_WORDS,
  BECAUSE_WORDS,
  CADENCE_WORDS,
  CHANGE_WORDS,
  CLAIM_WORDS,
  CLOSES_WORDS,
  CONFIDENCE_WORDS,
  DELIVERY_WORDS,
  FIELD_WORDS,
  FORM_WORDS,
  FRESHNESS_WORDS,
  GOALPOST_WORDS,
  HEADLINE_WORDS,
  PACE_WORDS,
  PUBLISHER_WORDS,
  STAGE_WORDS,
  STANDING_WORDS,
  TIMELINESS_WORDS,
  VERSION_WORDS,
  type Axis,
} from '../html/words.rules.js';
import type { Headline } from '../verdicts/words.rules.js';
import type {
  FigureView,
  HistoryLine,
  NoteView,
  PledgeView,
  SourceView,
  TargetView,
  VersionView,
} from './pledge.view.js';
import { since } from './rows.js';

/** One promise: its own words and source, the verdict, the picture, why, the figures, and what changed. */
export function pledgePage(frame: Frame, view: PledgeView): string {
  const { language } = frame;
  const title = language === 'en' ? (view.title.en ?? view.title.zh) : view.title.zh;
  const many = view.targets.length > 1;
  return documentOf(
    <Layout
      frame={frame}
      title={`${view.headline === null ? '' : `${HEADLINE_WORDS[view.headline][language]} · `}${title}`}
    >
      <article>
        <div class="head">
          <Crumbs frame={frame} view={view} />
          <h1>
            <Text told={view.title} language={language} />
          </h1>
          <Promise frame={frame} view={view} />
          {view.taken !== null && <Taken frame={frame} taken={view.taken} />}
          {many && <Contents frame={frame} view={view} />}
        </div>
        {view.targets.map((target, at) => (
          <Target frame={frame} target={target} place={at + 1} of={view.targets.length} />
        ))}
        {view.aside.map((target) => (
          <section>
            <h2>
              <Text told={target.name} language={language} />
            </h2>
            <p class="call t-dim">
              {say(language)(
                '这一项没有算出判定，我们在查。',
                'No verdict could be computed for this; we are looking into it.',
              )}
            </p>
          </section>
        ))}
        <History frame={frame} view={view} many={many} />
        <Notes frame={frame} notes={view.notes} />
        <Links frame={frame} view={view} />
      </article>
    </Layout>,
  );
}

type Part = { frame: Frame; view: PledgeView };

/** Our own mistake: it stays readable and counts nowhere. */
function Taken({ frame, taken }: { frame: Frame; taken: NonNullable<PledgeView['taken']> }) {
  const t = say(frame.language);
  return (
    <p class="call t-dim">
      <b>
        {t(
          '这一项是我们录错的，已经作废，不计入任何总数。',
          'We entered this by mistake; it was taken back and counts in no total.',
        )}
      </b>{' '}
      <bdi>{taken.reason}</bdi>{' '}
      {taken.standsId !== null && (
        <a href={link(frame, `/pledges/${taken.standsId}`)}>{t('以这一项为准', 'This one stands instead')}</a>
      )}
    </p>
  );
}

function Crumbs({ frame, view }: Part) {
  const t = say(frame.language);
  const parts = [view.programme, view.jurisdiction, view.agency, view.topic];
  return (
    <nav aria-label={t('所在位置', 'Where this stands')}>
      <ol class="crumbs">
        <li>
          <a href={link(frame, '/pledges')}>{t('承诺', 'Promises')}</a>
        </li>
        {parts.map(
          (part) =>
            part && (
              <li>
                <Text told={part} language={frame.language} />
              </li>
            ),
        )}
      </ol>
    </nav>
  );
}

/** The promise in its own words, with its source, before any word of ours. */
function Promise({ frame, view }: Part) {
  const t = say(frame.language);
  return (
    <div class="claim">
      {view.quote !== null && (
        <blockquote lang={frame.language === 'en' ? 'zh-Hans' : undefined}>
          <bdi>“{view.quote}”</bdi>
        </blockquote>
      )}
      <p class="dense quiet">
        <Source frame={frame} source={view.source} />
        {view.locator !== null && (
          <>
            {t('，', ', ')}
            <bdi lang={frame.language === 'en' ? 'zh-Hans' : undefined}>{view.locator}</bdi>
          </>
        )}
        {view.announcedOn !== view.source.publishedOn && (
          <>
            {t('；承诺于', '; promised on ')}
            <DayTime day={view.announcedOn} language={frame.language} prose />
          </>
        )}
        {view.setBy !== null && (
          <>
            {t('；任务由', '; task set by ')}
            <bdi lang={frame.language === 'en' ? 'zh-Hans' : undefined}>{view.setBy}</bdi>
            {t('下达', '')}
          </>
        )}
      </p>
    </div>
  );
}

function Source({ frame, source, day = source.publishedOn }: { frame: Frame; source: SourceView; day?: Day }) {
  const t = say(frame.language);
  const foreign = frame.language === 'en' ? 'zh-Hans' : undefined;
  return (
    <>
      <bdi lang={foreign}>{source.publisher}</bdi>
      {source.title !== null && (
        <>
          {t('《', ', ')}
          <bdi lang={foreign}>{source.title}</bdi>
          {t('》', '')}
        </>
      )}
      {t('，', ', ')}
      <DayTime day={day} language={frame.language} />
      {t('公布', '')}
      {source.address !== null && (
        <>
          {' · '}
          <a class="source" href={source.address} rel="noreferrer">
            {t('原页', 'original page')}
          </a>
        </>
      )}
      {source.copySha256 !== null && (
        <>
          {' · '}
          <a href={`/api/v1/sources/${source.id}/copy`}>{t('存档', 'kept copy')}</a>{' '}
          <span class="hash" title={`SHA-256 ${source.copySha256}`}>
            sha256 {source.copySha256.slice(0, 8)}…
          </span>
        </>
      )}
    </>
  );
}

/** Several targets: each with its mark, worst first, leading to its section. */
function Contents({ frame, view }: Part) {
  const { language } = frame;
  return (
    <ul class="contents">
      {view.targets.map((target) => (
        <li class={`t-${HEADLINE_WORDS[target.headline].tone}`}>
          <a href={`#t-${target.id}`}>
            <Mark headline={target.headline} />
            <Text told={target.indicator} language={language} />
            {target.stage !== null && STAGE_WORDS[target.stage][language]}
          </a>{' '}
          <span class="tone">{HEADLINE_WORDS[target.headline][language]}</span>
        </li>
      ))}
    </ul>
  );
}

type TargetPart = { frame: Frame; target: TargetView };

function Target({ frame, target, place, of }: TargetPart & { place: number; of: number }) {
  const { language } = frame;
  const t = say(language);
  return (
    <section id={`t-${target.id}`} class={`target t-${HEADLINE_WORDS[target.headline].tone}`}>
      <h2>
        {of > 1 && t(`目标${place}/${of}：`, `Target ${place} of ${of}: `)}
        <Text told={target.indicator} language={language} />
        {target.stage !== null && t(`（${STAGE_WORDS[target.stage].zh}）`, ` (${STAGE_WORDS[target.stage].en})`)}
      </h2>
      <p class="terms quiet">
        <Terms frame={frame} target={target} />
      </p>
      <p class="verdict">
        <MarkCell headline={target.headline} />
        <span class="tone">{HEADLINE_WORDS[target.headline][language]}</span>
        {since(target, language) !== null && <span class="quiet"> {since(target, language)}</span>}
        {t('。', '. ')}
        {target.sentence[language]}
      </p>
      {target.current !== null && (
        <p class="dense">
          {t('以上按原承诺；按改后的承诺：', 'This is by the original promise; by the promise as changed: ')}
          <span class={`tone t-${HEADLINE_WORDS[target.current.headline].tone}`}>
            <Mark headline={target.current.headline} /> {HEADLINE_WORDS[target.current.headline][language]}
          </span>
          {target.current.due !== null && (
            <>
              {t('，期限', ', due ')}
              <DayTime day={target.current.due} language={language} prose />
            </>
          )}
        </p>
      )}
      <div class="pair">
        <div>
          <TargetChart
            view={{ ...target.chart, sentence: target.sentence[language] }}
            language={language}
            id={`chart-${target.id}`}
          />
          <Figures frame={frame} target={target} place={place} />
        </div>
        <Why frame={frame} target={target} />
      </div>
      <Versions frame={frame} target={target} place={place} />
    </section>
  );
}

/** A part of the terms, and the field that says so: what the source does not state is marked as ours. */
type Term = { text: string; fields: readonly string[] };

/** The promise as a machine reads it, in one line. */
function Terms({ frame, target }: TargetPart) {
  const { language } = frame;
  const t = say(language);
  const terms = termsOf(target, language);
  const rest = target.assumed.filter((field) => !terms.some(({ fields }) => fields.includes(field)));
  return (
    <>
      {terms.map(({ text, fields }, at) => (
        <>
          {at > 0 && t('，', ', ')}
          {fields.some((field) => target.assumed.includes(field)) ? (
            <span class="assumed">
              {text}
              {t('（推定）', ' (assumed)')}
            </span>
          ) : (
            text
          )}
        </>
      ))}
      {target.dueWords !== null && (
        <>
          {t('；原文说“', '; in its own words “')}
          <bdi lang={language === 'en' ? 'zh-Hans' : undefined}>{target.dueWords}</bdi>
          {t('”，取最后一天', '”, read as its last day')}
        </>
      )}
      {target.dueEarliest !== null && (
        <>
          {t('，最早', ', at the earliest ')}
          <DayTime day={target.dueEarliest} language={language} prose />
        </>
      )}
      {t('。', '.')}
      {rest.length > 0 && (
        <>
          {' '}
          {t('原文没有写明、由我们推定的还有：', 'Also assumed, not stated by the source: ')}
          {rest.map((field) => FIELD_WORDS[field]?.[language] ?? field).join(t('、', ', '))}
          {t('。', '.')}
        </>
      )}
      {target.definition !== null && (
        <>
          {' '}
          <Text told={bilingual(target.definition)} language={language} />
        </>
      )}
    </>
  );
}

function termsOf(target: TargetView, language: Language): Term[] {
  const t = say(language);
  const { start, due } = target;
  const terms: Term[] = [
    {
      text: limitText(target.limit, target.unit, language),
      fields: ['comparator', 'value', 'upper', 'tolerance', 'measure'],
    },
  ];
  if (start !== null) {
    terms.push({ text: t(`${dayInProse(start, 'zh')}起`, `from ${dayInProse(start, 'en')}`), fields: ['start'] });
  }
  terms.push({
    text:
      due === null ? t('没有期限', 'no due day') : t(`期限${dayInProse(due, 'zh')}`, `due ${dayInProse(due, 'en')}`),
    fields: ['due'],
  });
  if (target.aggregate !== null)
    terms.push({ text: AGGREGATE_WORDS[target.aggregate][language], fields: ['aggregate'] });
  if (target.cadence !== null) terms.push({ text: CADENCE_WORDS[target.cadence][language], fields: ['cadence'] });
  if (due !== null) terms.push({ text: CLOSES_WORDS[target.closes][language], fields: ['closes'] });
  if (target.baseline !== null) {
    const value = quantity(target.baseline.value, target.unit, language).text;
    terms.push({ text: t(`从${value}起算`, `counted from ${value}`), fields: ['baseline'] });
  }
  return terms;
}

/** The axes in words, with the numbers that went in. */
function Why({ frame, target }: TargetPart) {
  const { language } = frame;
  const t = say(language);
  const day = dayOf(frame);
  const recompute = `/api/v1/targets/${target.id}/verdict?asOf=${day}${frame.knownAt === null ? '' : `&knownAt=${frame.knownAt}`}`;
  return (
    <div class="why">
      <h3>{t(`为什么这样判（规则第${frame.rulesVersion}版）`, `Why (rules, version ${frame.rulesVersion})`)}</h3>
      <table class="axes">
        <caption class="hidden">{t('逐项判定和用到的数字', 'Each axis with the numbers that went in')}</caption>
        <tbody>
          {axes(target, language).map(({ axis, word, because }) => (
            <tr>
              <th scope="row" title={AXIS_WORDS[axis].asks[language]}>
                {AXIS_WORDS[axis][language]}
              </th>
              <td>
                <b>{word}</b> <span class="quiet">{because}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="dense">
        {target.changesOn === null
          ? t('没有新数字，判定就不再变。', 'Without a new figure this will not change.')
          : t(
              `没有新数字，${dayInProse(target.changesOn, 'zh')}再变。`,
              `Without a new figure this next changes on ${dayInProse(target.changesOn, 'en')}.`,
            )}
      </p>
      {target.decision !== null && (
        <p class="call dense">
          {t(`${dayInProse(target.decision.on, 'zh')}裁定为`, `Decided on ${dayInProse(target.decision.on, 'en')}: `)}
          <b>{DELIVERY_WORDS[target.decision.delivery][language]}</b>
          {t('。', '. ')}
          <bdi>{target.decision.reason}</bdi>
        </p>
      )}
      {target.classes.map((other) => (
        <p class={other.delivery === target.delivery ? 'dense' : 'call t-dim dense'}>
          {t(
            `按${PUBLISHER_WORDS[other.publisherClass].zh}来源：`,
            `By ${PUBLISHER_WORDS[other.publisherClass].en} sources: `,
          )}
          <b>{DELIVERY_WORDS[other.delivery][language]}</b>
          {other.achieved !== null && target.measure !== 'deliverable' && (
            <>
              {t('，', ', ')}
              {quantity(other.achieved, target.unit, language, target.limit.value).text}
            </>
          )}
        </p>
      ))}
      {target.alerts.length > 0 && (
        <ul class="dense">
          {target.alerts.map((alert) => (
            <li class="quiet">{ALERTS[alert]?.[language] ?? alert}</li>
          ))}
        </ul>
      )}
      {target.checks.length > 0 && (
        <ul class="dense">
          {target.checks.map((check) => (
            <li>
              {t('查过：', 'Looked: ')}
              <DayTime day={check.on} language={language} />
              {t('，', ', ')}
              <bdi>{check.where}</bdi>
              {t('，没有找到公布的数字。', ', no published figure found.')}
            </li>
          ))}
        </ul>
      )}
      <p class="links">
        <a href={recompute}>{t('重算', 'Recompute')}</a>
        <a href={link(frame, '/rules')}>{t('规则', 'Rules')}</a>
      </p>
    </div>
  );
}

function axes(target: TargetView, language: Language): { axis: Axis; word: string; because: string }[] {
  const t = say(language);
  const reached =
    target.achieved !== null && target.measure !== 'deliverable'
      ? quantity(target.achieved, target.unit, language, target.limit.value).text
      : target.share !== null
        ? percent(target.share, language)
        : t('没有数字记录', 'no figure on record');
  const late = target.daysPastDue !== null && target.daysPastDue > 0;
  return [
    {
      axis: 'delivery',
      word: DELIVERY_WORDS[target.delivery][language],
      because:
        target.measure === 'deliverable'
          ? target.metOn === null
            ? ''
            : dayInTable(target.metOn, language)
          : t(
              `${reached}，承诺${limitText(target.limit, target.unit, 'zh')}`,
              `${reached}; promised ${limitText(target.limit, target.unit, 'en')}`,
            ),
    },
    {
      axis: 'timeliness',
      word: TIMELINESS_WORDS[target.timeliness][language],
      because:
        target.timeliness === 'met_late'
          ? days(target.daysLate ?? 0, language)
          : target.due === null
            ? ''
            : late
              ? t(
                  `期限${target.due}，过期${days(target.daysPastDue!, 'zh')}`,
                  `due ${dayInTable(target.due, 'en')}, ${days(target.daysPastDue!, 'en')} ago`,
                )
              : t(`期限${target.due}`, `due ${dayInTable(target.due, 'en')}`),
    },
    {
      axis: 'pace',
      word: PACE_WORDS[target.pace][language],
      because:
        target.expectedShare !== null && target.share !== null
          ? t(
              `${percent(target.share, 'zh')}，按进度应为${percent(target.expectedShare, 'zh')}`,
              `${percent(target.share, 'en')} where ${percent(target.expectedShare, 'en')} was due`,
            )
          : '',
    },
    {
      axis: 'freshness',
      word: FRESHNESS_WORDS[target.freshness][language],
      because:
        target.coveredTo === null
          ? ''
          : t(`数据到${target.coveredTo}`, `data to ${dayInTable(target.coveredTo, 'en')}`),
    },
    { axis: 'confidence', word: CONFIDENCE_WORDS[target.confidence][language], because: '' },
    {
      axis: 'goalpost',
      word: GOALPOST_WORDS[target.goalpost][language],
      because:
        target.versions.length > 1 ? t(`${target.versions.length}个版本`, `${target.versions.length} versions`) : '',
    },
  ];
}

const ALERTS: Record<string, { zh: string; en: string }> = {
  running_total_fell: { zh: '数据疑点：累计数变小过。', en: 'Data alert: a running total fell.' },
  periods_overlap: { zh: '数据疑点：有的时期重叠。', en: 'Data alert: some periods overlap.' },
  gap: { zh: '数据疑点：有的时期没有数字。', en: 'Data alert: some periods have no figure.' },
  missing_period: { zh: '数据疑点：缺一期。', en: 'Data alert: a period is missing.' },
  act_before_start: { zh: '数据疑点：完成在起始日之前。', en: 'Data alert: the act lies before the start.' },
  slid_after_met: { zh: '数据疑点：兑现之后又退了。', en: 'Data alert: the level slid after it was met.' },
  stage_above_first: { zh: '数据疑点：完工多于开工。', en: 'Data alert: more completed than started.' },
};

function Figures({ frame, target, place }: TargetPart & { place: number }) {
  const { language } = frame;
  const t = say(language);
  if (target.figures.length === 0) {
    return (
      <p class="dense quiet">{t('这里还没有这个指标的数字。', 'No figure of this indicator is on record here.')}</p>
    );
  }
  return (
    <div class="scroll" role="region" tabIndex={0} aria-label={t(`目标${place}的数字表`, `Figures of target ${place}`)}>
      <table class="stack">
        <caption>{t(`数字表，${target.figures.length}行`, `Figures, ${target.figures.length}`)}</caption>
        <thead>
          <tr>
            <th scope="col">{t('说的是', 'Speaks of')}</th>
            <th scope="col" class="num">
              {t('数字', 'Figure')}
            </th>
            <th scope="col">{t('性质', 'Kind')}</th>
            <th scope="col">{t('公布与出处', 'Published, source')}</th>
          </tr>
        </thead>
        <tbody>
          {target.figures.map((figure) => (
            <FigureRow frame={frame} figure={figure} target={target} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function FigureRow({ frame, figure, target }: TargetPart & { figure: FigureView }) {
  const { language } = frame;
  const t = say(language);
  const kinds = [FORM_WORDS[figure.form], STANDING_WORDS[figure.standing], PUBLISHER_WORDS[figure.publisherClass]];
  return (
    <tr id={`f-${figure.id}`} class={figure.replaced ? 'ghost' : undefined}>
      <td class="fits">
        {figure.periodStart !== null && (
          <>
            <DayTime day={figure.periodStart} language={language} />
            {t('至', ' to')}
            <br />
          </>
        )}
        <DayTime day={figure.periodEnd} language={language} />
      </td>
      <td class="num">
        {figure.replaced ? (
          <del>
            <FigureValue figure={figure} target={target} language={language} />
          </del>
        ) : (
          <FigureValue figure={figure} target={target} language={language} />
        )}
      </td>
      <td class="full">
        {kinds.map((kind) => kind[language]).join(t('·', ', '))}
        {figure.because !== null && (
          <>
            {t('·', ', ')}
            <b>
              {figure.because === 'revised'
                ? t('发布者改过', 'revised by its publisher')
                : t('我们录错改正', 'our entry, mended')}
            </b>
          </>
        )}
        {figure.replaced && t('·已被更正', ', replaced')}
      </td>
      <td class="full">
        <Source frame={frame} source={figure.source} day={figure.publishedOn} />
        {figure.locator !== null && (
          <span class="meta">
            {' '}
            <bdi lang={language === 'en' ? 'zh-Hans' : undefined}>{figure.locator}</bdi>
          </span>
        )}
        {figure.doubt !== null && (
          <p class="quiet">
            {t('存疑：', 'Doubt: ')}
            <Text told={bilingual(figure.doubt)} language={language} />
          </p>
        )}
      </td>
    </tr>
  );
}

function FigureValue({ figure, target, language }: { figure: FigureView; target: TargetView; language: Language }) {
  const t = say(language);
  const parts: string[] = [];
  if (target.measure === 'deliverable') {
    parts.push(figure.value === '1' ? t('完成', 'done') : t('有动作', 'a step'));
  } else if (figure.value !== null) {
    parts.push(
      figure.bound === 'exact'
        ? `${inFull(figure.value)}${unitOf(figure.value, target, language)}`
        : `${boundText(figure.value, figure.bound, target.unit, language)}${t(`（按${inFull(figure.value)}计）`, ` (counted as ${inFull(figure.value)})`)}`,
    );
  }
  if (figure.statedShare !== null)
    parts.push(t(`占${percent(figure.statedShare, 'zh')}`, `${percent(figure.statedShare, 'en')} of the task`));
  if (parts.length === 0 && figure.claim === null) parts.push(t('— 数字未写明', '— number not stated'));
  if (figure.claim !== null) parts.push(CLAIM_WORDS[figure.claim][language]);
  return <>{parts.join(t('，', ', '))}</>;
}

/** The unit alone, for figures that a table prints in full. */
function unitOf(value: string, target: TargetView, language: Language): string {
  const printed = quantity('1', target.unit, language).text;
  return value === '' || printed.startsWith('每') ? '' : printed.slice(1);
}

function Versions({ frame, target, place }: TargetPart & { place: number }) {
  const { language } = frame;
  const t = say(language);
  if (target.versions.length < 2) return null;
  return (
    <div class="scroll" role="region" tabIndex={0} aria-label={t(`目标${place}的版本`, `Versions of target ${place}`)}>
      <table>
        <caption>
          {t('承诺的版本', 'Versions of the promise')}: {GOALPOST_WORDS[target.goalpost][language]}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('公布', 'Announced')}</th>
            <th scope="col">{t('版本', 'Version')}</th>
            <th scope="col" class="num">
              {t('数字', 'Number')}
            </th>
            <th scope="col">{t('期限', 'Due')}</th>
            <th scope="col">{t('理由与出处', 'Reason, source')}</th>
          </tr>
        </thead>
        <tbody>
          {target.versions.map((version, at) => (
            <VersionRow frame={frame} version={version} before={target.versions[at + 1] ?? null} target={target} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function VersionRow({
  frame,
  version,
  before,
  target,
}: TargetPart & { version: VersionView; before: VersionView | null }) {
  const { language } = frame;
  const limit = limitText(version.limit, target.unit, language);
  const moved = before !== null && limitText(before.limit, target.unit, language) !== limit;
  const delayed = before !== null && before.due !== version.due;
  return (
    <tr>
      <td class="fits">
        <DayTime day={version.announcedOn} language={language} />
      </td>
      <td>{VERSION_WORDS[version.kind][language]}</td>
      <td class="num">{moved ? <b>{limit}</b> : limit}</td>
      <td class="fits">
        {version.due === null ? (
          '—'
        ) : delayed ? (
          <b>
            <DayTime day={version.due} language={language} />
          </b>
        ) : (
          <DayTime day={version.due} language={language} />
        )}
      </td>
      <td>
        {version.reason !== null && <bdi>{version.reason} </bdi>}
        {version.source !== null && <Source frame={frame} source={version.source} />}
      </td>
    </tr>
  );
}

function History({ frame, view, many }: Part & { many: boolean }) {
  const t = say(frame.language);
  return (
    <section id="history">
      <h2>{t('历史', 'History')}</h2>
      {view.history.length === 0 ? (
        <p class="quiet">{t('判定没有变过。', 'The verdict has not changed.')}</p>
      ) : (
        <div class="scroll" role="region" tabIndex={0} aria-label={t('判定的历史', 'History of verdicts')}>
          <table class="stack">
            <caption class="hidden">{t('判定的历史，新的在前', 'History of verdicts, newest first')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('自', 'From')}</th>
                {many && <th scope="col">{t('目标', 'Target')}</th>}
                <th scope="col">{t('变化', 'Change')}</th>
                <th scope="col">{t('原因', 'Cause')}</th>
                <th scope="col">{t('发现于', 'Noticed')}</th>
              </tr>
            </thead>
            <tbody>
              {view.history.map((line) => (
                <Change frame={frame} line={line} many={many} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {view.olderChanges && (
        <p class="dense quiet">
          <a href={`/api/v1/pledges/${view.id}/history`}>{t('更早的变化', 'Earlier changes')}</a>
        </p>
      )}
    </section>
  );
}

function Change({ frame, line, many }: { frame: Frame; line: HistoryLine; many: boolean }) {
  const { language } = frame;
  const t = say(language);
  return (
    <tr>
      <td class="fits">
        <DayTime day={line.on} language={language} />
        {line.until !== null && (
          <>
            {t('至', ' to ')}
            <DayTime day={addDays(line.until, -1)} language={language} />
          </>
        )}
      </td>
      {many && (
        <td class="full">
          <Text told={line.target} language={language} />
        </td>
      )}
      <td class="full">
        <Moved line={line} language={language} />
      </td>
      <td>
        {CHANGE_WORDS[line.kind][language]}
        {line.because !== null && line.kind !== 'ordinary' && (
          <>
            {t('：', ': ')}
            {BECAUSE_WORDS[line.because][language]}
          </>
        )}
      </td>
      <td class="fits">
        <time datetime={line.noticedAt.toISOString()}>{instantInZone(line.noticedAt, frame.zone, language)}</time>
      </td>
    </tr>
  );
}

/** From one headline to another; where the headline stayed, what else moved. */
function Moved({ line, language }: { line: HistoryLine; language: Language }) {
  const { from, to } = line;
  if (to === null) return <>{say(language)('不再列出', 'no longer listed')}</>;
  if (from === null || from.headline !== to.headline) {
    return (
      <>
        {from !== null && (
          <>
            <Word headline={from.headline} language={language} /> →{' '}
          </>
        )}
        <Word headline={to.headline} language={language} />
      </>
    );
  }
  const moves = [
    [DELIVERY_WORDS[from.delivery], DELIVERY_WORDS[to.delivery]],
    [TIMELINESS_WORDS[from.timeliness], TIMELINESS_WORDS[to.timeliness]],
    [GOALPOST_WORDS[from.goalpost], GOALPOST_WORDS[to.goalpost]],
  ] as const;
  return (
    <>
      <Word headline={to.headline} language={language} />{' '}
      <span class="quiet">
        {moves
          .filter(([before, after]) => before !== after)
          .map(([before, after]) => `${before[language]} → ${after[language]}`)
          .join(say(language)('，', ', '))}
      </span>
    </>
  );
}

function Word({ headline, language }: { headline: Headline; language: Language }) {
  return (
    <span class={`nb tone t-${HEADLINE_WORDS[headline].tone}`}>
      <Mark headline={headline} /> {HEADLINE_WORDS[headline][language]}
    </span>
  );
}

function Notes({ frame, notes }: { frame: Frame; notes: readonly NoteView[] }) {
  if (notes.length === 0) return null;
  const { language } = frame;
  const t = say(language);
  return (
    <section id="notes">
      <h2>{t('备注与回应', 'Notes and replies')}</h2>
      <ul class="notes">
        {notes.map((note) => (
          <li>
            <p class="dense quiet">
              {note.kind === 'agency_reply' ? t('机构回应', 'Reply of the agency') : t('我们的备注', 'Our note')}
              {note.by !== null && (
                <>
                  {t('：', ': ')}
                  <Text told={note.by} language={language} />
                </>
              )}
              {' · '}
              <time datetime={note.recordedAt.toISOString()}>
                {instantInZone(note.recordedAt, frame.zone, language)}
              </time>
            </p>
            <p class="prose">
              <bdi>{note.text}</bdi>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Links({ frame, view }: Part) {
  const t = say(frame.language);
  return (
    <p class="links">
      <a href={`/api/v1/pledges/${view.id}`}>JSON</a>
      <a href={here(frame, { asOf: dayOf(frame) })}>{t('固定链接', 'Link to this day')}</a>
      {isPast(frame) && <a href={here(frame, { asOf: null, knownAt: null })}>{t('今天的判定', "Today's verdict")}</a>}
    </p>
  );
}
