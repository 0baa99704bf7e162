import { TargetChart } from '../html/charts/target.js';
import { instantInZone } from '../html/dates.rules.js';
import { say } from '../html/language.rules.js';
import { DayTime, type Frame, Layout, Text, dayOf, documentOf, here, isPast, link } from '../html/layout.js';
import { Mark, MarkCell } from '../html/marks.js';
import { HEADLINE_WORDS, STAGE_WORDS } from '../html/words.rules.js';
import { type NoteView, type PledgeView, type TargetView } from './pledge.view.js';
import { since } from './rows.js';
import { Source } from './pledge-source.js';
import { Terms } from './pledge-terms.js';
import { Why } from './pledge-why.js';
import { Figures } from './pledge-figures.js';
import { Versions } from './pledge-versions.js';
import { History } from './pledge-history.js';

type Part = { frame: Frame; view: PledgeView };

type TargetPart = { frame: Frame; target: TargetView };

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
