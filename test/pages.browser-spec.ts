import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { seed } from '../seeds/seed.js';
import { startApp, type TestApp } from './support/app.js';
import { openBrowser } from './support/browser.js';
import type { GivenPledge } from './support/given.js';
import { IS_LONG } from './support/size.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const NOW = '2026-11-24T12:00:00+08:00';
const AN_HOUR = 3_600_000;
const LONG_TITLE = `${'改造老旧小区并加装电梯，'.repeat(24)}完工`;

let app: TestApp;
let browser: Browser;
/** A pledge with everything: two targets, an amendment, a revision, an auditor, a note, a check, a title of 290 letters. */
let rich: GivenPledge;
let addresses: Record<string, string>;

beforeAll(async () => {
  app = await startApp({ demo: true });
  browser = await openBrowser();
  app.timeIs(NOW);
  await seed(app.nest);
  const { given } = app;
  const started = await given.indicator({ nameZh: '新开工', nameEn: 'Begun', stage: 'started' });
  const completed = await given.indicator({ nameZh: '完工', nameEn: 'Completed', stage: 'completed' });
  const window = { start: '2024-01-01', due: '2024-12-31' };
  rich = await given.pledge({
    titleZh: LONG_TITLE,
    titleEn: 'ابنِ 300 🚇 <script>alert(1)</script> lifts',
    quote: '开工300个、完工200个',
    targets: [
      { indicatorId: started.id, version: { comparator: 'at_least', value: '300', ...window, assumed: ['start'] } },
      {
        indicatorId: completed.id,
        version: { comparator: 'at_least', value: '200', ...window, cadence: 'quarterly', dueWords: '年内' },
      },
    ],
  });
  const first = await given.figure(started.id, { value: '120' });
  await given.post(`figures/${first.id}/revisions`, {
    ...(await given.figureBody({ value: '121' })),
    because: 'revised',
  });
  await given.figure(started.id, {
    form: 'increment',
    periodStart: '2024-07-01',
    periodEnd: '2024-09-30',
    value: '80',
    bound: 'over',
    publishedOn: '2024-10-10',
  });
  const auditor = await given.source({ publisher: '审计局', publisherClass: 'auditor' });
  await given.figure(completed.id, {
    value: '210',
    periodEnd: '2024-12-31',
    publishedOn: '2025-02-01',
    sourceId: auditor.id,
  });
  const [, second] = rich.targets;
  await given.post(`targets/${second!.id}/versions`, {
    kind: 'amendment',
    announcedOn: '2024-06-05',
    reason: '工期调整',
    comparator: 'at_least',
    value: '150',
    start: '2024-01-01',
    due: '2025-03-31',
  });
  await given.post(`targets/${second!.id}/checks`, { on: '2025-01-20', where: '市政府网站' });
  await given.post(`pledges/${rich.id}/notes`, { text: '与去年的口径不同。' });
  const lifts: string = (await app.http.get(`/api/v1/pledges?q=${encodeURIComponent('老楼加装电梯')}`)).body.items[0]
    .id;
  addresses = {
    board: '/',
    'one headline': '/?headline=unreported',
    'a past day': '/?asOf=2024-09-24',
    list: '/pledges',
    search: `/pledges?q=${encodeURIComponent('电梯')}`,
    'nothing found': '/pledges?headline=withdrawn',
    'one promise': `/pledges/${lifts}`,
    'a promise with everything': `/pledges/${rich.id}`,
    'a promise on a past day': `/pledges/${lifts}?asOf=2024-06-30`,
    marks: '/style',
    rules: '/rules',
    jobs: '/jobs',
    'no such page': '/nowhere',
    'a day to come': '/?asOf=2031-01-01',
  };
}, 90_000);

afterAll(async () => {
  await browser.close();
  await app.close();
});

/** Opens an address and gives the page to `look`; closes it whatever happens. */
async function at<T>(
  address: string,
  look: (page: Page) => Promise<T>,
  options: BrowserContextOptions = {},
): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  try {
    const page = await context.newPage();
    await page.goto(app.url + address);
    return await look(page);
  } finally {
    await context.close();
  }
}

function inLanguage(address: string, language: 'zh' | 'en'): string {
  return language === 'zh' ? address : `${address}${address.includes('?') ? '&' : '?'}lang=en`;
}

const LANGUAGES = ['zh', 'en'] as const;
/** What is wrong with a page: to axe, to somebody with a narrow screen, to the policy of its content. */
async function examine(page: Page) {
  await page.addScriptTag({ content: AXE });
  const light = await axe(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await axe(page, "runOnly: ['color-contrast']");
  const over: unknown[] = [];
  for (const width of [1280, 768, 360, 320]) {
    await page.setViewportSize({ width, height: 800 });
    over.push(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'));
  }
  // axe itself is the one script.
  const unlawful = (await page.locator('script, style, [style], [onclick]').count()) - 1;
  return { light, dark, over, unlawful };
}

/** The address behind a word of a page. */
function follow(text: string, word: string): string {
  return new RegExp(`href="([^"]+)">${word}`).exec(text)![1]!.replaceAll('&amp;', '&');
}

type Violation = { id: string; nodes: { target: string[]; failureSummary: string }[] };

/** What axe finds wrong, a line each; `rules` narrows what it looks for. */
async function axe(page: Page, rules = ''): Promise<string[]> {
  const { violations } = await page.evaluate<{ violations: Violation[] }>(
    `axe.run({ resultTypes: ['violations'], ${rules} })`,
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.target.join(' ')} ${nodes[0]!.failureSummary}`);
}

const NAMES = [
  'board',
  'one headline',
  'a past day',
  'list',
  'search',
  'nothing found',
  'one promise',
  'a promise with everything',
  'a promise on a past day',
  'marks',
  'rules',
  'jobs',
  'no such page',
  'a day to come',
];

/** Both in the long run; before a commit one page is looked at in Chinese and the next in English. */
function languagesOf(name: string): readonly ('zh' | 'en')[] {
  return IS_LONG ? LANGUAGES : [LANGUAGES[NAMES.indexOf(name) % LANGUAGES.length]!];
}

describe('every page', () => {
  it.each(NAMES)(
    '%s: axe finds nothing, light and dark; it scrolls down only, 320 to 1280 px wide; nothing in it breaks its policy',
    async (name) => {
      for (const language of languagesOf(name)) {
        const found = await at(inLanguage(addresses[name]!, language), examine, {
          bypassCSP: true,
          reducedMotion: 'reduce',
        });
        expect({ language, ...found }).toEqual({ language, light: [], dark: [], over: [0, 0, 0, 0], unlawful: 0 });
      }
    },
    60_000,
  );

  it('is refused nothing by its policy, and asks for little', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const said: string[] = [];
    let asked = 0;
    page.on('console', (message) => said.push(message.text()));
    page.on('request', () => asked++);
    for (const address of ['/', addresses['a promise with everything']!, '/style']) {
      asked = 0;
      await page.goto(app.url + address);
      expect(asked).toBeLessThanOrEqual(4);
    }
    expect(said).toEqual([]);
    await context.close();
  });

  it('is small: 34 KB of HTML and 10 KB of style when compressed', async () => {
    for (const address of Object.values(addresses)) {
      const { text } = await app.http.get(address).set('accept', 'text/html');
      expect(gzipSync(text).length).toBeLessThan(34 * 1024);
    }
    const { text } = await app.http.get('/');
    const style = await app.http.get(/href="(\/assets\/style-[^"]+)"/.exec(text)![1]!);
    expect(gzipSync(style.text).length).toBeLessThan(10 * 1024);
    expect(style.headers['cache-control']).toContain('immutable');
  });

  it('says that it is the demo, when it was settled, and by which rules', async () => {
    await at('/?lang=en', async (page) => {
      expect(await page.locator('.demo').innerText()).toContain('demo');
      expect(await page.locator('footer').innerText()).toMatch(/Settled 24\sNov\s2026, 12:00/);
      expect(await page.locator('footer').innerText()).toContain('version 1');
    });
  });

  it('shows where the keyboard is, on every stop, the way past the header first', async () => {
    await at('/', async (page) => {
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.textContent')).toBe('跳到正文');
      for (let stop = 0; stop < 40; stop++) {
        const ring = await page.evaluate(`(() => {
          const style = getComputedStyle(document.activeElement);
          const box = document.activeElement.getBoundingClientRect();
          return { line: style.outlineStyle, width: parseFloat(style.outlineWidth), seen: box.width > 0 && box.height > 0 };
        })()`);
        expect(ring).toEqual({ line: 'solid', width: 2, seen: true });
        await page.keyboard.press('Tab');
      }
    });
  });
});

describe('the board', () => {
  it('opens with a sentence whose parts add up to its total, and so does every count below', async () => {
    await at('/', async (page) => {
      const numbers = (await page.locator('h1 a').allInnerTexts()).map((text) => Number.parseInt(text, 10));
      const [total, ...parts] = numbers;
      expect(total).toBe(48);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
      const tones = (await page.locator('.tones h2 .n').allInnerTexts()).map(Number);
      expect(tones.reduce((sum, each) => sum + each, 0)).toBe(total);
      const headlines = (await page.locator('.tones li .n').allInnerTexts()).map(Number);
      expect(headlines.reduce((sum, each) => sum + each, 0)).toBe(total);
      expect(await page.locator('.list tbody tr').count()).toBe(total);
    });
  });

  it('groups promises worst first, each with what is on record, what was promised, and days', async () => {
    await at('/?lang=en', async (page) => {
      const groups = await page.locator('section.group').evaluateAll((sections) => sections.map(({ id }) => id));
      expect(groups.slice(0, 3)).toEqual(['contested', 'long_overdue', 'unreported']);
      const text = await page.locator('#unreported .list tbody tr').first().innerText();
      expect(text).toMatch(/Nothing on record/);
      expect(text).toMatch(/days past due/);
      expect(text).toMatch(/— none/);
    });
  });

  it('never calls silence a failure', async () => {
    await at('/?headline=unreported', async (page) => {
      const section = await page.locator('#unreported').innerText();
      expect(section).toContain('不等于没有做');
      expect(section).not.toMatch(/失败|逾期/);
    });
  });

  it('is filtered by headline, with scripts off, and the filter can be taken away', async () => {
    await at(
      '/',
      async (page) => {
        await page.locator('.tones a', { hasText: '逾期已久' }).click();
        expect(new URL(page.url()).search).toBe('?headline=long_overdue');
        expect(await page.locator('section.group').count()).toBe(1);
        expect(await page.locator('.list tbody tr').count()).toBe(5);
        await page.locator('.chip').click();
        expect(await page.locator('section.group').count()).toBeGreaterThan(3);
      },
      { javaScriptEnabled: false },
    );
  });

  it('has a title that tells how many are overdue', async () => {
    await at('/', async (page) => expect(await page.title()).toBe('5 逾期或未兑现 · 看板 · 2026-11-24 · Saydo'));
  });

  it('of a past day cannot be taken for today, and every link stays there', async () => {
    await at('/?asOf=2024-09-24', async (page) => {
      expect(await page.title()).toMatch(/^\[2024-09-24\]/);
      expect(await page.locator('.bar.past').allInnerTexts()).toHaveLength(2);
      expect(await page.locator('.bar.past').first().innerText()).toContain('2024年9月24日');
      const colours = await page.evaluate('getComputedStyle(document.body).backgroundColor');
      expect(colours).toBe('rgb(233, 236, 240)');
      await page.locator('.list .title a').first().click();
      expect(page.url()).toContain('asOf=2024-09-24');
      await page.locator('.bar.past a', { hasText: '回到今天' }).first().click();
      expect(page.url()).not.toContain('asOf');
    });
  });

  it('refuses a day to come, and one before anything was on record, with the nearest day', async () => {
    const future = await app.http.get('/?asOf=2031-01-01').set('accept', 'text/html').expect(400);
    expect(future.text).toContain('asOf=2026-11-24');
    const before = await app.http.get('/?asOf=1999-01-01').set('accept', 'text/html').expect(404);
    expect(before.text).toMatch(/asOf=20\d\d-/);
    const unknown = '/?asOf=2024-09-24&knownAt=2024-09-24T16:00:00Z';
    const record = await app.http.get(unknown).set('accept', 'text/html').expect(404);
    expect(record.text).toContain('href="/?asOf=2024-09-24"');
    await app.http.get('/?asOf=2024-02-30').set('accept', 'text/html').expect(400);
  });

  it('says so when settling is late', async () => {
    const late = await startApp();
    late.timeIs(NOW);
    await late.given.target({ start: '2026-01-01', due: '2026-12-31' });
    const [next] = await late.db.query<[{ at: Date }]>('SELECT changes_at AS at FROM verdict');
    const bar = async (): Promise<string | undefined> =>
      /class="bar t-dim"[^]*?<\/\w+>/.exec((await late.http.get('/').expect(200)).text)?.[0];
    expect(await bar()).toBeUndefined();
    late.timeIs(new Date(next.at.getTime() + 9 * AN_HOUR).toISOString());
    expect(await bar()).toContain('晚了9小时');
    await late.close();
  });
});

describe('the list', () => {
  it('finds 电梯 and lifts alike, marks the hit, with scripts off', async () => {
    await at(
      '/pledges',
      async (page) => {
        await page.locator('header input[type=search]').fill('电梯');
        await page.locator('header form button').first().click();
        expect(await page.locator('mark').first().innerText()).toBe('电梯');
        const zh = await page.locator('.list tbody tr').count();
        await page.goto(`${app.url}/pledges?q=lifts&lang=en`);
        expect(await page.locator('.list tbody tr').count()).toBe(zh);
      },
      { javaScriptEnabled: false },
    );
  });

  it('says what would be there without each filter when nothing passes', async () => {
    await at('/pledges?headline=withdrawn&lang=en', async (page) => {
      expect(await page.locator('main').innerText()).toContain('No promise passes these filters');
      await page.locator('.empty a').first().click();
      expect(await page.locator('h1').innerText()).toBe('48 promises');
    });
  });

  it('refuses words it does not know, in words', async () => {
    await app.http.get('/pledges?headline=late').set('accept', 'text/html').expect(400);
    await app.http.get('/pledges?sort=best').set('accept', 'text/html').expect(400);
    await app.http.get('/pledges?cursor=x').set('accept', 'text/html').expect(400);
    await app.http.get('/pledges?agency=x').set('accept', 'text/html').expect(400);
  });
});

describe('a large board', () => {
  let large: TestApp;

  beforeAll(async () => {
    large = await startApp();
    large.timeIs(NOW);
    for (let nth = 0; nth < 61; nth++) await large.given.target({}, { titleZh: `第${nth}项` });
  }, 60_000);
  afterAll(() => large.close());

  it('shows the first of each headline on the board, and where the rest is', async () => {
    const { text } = await large.http.get('/').expect(200);
    expect(text.match(/<tr>/g)).toHaveLength(8 + 1);
    expect(text).toContain('href="/pledges?headline=unreported">全部61项');
  });

  it('lists fifty a page, forth and back', async () => {
    const first = (await large.http.get('/pledges')).text;
    expect(first).toContain('每页50项，共61项');
    expect(first).not.toContain('上一页');
    const second = (await large.http.get(follow(first, '下一页')).expect(200)).text;
    expect(second.match(/class="title"/g)).toHaveLength(11);
    expect(second).not.toContain('下一页');
    const back = (await large.http.get(follow(second, '上一页')).expect(200)).text;
    expect(back.match(/href="\/pledges\/[^"]+"/g)).toEqual(first.match(/href="\/pledges\/[^"]+"/g));
  });

  it('is empty with the next steps before anything is entered', async () => {
    const empty = await startApp();
    const { text } = await empty.http.get('/').expect(200);
    expect(text).toContain('还没有承诺');
    await empty.http.get('/pledges').expect(200);
    await empty.close();
  });
});

describe('the page of a promise', () => {
  it('gives sentence, chart, reasons, figures, versions, history and notes, in that order', async () => {
    await at(`/pledges/${rich.id}?lang=en`, async (page) => {
      const text = await page.locator('main').innerText();
      const places = [/Target 1 of 2/, /Why \(rules/, /Figures, \d/, /History/, /Notes and replies/].map((part) =>
        text.search(part),
      );
      expect(places.every((place) => place > 0)).toBe(true);
      expect(text).toContain('(assumed)');
      expect(text).toContain('revised by its publisher');
      expect(text).toContain('Made easier');
      expect(text).toContain('no published figure found');
      expect(await page.locator('.chart [role=img] desc').first().textContent()).toContain('Promised: at least');
      expect(await page.locator('del').innerText()).toMatch(/120/);
    });
  });

  it('shows what a person typed as text, whatever it is', async () => {
    await at(`/pledges/${rich.id}?lang=en`, async (page) => {
      expect(await page.locator('h1').innerText()).toContain('<script>alert(1)</script>');
      expect(await page.locator('script').count()).toBe(0);
    });
  });

  it('leads to the verdict recomputed by the API', async () => {
    const { text } = await app.http.get(`/pledges/${rich.id}`);
    const address = /href="(\/api\/v1\/targets\/[^"]+\/verdict\?asOf=[^"]+)"/.exec(text)![1]!;
    const { body } = await app.http.get(address.replaceAll('&amp;', '&')).expect(200);
    expect(body).toHaveProperty('sentenceZh');
  });

  it('is not there before it was announced, nor for an id that nobody has', async () => {
    const early = await app.http.get(`/pledges/${rich.id}?asOf=2024-01-01`).set('accept', 'text/html').expect(404);
    expect(early.text).toContain('asOf=2024-01-02');
    await app.http.get('/pledges/0192f0c1-2345-7abc-8def-0123456789ab').set('accept', 'text/html').expect(404);
    await app.http.get('/pledges/nobody').set('accept', 'text/html').expect(404);
  });
});

describe('the page of the jobs', () => {
  it('says what ran, what failed and what waits', async () => {
    await app.db.query(
      `INSERT INTO job_run (schedule, state, started_at, ended_at, result, failed)
       VALUES ('settle standings', 'failed', '2026-11-24T11:59:50+08:00', '2026-11-24T11:59:51+08:00', 'Error: away', 1)`,
    );
    await at('/jobs?lang=en', async (page) => {
      expect(await page.locator('h1').innerText()).toBe('1 of the jobs has failed.');
      expect(await page.locator('main table').innerText()).toMatch(
        /Settle verdicts\s+24\sNov\s2026, 11:59\s+failed\s+Error: away/,
      );
    });
  });
});

describe('choices of the reader', () => {
  it('the language stands in the address, and the other page says the same', async () => {
    await at('/pledges?sort=due', async (page) => {
      await page.locator('footer a', { hasText: 'English' }).click();
      expect(new URL(page.url()).search).toBe('?sort=due&lang=en');
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      await page.locator('footer a', { hasText: '中文' }).click();
      expect(new URL(page.url()).search).toBe('?sort=due');
    });
  });

  it('light or dark is kept in a cookie, and goes back only on this site', async () => {
    await at(
      '/pledges',
      async (page) => {
        await page.locator('footer button', { hasText: '深色' }).click();
        expect(new URL(page.url()).pathname).toBe('/pledges');
        expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
        expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(20, 23, 27)');
      },
      { colorScheme: 'light' },
    );
    for (const back of ['//example.org', 'https://example.org', '/\\example.org', 'javascript:alert(1)']) {
      const { headers } = await app.http.get('/theme').query({ theme: 'dark', back }).expect(303);
      expect(headers['location']).toBe('/');
    }
  });

  it('programs get problems where people get pages', async () => {
    const { headers } = await app.http.get('/nowhere').expect(404);
    expect(headers['content-type']).toContain('application/problem+json');
  });
});
