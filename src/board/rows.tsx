import type { Frame } from '../html/layout.js';
import { DayTime, Text, link } from '../html/layout.js';
import type { Day } from '../clock/calendar.rules.js';
import { Bullet } from '../html/charts/bullet.js';
import { days } from '../html/dates.rules.js';
import { type Language, type Told, langTag, say, toldIn } from '../html/language.rules.js';
import { Mark } from '../html/marks.js';
import { type Printed, limitText, percent, quantity } from '../html/numbers.rules.js';
import { HEADLINE_WORDS, TIMELINESS_WORDS } from '../html/words.rules.js';
import type { Headline } from '../verdicts/words.rules.js';
import type { PledgeLine, TargetLine } from './board.view.js';

/** The list row, everywhere the same: state, promise, what is on record beside what was promised, days, sentence. */

type TableProps = {
  frame: Frame;
  caption: string;
  pledges: readonly PledgeLine[];
  captionHidden?: boolean;
  question?: string | null;
};

export function PledgeTable({ frame, caption, captionHidden = false, pledges, question = null }: TableProps) {
  const t = say(frame.language);
  return (
    <table class="list">
      <caption class={captionHidden ? 'hidden' : undefined}>{caption}</caption>
      <thead>
        <tr>
          <th scope="col" class="w-state">
            {t('状态', 'State')}
          </th>
          <th scope="col">{t('承诺', 'Promise')}</th>
          <th scope="col" class="wide num w-number">
            {t('已公布', 'On record')}
          </th>
          <th scope="col" class="wide num w-number">
            {t('承诺数', 'Promised')}
          </th>
          <th scope="col" class="wide w-bullet">
            {t('对照', 'Compared')}
          </th>
          <th scope="col" class="wide num w-share">
            {t('占比', 'Share')}
          </th>
          <th scope="col" class="wide w-day">
            {t('期限', 'Due')}
          </th>
          <th scope="col" class="wide w-day">
            {t('数据到', 'Data to')}
          </th>
        </tr>
      </thead>
      <tbody>
        {pledges.map((pledge) => (
          <PledgeRow frame={frame} pledge={pledge} question={question} />
        ))}
      </tbody>
    </table>
  );
}

function PledgeRow({ frame, pledge, question }: { frame: Frame; pledge: PledgeLine; question: string | null }) {
  const { language } = frame;
  const { worst } = pledge;
  const href = link(frame, `/pledges/${pledge.id}`);
  return (
    <tr>
      <td class={`state t-${HEADLINE_WORDS[pledge.headline].tone}`}>
        <Mark headline={pledge.headline} />
        <span class="word">{HEADLINE_WORDS[pledge.headline][language]}</span>
        {worst && since(worst, language) && <span class="since">{since(worst, language)}</span>}
      </td>
      <td class="title">
        <a href={href}>
          <Title title={pledge.title} language={language} question={question} />
        </a>
        <p class="under">
          <Text told={pledge.agency ?? pledge.jurisdiction} language={language} />
          {' · '}
          <Text told={pledge.topic} language={language} />
          <Others frame={frame} pledge={pledge} />
        </p>
        {worst ? (
          <>
            <div class="fold dense">
              <div class="line">
                <Bullet reached={worst.reached} />
                <span>
                  <OnRecord line={worst} language={language} />
                  {worst.share !== null && <span class="nb"> ({percent(worst.share, language)})</span>}
                </span>
                <span class="quiet">
                  {say(language)('承诺', 'promised ')}
                  {promised(worst, language)}
                </span>
              </div>
              <div class="line quiet">
                <span>
                  {worst.due !== null && say(language)('期限', 'due ')}
                  <Due line={worst} language={language} />
                </span>
                {dataDay(worst) !== null && (
                  <span>
                    {say(language)('数据到', 'data to ')}
                    <DataTo line={worst} language={language} />
                  </span>
                )}
              </div>
            </div>
            <p class="sentence dense">{worst.sentence[language]}</p>
          </>
        ) : (
          <p class="sentence dense">
            {say(language)('这一项没有算出结果，我们在查。', 'No verdict could be computed; we are looking into it.')}
          </p>
        )}
      </td>
      {worst ? <Numbers line={worst} language={language} /> : <td class="wide" colSpan={6} />}
    </tr>
  );
}

/** A title with what was searched for marked in it. */
function Title({ title, language, question }: { title: Told; language: Language; question: string | null }) {
  const { text, language: spoken } = toldIn(language, title);
  const at = question === null ? -1 : text.toLowerCase().indexOf(question.toLowerCase());
  if (question === null || at < 0 || question === '') return <Text told={title} language={language} />;
  const end = at + question.length;
  return (
    <bdi lang={spoken === language ? undefined : langTag(spoken)}>
      {text.slice(0, at)}
      <mark>{text.slice(at, end)}</mark>
      {text.slice(end)}
    </bdi>
  );
}

function Numbers({ line, language }: { line: TargetLine; language: Language }) {
  return (
    <>
      <td class="wide num">
        <OnRecord line={line} language={language} />
      </td>
      <td class="wide num">{promised(line, language)}</td>
      <td class="wide">
        <Bullet reached={line.reached} />
      </td>
      <td class="wide num">{line.share === null ? '—' : percent(line.share, language)}</td>
      <td class="wide fits">
        <Due line={line} language={language} />
      </td>
      <td class="wide fits">
        <DataTo line={line} language={language} />
      </td>
    </>
  );
}

function Others({ frame, pledge }: { frame: Frame; pledge: PledgeLine }) {
  if (pledge.others.length === 0) return null;
  const t = say(frame.language);
  return (
    <span class="others">
      {t(' · 同一承诺还有：', ' · also in this promise: ')}
      {pledge.others.map((other) => (
        <a
          href={link(frame, `/pledges/${pledge.id}#t-${other.id}`)}
          title={HEADLINE_WORDS[other.headline][frame.language]}
        >
          <Mark headline={other.headline} />
          <span class="hidden">{`${other.name[frame.language] ?? other.name.zh}: ${HEADLINE_WORDS[other.headline][frame.language]}`}</span>
        </a>
      ))}
    </span>
  );
}

/** What is published, never 0 for nothing; an abbreviated number carries its exact one. */
export function OnRecord({ line, language }: { line: TargetLine; language: Language }) {
  const t = say(language);
  if (line.measure === 'deliverable') {
    if (line.metOn !== null) return <>{t('已完成', 'delivered')}</>;
    return <Nothing reason={line.delivery === 'in_progress' ? t('有动作', 'under way') : t('无记录', 'none')} />;
  }
  if (line.achieved === null) {
    const reason = line.delivery === 'claimed' ? t('只有说法', 'words only') : t('无记录', 'none');
    return line.share === null ? <Nothing reason={reason} /> : <>{percent(line.share, language)}</>;
  }
  return <Number printed={quantity(line.achieved, line.unit, language, line.limit.value)} />;
}

export function Number({ printed }: { printed: Printed }) {
  if (printed.exact === null) return <span class="nb">{printed.text}</span>;
  return (
    <span class="nb" title={printed.exact}>
      {printed.text}
      <span class="hidden"> ({printed.exact})</span>
    </span>
  );
}

function Nothing({ reason }: { reason: string }) {
  return <span class="quiet">— {reason}</span>;
}

function Due({ line, language }: { line: TargetLine; language: Language }) {
  if (line.due === null) return <span class="quiet">{say(language)('没有期限', 'no due day')}</span>;
  return <DayTime day={line.due} language={language} />;
}

function DataTo({ line, language }: { line: TargetLine; language: Language }) {
  const day = dataDay(line);
  if (day === null) return <span class="quiet">{say(language)('无', 'none')}</span>;
  return <DayTime day={day} language={language} />;
}

/** The last day that something on record speaks of. */
function dataDay(line: TargetLine): Day | null {
  return line.coveredTo ?? line.metOn;
}

function promised(line: TargetLine, language: Language): string {
  if (line.limit.comparator === 'at_least' && line.limit.value !== null)
    return quantity(line.limit.value, line.unit, language).text;
  return limitText(line.limit, line.unit, language);
}

/** What stands behind a headline's word: days past due, early or late, how far the data goes. */
export function since(line: TargetLine, language: Language): string | null {
  const t = say(language);
  const late: readonly Headline[] = ['overdue', 'long_overdue', 'unreported', 'in_grace'];
  if (late.includes(line.headline) && line.daysPastDue !== null) {
    return line.headline === 'unreported'
      ? t(`过期${days(line.daysPastDue, 'zh')}`, `${days(line.daysPastDue, 'en')} past due`)
      : days(line.daysPastDue, language);
  }
  if (line.headline === 'met' || line.headline === 'exceeded') {
    if (line.timeliness === 'met_late')
      return t(`迟${days(line.daysLate ?? 0, 'zh')}`, `${days(line.daysLate ?? 0, 'en')} late`);
    if (line.timeliness !== 'no_deadline') return TIMELINESS_WORDS[line.timeliness][language];
  }
  return null;
}
