import { say, toldIn } from '../html/language.rules.js';
import { Carried, type Frame, Layout, documentOf, here } from '../html/layout.js';
import { count } from '../html/numbers.rules.js';
import { HEADLINE_WORDS } from '../html/words.rules.js';
import { HEADLINES } from '../verdicts/words.rules.js';
import { SORTS, type Sort } from '../pledges/pledge-lists.service.js';
import type { ListView } from './board.view.js';
import { PledgeTable } from './rows.js';

const SORT_WORDS: Record<Sort, { zh: string; en: string }> = {
  worst: { zh: '最差在前', en: 'Worst first' },
  due: { zh: '按期限', en: 'By due day' },
  changed: { zh: '最近变动', en: 'Last changed' },
  announced: { zh: '最近公布', en: 'Last announced' },
};

/** Pledges that pass the filters of the address, fifty a page. */
export function listPage(frame: Frame, view: ListView): string {
  const { language } = frame;
  const t = say(language);
  const filters = view.filters.map(({ label }) => toldIn(language, label).text).join(t('、', ', '));
  const heading = t(
    `${filters && `${filters}：`}${count(view.count)}项承诺${view.count === view.of ? '' : `（共${count(view.of)}项）`}`,
    `${filters && `${filters}: `}${count(view.count)} ${view.count === 1 ? 'promise' : 'promises'}${view.count === view.of ? '' : ` of ${count(view.of)}`}`,
  );
  return documentOf(
    <Layout frame={frame} title={`${count(view.count)} ${filters || t('承诺', 'Promises')}`}>
      <div class="head">
        <h1>{heading}</h1>
        <Filters frame={frame} view={view} />
      </div>
      {view.pledges.length === 0 ? (
        <NothingFound frame={frame} view={view} />
      ) : (
        <PledgeTable frame={frame} pledges={view.pledges} caption={heading} captionHidden question={view.question} />
      )}
      <Pager frame={frame} view={view} />
    </Layout>,
  );
}

type Part = { frame: Frame; view: ListView };

function Filters({ frame, view }: Part) {
  const { language } = frame;
  const t = say(language);
  const present = HEADLINES.filter((headline) => view.facets.headlines[headline] > 0);
  const asked = frame.query['headline'];
  return (
    <>
      {view.filters.length > 0 && (
        <p class="filters">
          <span class="quiet">{t('已选', 'Chosen')}</span>
          {view.filters.map((filter) => (
            <a class="chip" href={here(frame, { [filter.name]: null, cursor: null })}>
              {toldIn(language, filter.label).text} <span aria-hidden="true">×</span>
              <span class="hidden">{t('去掉', 'remove')}</span>
            </a>
          ))}
          <a
            href={here(frame, Object.fromEntries([...view.filters.map(({ name }) => [name, null]), ['cursor', null]]))}
          >
            {t('全部清除', 'Clear all')}
          </a>
        </p>
      )}
      <form class="filters" action="/pledges">
        <label for="headline">{t('状态', 'State')}</label>
        <select id="headline" name="headline">
          <option value="">{t('全部', 'All')}</option>
          {asked !== undefined && asked.includes(',') && (
            <option value={asked} selected>
              {toldIn(language, view.filters.find(({ name }) => name === 'headline')!.label).text}
            </option>
          )}
          {present.map((headline) => (
            <option value={headline} selected={asked === headline}>
              {`${HEADLINE_WORDS[headline][language]} (${count(view.facets.headlines[headline])})`}
            </option>
          ))}
        </select>
        <label for="sort">{t('排列', 'Order')}</label>
        <select id="sort" name="sort">
          {SORTS.map((sort) => (
            <option value={sort} selected={sort === view.sort}>
              {SORT_WORDS[sort][language]}
            </option>
          ))}
        </select>
        {Object.entries(frame.query).map(
          ([name, value]) =>
            !['headline', 'sort', 'cursor'].includes(name) && <input type="hidden" name={name} value={value} />,
        )}
        <Carried frame={frame} />
        <button>{t('看', 'Show')}</button>
      </form>
    </>
  );
}

/** No pledge passes: each filter with what would be there without it. */
function NothingFound({ frame, view }: Part) {
  const { language } = frame;
  const t = say(language);
  const helpful = view.filters.filter(({ without }) => without > 0);
  return (
    <div class="empty">
      <p>
        <b>{t('这组条件下没有承诺。', 'No promise passes these filters.')}</b>
      </p>
      <ul>
        {helpful.map((filter) => (
          <li>
            <a href={here(frame, { [filter.name]: null, cursor: null })}>
              {t(
                `去掉“${filter.label.zh}”有${count(filter.without)}项`,
                `Without “${toldIn('en', filter.label).text}” there are ${count(filter.without)}`,
              )}
            </a>
          </li>
        ))}
        <li>
          <a href={here(frame, Object.fromEntries(Object.keys(frame.query).map((name) => [name, null])))}>
            {t(`看全部${count(view.of)}项`, `Show all ${count(view.of)}`)}
          </a>
        </li>
      </ul>
    </div>
  );
}

function Pager({ frame, view }: Part) {
  const t = say(frame.language);
  if (view.before === null && view.after === null) return null;
  return (
    <nav class="pager" aria-label={t('翻页', 'Pages')}>
      <span class="quiet">{t(`每页50项，共${count(view.count)}项`, `50 a page, ${count(view.count)} in all`)}</span>
      {view.before && <a href={here(frame, { cursor: null })}>{t('第一页', 'First page')}</a>}
      {view.before !== null && (
        <a rel="prev" href={here(frame, { cursor: view.before })}>
          {t('上一页', 'Previous')}
        </a>
      )}
      {view.after !== null && (
        <a rel="next" href={here(frame, { cursor: view.after })}>
          {t('下一页', 'Next')}
        </a>
      )}
    </nav>
  );
}
