import { dayInProse, dayInTable, days } from '../html/dates.rules.js';
import { type Language, say } from '../html/language.rules.js';
import { DayTime, type Frame, dayOf, link } from '../html/layout.js';
import { limitText, percent, quantity } from '../html/numbers.rules.js';
import {
  AXIS_WORDS,
  CONFIDENCE_WORDS,
  DELIVERY_WORDS,
  FRESHNESS_WORDS,
  GOALPOST_WORDS,
  PACE_WORDS,
  PUBLISHER_WORDS,
  TIMELINESS_WORDS,
  type Axis,
} from '../html/words.rules.js';
import { type TargetView } from './pledge.view.js';

type TargetPart = { frame: Frame; target: TargetView };

/** The axes in words, with the numbers that went in. */
export function Why({ frame, target }: TargetPart) {
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
