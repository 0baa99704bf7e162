import { type Language, bilingual, say } from '../html/language.rules.js';
import { DayTime, type Frame, Text } from '../html/layout.js';
import { boundText, inFull, percent, quantity } from '../html/numbers.rules.js';
import { CLAIM_WORDS, FORM_WORDS, PUBLISHER_WORDS, STANDING_WORDS } from '../html/words.rules.js';
import { type FigureView, type TargetView } from './pledge.view.js';
import { Source } from './pledge-source.js';

type TargetPart = { frame: Frame; target: TargetView };

/** Every figure that is known, with its days and its source. */
export function Figures({ frame, target, place }: TargetPart & { place: number }) {
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
