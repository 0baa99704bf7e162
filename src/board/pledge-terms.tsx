import { dayInProse } from '../html/dates.rules.js';
import { type Language, bilingual, say } from '../html/language.rules.js';
import { DayTime, type Frame, Text } from '../html/layout.js';
import { limitText, quantity } from '../html/numbers.rules.js';
import { AGGREGATE_WORDS, CADENCE_WORDS, CLOSES_WORDS, FIELD_WORDS } from '../html/words.rules.js';
import { type TargetView } from './pledge.view.js';

type TargetPart = { frame: Frame; target: TargetView };

/** A part of the terms, and the field that says so: what the source does not state is marked as ours. */
type Term = { text: string; fields: readonly string[] };

/** The promise as a machine reads it, in one line. */
export function Terms({ frame, target }: TargetPart) {
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
