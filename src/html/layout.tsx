import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { type Day, addDays } from '../clock/calendar.rules.js';
import { SITE_ICON, STYLE_SHEET } from './assets.js';
import { dayInProse, dayInTable, instantInZone, zoneName } from './dates.rules.js';
import { LANGUAGES, type Language, type Told, langTag, say, toldIn } from './language.rules.js';
import { MarkDefinitions } from './marks.js';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** What every page knows of where, when and for whom it is drawn. */
export type Frame = {
  language: Language;
  theme: Theme;
  path: string;
  /** the page's own parameters: filters, sort, cursor */
  query: Readonly<Record<string, string>>;
  /** today in `zone`, and the day that is looked at when it is another */
  today: Day;
  asOf: Day | null;
  /** RFC 3339, UTC */
  knownAt: string | null;
  /** the end of the day that is looked at, as an instant; null where nothing was on record here then */
  endOfDay: string | null;
  zone: string;
  /** the instant for which the verdicts were settled, and by how many minutes that is too late */
  settledAt: Date | null;
  lateMinutes: number | null;
  rulesVersion: number;
  head: { position: number; chain: string } | null;
  demo: boolean;
};

/** Day that the verdicts of the page speak of. */
export function dayOf(frame: Frame): Day {
  return frame.asOf ?? frame.today;
}

/** True when the page shows another day, or another knowledge, than today's. */
export function isPast(frame: Frame): boolean {
  return frame.knownAt !== null || (frame.asOf !== null && frame.asOf !== frame.today);
}

/** An address that keeps the language and the day of the page. */
export function link(frame: Frame, path: string, query: Record<string, string | null> = {}): string {
  const [before = '', anchor] = path.split('#');
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, ...carried(frame) })) if (value) parameters.set(name, value);
  const asked = parameters.toString().replaceAll('%3A', ':').replaceAll('%2C', ',');
  return `${before}${asked && `?${asked}`}${anchor === undefined ? '' : `#${anchor}`}`;
}

/** The same page with some of its parameters changed; null takes one away. */
export function here(frame: Frame, change: Record<string, string | null> = {}): string {
  return link({ ...frame, ...lasting(frame, change) }, frame.path, { ...frame.query, ...change });
}

type LayoutProps = {
  frame: Frame;
  /** what stands before the name of the site: count, page */
  title: string;
  children: ComponentChildren;
};

/** The whole document as text. */
export function documentOf(page: VNode): string {
  return `<!DOCTYPE html>${renderToString(page)}`;
}

/** Head, header, main, foot: the same on every page. */
export function Layout({ frame, title, children }: LayoutProps) {
  const t = say(frame.language);
  const past = isPast(frame);
  const day = dayOf(frame);
  return (
    <html
      lang={langTag(frame.language)}
      data-theme={frame.theme === 'auto' ? undefined : frame.theme}
      data-past={past ? '' : undefined}
    >
      <head>
        <meta charset="utf-8" />
        <title>{`${past ? `[${day}] ` : ''}${title} · ${past ? '' : `${day} · `}Saydo`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="stylesheet" href={STYLE_SHEET.path} />
        <link rel="icon" href={SITE_ICON.path} type="image/svg+xml" />
        {LANGUAGES.map((language) => (
          <link
            rel="alternate"
            hreflang={langTag(language)}
            href={here(frame, { lang: language === 'en' ? 'en' : null })}
          />
        ))}
      </head>
      <body>
        <a class="skip" href="#main">
          {t('跳到正文', 'Skip to content')}
        </a>
        <Header frame={frame} />
        <main id="main" class="wrap" tabIndex={-1}>
          {children}
        </main>
        <Foot frame={frame} />
        <MarkDefinitions language={frame.language} />
      </body>
    </html>
  );
}

function Header({ frame }: { frame: Frame }) {
  const t = say(frame.language);
  return (
    <header class="top">
      <div class="wrap">
        <a class="brand" href={link(frame, '/')}>
          Saydo
        </a>
        <nav class="nav" aria-label={t('主导航', 'Main')}>
          <ul>
            <NavItem frame={frame} path="/" word={t('看板', 'Board')} />
            <NavItem frame={frame} path="/pledges" word={t('承诺', 'Promises')} />
          </ul>
        </nav>
        <div class="tools">
          <form action="/pledges" role="search">
            <label for="q" class="hidden">
              {t('找承诺', 'Search promises')}
            </label>
            <input type="search" id="q" name="q" maxLength={100} value={frame.query['q'] ?? ''} />
            <Carried frame={frame} />
            <button>{t('搜', 'Search')}</button>
          </form>
          <details class="when">
            <summary>
              <span class={frame.language === 'en' ? 'long-only' : undefined}>{t('截至', 'As of ')}</span>
              {dayInTable(dayOf(frame), frame.language)}
            </summary>
            <DayForm frame={frame} id="as-of" />
          </details>
        </div>
      </div>
      {frame.demo && (
        <div class="bar demo">
          <p class="wrap dense">
            {t(
              '这是示例：五份公开文件里的承诺与数字，由规则当场判定。',
              'This is the demo: promises and figures from five published documents, judged by the rules.',
            )}
          </p>
        </div>
      )}
      {frame.lateMinutes !== null && <LateBar frame={frame} />}
      {isPast(frame) && <PastBar frame={frame} />}
    </header>
  );
}

function NavItem({ frame, path, word }: { frame: Frame; path: string; word: string }) {
  return (
    <li>
      <a href={link(frame, path)} aria-current={frame.path === path ? 'page' : undefined}>
        {word}
      </a>
    </li>
  );
}

/** Asks for the same page on another day. */
function DayForm({ frame, id }: { frame: Frame; id: string }) {
  const t = say(frame.language);
  return (
    <form action={frame.path}>
      <label for={id}>{t('截至', 'As of')}</label>
      <input type="date" id={id} name="asOf" value={dayOf(frame)} max={frame.today} required />
      {Object.entries(frame.query).map(([name, value]) => name !== 'cursor' && <Hidden name={name} value={value} />)}
      {frame.language === 'en' && <Hidden name="lang" value="en" />}
      <button>{t('看', 'Show')}</button>
    </form>
  );
}

/** Hidden fields that keep the language and the day of the page in a form. */
export function Carried({ frame }: { frame: Frame }) {
  return <>{Object.entries(carried(frame)).map(([name, value]) => value && <Hidden name={name} value={value} />)}</>;
}

function Hidden({ name, value }: { name: string; value: string }) {
  return <input type="hidden" name={name} value={value} />;
}

/** Nobody may take another day for today: a bar under the header and again above the foot. */
function PastBar({ frame }: { frame: Frame }) {
  const { language } = frame;
  const t = say(language);
  const day = dayOf(frame);
  return (
    <div class="bar past">
      <div class="wrap dense">
        <strong>
          {t(
            `你在看${dayInProse(day, 'zh')}的情形，只用到那天为止已经公布的资料`,
            `You are looking at ${dayInProse(day, 'en')}, with only what had been published by that day`,
          )}
          {frame.knownAt === null
            ? t('，按今天的记录。', ', as on record today.')
            : t(
                `，按${instantInZone(new Date(frame.knownAt), frame.zone, 'zh')}的记录。`,
                `, as on record at ${instantInZone(new Date(frame.knownAt), frame.zone, 'en')}.`,
              )}
        </strong>
        <a href={here(frame, { asOf: addDays(day, -1), knownAt: null })}>{t('前一天', 'Day before')}</a>
        {day < frame.today && (
          <a href={here(frame, { asOf: addDays(day, 1), knownAt: null })}>{t('后一天', 'Day after')}</a>
        )}
        {frame.knownAt === null ? (
          day < frame.today && (
            <a href={here(frame, { knownAt: frame.endOfDay })}>{t('按当时的记录', 'As on record then')}</a>
          )
        ) : (
          <a href={here(frame, { knownAt: null })}>{t('按今天的记录', 'As on record today')}</a>
        )}
        <a href={here(frame, { asOf: null, knownAt: null })}>{t('回到今天', 'Back to today')}</a>
      </div>
    </div>
  );
}

function LateBar({ frame }: { frame: Frame }) {
  const t = say(frame.language);
  const minutes = frame.lateMinutes ?? 0;
  const hours = Math.floor(minutes / 60);
  const settled = frame.settledAt === null ? '' : instantInZone(frame.settledAt, frame.zone, frame.language);
  return (
    <div class="bar t-dim" role="status">
      <p class="wrap dense">
        {t(
          `判定停在${settled}，晚了${hours > 0 ? `${hours}小时` : `${minutes}分钟`}；下面是那时的情形。`,
          `Verdicts stand as of ${settled}, ${hours > 0 ? `${hours} h` : `${minutes} min`} late; what follows is how things stood then.`,
        )}
      </p>
    </div>
  );
}

function Foot({ frame }: { frame: Frame }) {
  const { language, zone } = frame;
  const t = say(language);
  return (
    <footer>
      {isPast(frame) && <PastBar frame={frame} />}
      <div class="foot wrap">
        <p class="prose">
          {t(
            '这里说的是公布了什么，不是发生了什么。没有记录不等于没有做。',
            'This says what is on record, not what happened. Nothing on record does not mean that nothing was done.',
          )}
        </p>
        <ul>
          {frame.settledAt && (
            <li>
              {t('判定于', 'Settled ')}
              <time datetime={frame.settledAt.toISOString()}>{instantInZone(frame.settledAt, zone, language)}</time>
            </li>
          )}
          <li>{t(`规则第${frame.rulesVersion}版`, `Rules, version ${frame.rulesVersion}`)}</li>
          {frame.head && (
            <li>
              {t(`记录第${frame.head.position}条`, `Entry ${frame.head.position}`)}{' '}
              <span class="hash" title={frame.head.chain}>
                {frame.head.chain.slice(0, 12)}
              </span>
            </li>
          )}
          <li>{zoneName(zone, language)}</li>
        </ul>
        <ul>
          <li>
            {language === 'zh' ? (
              <a href={here(frame, { lang: 'en' })} lang="en" hreflang="en">
                English
              </a>
            ) : (
              <a href={here(frame, { lang: null })} lang="zh-Hans" hreflang="zh-Hans">
                中文
              </a>
            )}
          </li>
          <li>
            <a href={link(frame, '/style')}>{t('记号与图例', 'Marks and charts')}</a>
          </li>
          <li>
            <a href={link(frame, '/rules')}>{t('规则', 'Rules')}</a>
          </li>
          <li>
            <a href={link(frame, '/jobs')}>{t('作业', 'Jobs')}</a>
          </li>
          <li>
            <a href="/docs">{t('数据接口', 'API')}</a>
          </li>
          <li>{t('MIT许可', 'MIT licence')}</li>
        </ul>
        <form action="/theme">
          <span>{t('明暗', 'Theme')}</span>
          <Hidden name="back" value={here(frame)} />
          {THEMES.map((theme) => (
            <button name="theme" value={theme} aria-pressed={theme === frame.theme ? 'true' : 'false'}>
              {{ auto: t('自动', 'Auto'), light: t('浅色', 'Light'), dark: t('深色', 'Dark') }[theme]}
            </button>
          ))}
        </form>
      </div>
    </footer>
  );
}

/** A text from outside in the language of the page where there is one, marked with its own language where there is not. */
export function Text({ told, language }: { told: Told; language: Language }) {
  const { text, language: spoken } = toldIn(language, told);
  return <bdi lang={spoken === language ? undefined : langTag(spoken)}>{text}</bdi>;
}

/** A day in a table or a sentence, with its machine form. */
export function DayTime({ day, language, prose = false }: { day: Day; language: Language; prose?: boolean }) {
  return (
    <time class="nb" datetime={day}>
      {prose ? dayInProse(day, language) : dayInTable(day, language)}
    </time>
  );
}

function carried(frame: Frame): Record<string, string | null> {
  return { asOf: frame.asOf, knownAt: frame.knownAt, lang: frame.language === 'en' ? 'en' : null };
}

/** The part of a change that concerns what every link keeps. */
function lasting(frame: Frame, change: Record<string, string | null>): Pick<Frame, 'asOf' | 'knownAt' | 'language'> {
  return {
    asOf: change['asOf'] === undefined ? frame.asOf : change['asOf'],
    knownAt: change['knownAt'] === undefined ? frame.knownAt : change['knownAt'],
    language: change['lang'] === undefined ? frame.language : change['lang'] === 'en' ? 'en' : 'zh',
  };
}
