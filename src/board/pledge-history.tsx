import { addDays } from '../clock/calendar.rules.js';
import { instantInZone } from '../html/dates.rules.js';
import { type Language, say } from '../html/language.rules.js';
import { DayTime, type Frame, Text } from '../html/layout.js';
import { Mark } from '../html/marks.js';
import {
  BECAUSE_WORDS,
  CHANGE_WORDS,
  DELIVERY_WORDS,
  GOALPOST_WORDS,
  HEADLINE_WORDS,
  TIMELINESS_WORDS,
} from '../html/words.rules.js';
import { type Headline } from '../verdicts/words.rules.js';
import { type HistoryLine, type PledgeView } from './pledge.view.js';

type Part = { frame: Frame; view: PledgeView };

/** What changed, the newest first; a correction says what it corrects. */
export function History({ frame, view, many }: Part & { many: boolean }) {
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
