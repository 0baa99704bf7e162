import type { Day } from '../clock/calendar.rules.js';
import { dayInProse } from '../html/dates.rules.js';
import { say } from '../html/language.rules.js';
import { Carried, type Frame, Layout, documentOf, here, link } from '../html/layout.js';

/** Pages for what cannot be shown. Each is a sentence, its reason, and the next thing to do. */

/** Nothing lies at this address. */
export function notFoundPage(frame: Frame): string {
  const t = say(frame.language);
  return documentOf(
    <Layout frame={frame} title={t('没有这一页', 'No such page')}>
      <div class="empty">
        <h1>{t('没有这一页。', 'There is no such page.')}</h1>
        <p>
          {t(
            '地址可能写错了，或者这一项从来没有过。可以搜一下：',
            'The address may be mistyped, or this never existed. Try a search:',
          )}
        </p>
        <Search frame={frame} />
        <p>
          <a href={link(frame, '/')}>{t('回到看板', 'Back to the board')}</a>
        </p>
      </div>
    </Layout>,
  );
}

export type RefusedDay = {
  asked: string;
  why: 'future' | 'before_first' | 'before_record' | 'not_a_day';
  nearest: Day | null;
};

/** A day that cannot be shown, with the nearest one that can. */
export function refusedDayPage(frame: Frame, { asked, why, nearest }: RefusedDay): string {
  const t = say(frame.language);
  const reason = {
    future: t('这一天还没有到。看板不预测。', 'That day has not come. The board does not predict.'),
    before_first: t('那时这里还没有任何记录。', 'Nothing was on record here then.'),
    before_record: t(
      '那一刻这里还没有任何记录；可以按今天的记录看那一天。',
      'Nothing was on record here at that instant; the day can be shown as on record today.',
    ),
    not_a_day: t('这不是一个日期，日期写作2024-06-30。', 'This is not a day; a day is written 2024-06-30.'),
  }[why];
  return documentOf(
    <Layout frame={frame} title={t('看不了这一天', 'This day cannot be shown')}>
      <div class="empty">
        <h1>
          {t('看不了：', 'This cannot be shown: ')}
          <bdi>{asked}</bdi>
        </h1>
        <p>{reason}</p>
        <ul>
          {nearest !== null && (
            <li>
              <a href={here(frame, { asOf: nearest, knownAt: null })}>
                {t(`看最近的一天，${dayInProse(nearest, 'zh')}`, `Show the nearest day, ${dayInProse(nearest, 'en')}`)}
              </a>
            </li>
          )}
          <li>
            <a href={here(frame, { asOf: null, knownAt: null })}>{t('看今天', 'Show today')}</a>
          </li>
        </ul>
      </div>
    </Layout>,
  );
}

/** The address asks for something with words that are not known. */
export function badRequestPage(frame: Frame, detail: string): string {
  const t = say(frame.language);
  return documentOf(
    <Layout frame={frame} title={t('看不懂这个地址', 'This address makes no sense')}>
      <div class="empty">
        <h1>{t('看不懂这个地址。', 'This address makes no sense.')}</h1>
        <p>
          <bdi lang="en">{detail}</bdi>
        </p>
        <p>
          <a href={link(frame, frame.path)}>{t('去掉所有条件再看', 'Show the page without any filter')}</a>
        </p>
      </div>
    </Layout>,
  );
}

/** Something broke here; it is logged under its number. */
export function faultPage(frame: Frame, number: string): string {
  const t = say(frame.language);
  return documentOf(
    <Layout frame={frame} title={t('出错了', 'Something broke')}>
      <div class="empty">
        <h1>{t(`出错了，编号${number}。`, `Something broke, number ${number}.`)}</h1>
        <p>
          {t('错在我们这边，已经记下。过一会儿再试。', 'The fault is ours and has been logged. Try again in a while.')}
        </p>
        <p>
          <a href={here(frame)}>{t('再试一次', 'Try again')}</a>
        </p>
      </div>
    </Layout>,
  );
}

function Search({ frame }: { frame: Frame }) {
  const t = say(frame.language);
  return (
    <form class="filters" action="/pledges" role="search" aria-label={t('在承诺里找', 'Search promises')}>
      <label for="find">{t('找承诺', 'Find a promise')}</label>
      <input type="search" id="find" name="q" maxLength={100} />
      <Carried frame={frame} />
      <button>{t('搜', 'Search')}</button>
    </form>
  );
}
