import { ToneBar } from '../html/charts/tone-bar.js';
import { dayInProse, instantInZone } from '../html/dates.rules.js';
import { say } from '../html/language.rules.js';
import { type Frame, Layout, dayOf, documentOf, here, link } from '../html/layout.js';
import { Mark, ToneShape } from '../html/marks.js';
import { count } from '../html/numbers.rules.js';
import { HEADLINE_WORDS, TONES, TONE_WORDS, type Tone, headlinesOf } from '../html/words.rules.js';
import { type Headline } from '../verdicts/words.rules.js';
import { type Counts, type FrontView, type Group, totalOf } from './board.view.js';
import { PledgeTable } from './rows.js';

/** The board: one sentence, its bar, its counts, then the promises themselves, worst first. */
export function frontPage(frame: Frame, view: FrontView): string {
  const t = say(frame.language);
  const tones = tonesOf(view.counts);
  const title =
    tones.bad > 0
      ? t(`${count(tones.bad)} 逾期或未兑现 · 看板`, `${count(tones.bad)} overdue or not kept · Board`)
      : t('看板', 'Board');
  return documentOf(
    <Layout frame={frame} title={title}>
      {totalOf(view.counts) === 0 ? <NothingYet frame={frame} /> : <Board frame={frame} view={view} tones={tones} />}
    </Layout>,
  );
}

type BoardProps = { frame: Frame; view: FrontView; tones: Record<Tone, number> };

function Board({ frame, view, tones }: BoardProps) {
  const t = say(frame.language);
  return (
    <>
      <div class="head">
        <h1>
          <Sentence frame={frame} view={view} tones={tones} />
        </h1>
        <p class="dense quiet">
          {t(`截至${dayInProse(dayOf(frame), 'zh')}`, `As of ${dayInProse(dayOf(frame), 'en')}`)}
          {frame.settledAt && (
            <>
              {t(' · 判定于', ' · settled ')}
              <time datetime={frame.settledAt.toISOString()}>
                {instantInZone(frame.settledAt, frame.zone, frame.language)}
              </time>
            </>
          )}
        </p>
        <ToneBar counts={tones} language={frame.language} href={(tone) => toneLink(frame, tone)} />
      </div>
      <nav aria-label={t('按状态筛选', 'Filter by state')}>
        <TonesList frame={frame} view={view} tones={tones} />
      </nav>
      {view.asked.length > 0 && (
        <p class="filters">
          <span class="quiet">{t('只看', 'Only')}</span>
          {view.asked.map((headline) => (
            <a class="chip" href={here(frame, { headline: without(view.asked, headline) })}>
              <Mark headline={headline} />
              {HEADLINE_WORDS[headline][frame.language]}
              <span aria-hidden="true">×</span>
              <span class="hidden">{t('去掉', 'remove')}</span>
            </a>
          ))}
          <a href={here(frame, { headline: null })}>{t('看全部', 'Show all')}</a>
        </p>
      )}
      {view.groups.map((group) => (
        <GroupSection frame={frame} group={group} />
      ))}
    </>
  );
}

/** The counts in one sentence; each number leads to the list behind it, and the parts add up to the total. */
function Sentence({ frame, view, tones }: BoardProps) {
  const t = say(frame.language);
  const total = totalOf(view.counts);
  const present = TONES.filter((tone) => tones[tone] > 0);
  return (
    <>
      <a href={link(frame, '/pledges')}>
        {t(`${count(total)}项承诺`, `${count(total)} ${total === 1 ? 'promise' : 'promises'}`)}
      </a>
      {t('：', ': ')}
      {present.map((tone, at) => (
        <>
          {at > 0 && t('，', ', ')}
          <a href={toneLink(frame, tone)}>
            {t(
              `${count(tones[tone])}项${TONE_WORDS[tone].zh}`,
              `${count(tones[tone])} ${TONE_WORDS[tone].en.toLowerCase()}`,
            )}
          </a>
        </>
      ))}
      {t('。', '.')}
    </>
  );
}

function TonesList({ frame, view, tones }: BoardProps) {
  const t = say(frame.language);
  return (
    <div class="tones">
      {TONES.map((tone) => {
        const shown = headlinesOf(tone);
        const present = shown.filter((headline) => view.counts[headline] > 0);
        const absent = shown.filter((headline) => view.counts[headline] === 0);
        const few =
          absent.length <= Math.max(0, 3 - present.length) ? absent : absent.slice(0, Math.max(0, 3 - present.length));
        return (
          <div class={`t-${tone}`}>
            <h2>
              {tones[tone] > 0 ? (
                <a href={toneLink(frame, tone)}>
                  <ToneCount tone={tone} count={tones[tone]} frame={frame} />
                </a>
              ) : (
                <span class="sum">
                  <ToneCount tone={tone} count={0} frame={frame} />
                </span>
              )}
            </h2>
            <ul class="dense">
              {present.map((headline) => (
                <li>
                  <a
                    href={link(frame, '/', { headline })}
                    title={HEADLINE_WORDS[headline].line[frame.language]}
                    aria-current={view.asked.includes(headline) ? 'true' : undefined}
                  >
                    <Mark headline={headline} />
                    <span class="word">{HEADLINE_WORDS[headline][frame.language]}</span>
                    <Moved now={view.counts[headline]} before={view.weekAgo?.[headline] ?? null} />
                    <span class="n">{count(view.counts[headline])}</span>
                  </a>
                </li>
              ))}
              {few.map((headline) => (
                <li class="nil">
                  <Mark headline={headline} />
                  <span class="word">{HEADLINE_WORDS[headline][frame.language]}</span>
                  <span class="n">0</span>
                </li>
              ))}
              {few.length < absent.length && (
                <li class="nil">
                  <span class="word">
                    {t(
                      `其余${absent.length - few.length}种`,
                      `${absent.length - few.length} more ${absent.length - few.length === 1 ? 'state' : 'states'}`,
                    )}
                  </span>
                  <span class="n">0</span>
                </li>
              )}
            </ul>
          </div>
        );
      })}
    </div>
  );
}

function ToneCount({ tone, count: of, frame }: { tone: Tone; count: number; frame: Frame }) {
  return (
    <>
      <ToneShape tone={tone} />
      <span class="word">{TONE_WORDS[tone][frame.language]}</span>
      <span class="n">{count(of)}</span>
    </>
  );
}

/** What moved since the same weekday a week before. */
function Moved({ now, before }: { now: number; before: number | null }) {
  if (before === null || before === now) return null;
  return <span class="quiet">{now > before ? `+${now - before}` : `−${before - now}`}</span>;
}

function GroupSection({ frame, group }: { frame: Frame; group: Group }) {
  const { language } = frame;
  const t = say(language);
  const words = HEADLINE_WORDS[group.headline];
  const more = group.count - group.pledges.length;
  return (
    <section class={`group t-${words.tone}`} id={group.headline}>
      <h2>
        <span class="tone">
          <Mark headline={group.headline} /> {words[language]}
        </span>{' '}
        {count(group.count)}
      </h2>
      <p>{words.line[language]}</p>
      <PledgeTable
        frame={frame}
        pledges={group.pledges}
        captionHidden
        caption={t(`${words.zh}：${count(group.count)}项`, `${words.en}: ${count(group.count)}`)}
      />
      {more > 0 && (
        <p class="pager">
          <a href={link(frame, '/pledges', { headline: group.headline })}>
            {t(`全部${count(group.count)}项`, `All ${count(group.count)}`)}
          </a>
        </p>
      )}
    </section>
  );
}

/** No pledges at all: a sentence, its reason, the next steps. */
function NothingYet({ frame }: { frame: Frame }) {
  const t = say(frame.language);
  return (
    <div class="empty">
      <h1>{t('还没有承诺。', 'No promises yet.')}</h1>
      <p>{t('这个数据库是新的。下一步：', 'This database is new. What to do next:')}</p>
      <ol class="steps">
        <li>
          <a href="/docs">{t('建辖区、机构和主题', 'Add a jurisdiction, an agency and a topic')}</a>
        </li>
        <li>
          <a href="/docs">{t('录入第一项承诺和它的出处', 'Enter the first promise with its source')}</a>
        </li>
        <li>
          <a href={link(frame, '/style')}>{t('先看每个记号是什么意思', 'See what each mark means')}</a>
        </li>
      </ol>
    </div>
  );
}

export function tonesOf(counts: Counts): Record<Tone, number> {
  const sum = (tone: Tone) => headlinesOf(tone).reduce((all, headline) => all + counts[headline], 0);
  return { bad: sum('bad'), slow: sum('slow'), dim: sum('dim'), good: sum('good'), none: sum('none') };
}

function toneLink(frame: Frame, tone: Tone): string {
  return link(frame, '/pledges', { headline: headlinesOf(tone).join(',') });
}

function without(asked: readonly Headline[], headline: Headline): string | null {
  return asked.filter((one) => one !== headline).join(',') || null;
}
