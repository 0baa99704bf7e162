import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from './support/app.js';
import type { Given } from './support/given.js';

let app: TestApp;
let given: Given;
beforeAll(async () => {
  app = await startApp();
  given = app.given;
});
afterAll(() => app.close());
beforeEach(() => app.timeIs('2024-06-30T12:00:00+08:00'));

const cursorOf = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
const get = (path: string) => app.http.get(`/api/v1/${path}`);
const post = (path: string, body: unknown) =>
  app.http
    .post(`/api/v1/${path}`)
    .set(...app.staff)
    .send(body as object);
const patch = (path: string, body: object) =>
  app.http
    .patch(`/api/v1/${path}`)
    .set(...app.staff)
    .send(body);

describe('a promise goes in and comes out judged', () => {
  it('with its targets and figures at once', async () => {
    const { id: indicatorId } = await given.indicator();
    const figure = { ...(await given.figureBody()), indicatorId };
    const body = await given.pledgeBody({ indicatorId, figures: [figure], titleEn: 'Renovate 300 estates' });
    const { body: pledge } = await post('pledges', body).expect(201);

    expect(pledge).toMatchObject({
      titleZh: '改造300个老旧小区',
      titleEn: 'Renovate 300 estates',
      jurisdiction: { nameZh: '北京市', timeZone: 'Asia/Shanghai' },
      agency: null,
      topic: { nameEn: 'Housing' },
      announcedOn: '2024-01-02',
      void: null,
      asOf: '2024-06-30',
      rollUp: { headline: 'behind', goalpost: 'unchanged', counts: { behind: 1 }, due: '2024-12-31' },
      sources: [{ publisher: '北京市政府' }],
    });
    const [target] = pledge.targets;
    expect(target.versions).toMatchObject([
      {
        kind: 'original',
        announcedOn: '2024-01-02',
        value: '300',
        closes: 'open',
        publicationLagDays: 30,
        assumed: [],
      },
    ]);
    expect(target.verdict).toMatchObject({ headline: 'behind', delivery: 'in_progress', achieved: '60', share: '0.2' });
    expect(target.figures).toMatchObject([
      { value: '60', bound: 'exact', standing: 'final', publishedOn: '2024-04-10' },
    ]);

    const { body: read } = await get(`pledges/${pledge.id}`).expect(200);
    expect(read).toEqual(pledge);
    const { body: list } = await get('pledges?headline=behind').expect(200);
    expect(list).toMatchObject({ items: [{ id: pledge.id, headline: 'behind', counts: { behind: 1 } }], next: null });
    const { body: verdict } = await get(`targets/${target.id}/verdict`).expect(200);
    expect(verdict).toMatchObject({ headline: 'behind', achieved: '60' });
  });

  it('and a new figure moves it in the same breath', async () => {
    const pledge = await given.pledge();
    const { id, indicator } = pledge.targets[0]!;
    expect(pledge.rollUp.headline).toBe('no_figures');
    const figure = await given.figure(indicator.id, {
      value: '300',
      periodEnd: '2024-06-30',
      publishedOn: '2024-06-30',
    });
    expect(figure).toMatchObject({ indicatorId: indicator.id, targetId: null, supersedes: null, isVoid: false });
    const { body: after } = await get(`pledges/${pledge.id}`).expect(200);
    expect(after.rollUp).toMatchObject({ headline: 'met', counts: { met: 1 } });
    expect(after.targets[0]).toMatchObject({ id, verdict: { headline: 'met', metOn: '2024-06-30' } });
    const { body: figures } = await get(`indicators/${indicator.id}/figures`).expect(200);
    expect(figures.items).toMatchObject([{ id: figure.id, source: { publisher: '北京市政府' } }]);
    const { body: counted } = await get(`indicators/${indicator.id}`).expect(200);
    expect(counted).toMatchObject({ figures: 1, lastPeriodEnd: '2024-06-30', unit: { zh: '个', en: 'items' } });
  });

  it('with every field it may have', async () => {
    const jurisdiction = await given.jurisdiction({ nameZh: '山西省', nameEn: null });
    const city = await given.jurisdiction({ nameZh: '运城市', parentId: jurisdiction.id });
    const agency = await given.agency({ jurisdictionId: jurisdiction.id });
    const programme = await given.programme({ jurisdictionId: city.id });
    const level = await given.indicator({
      jurisdictionId: city.id,
      measure: 'level',
      stage: null,
      definition: '调查失业率。',
    });
    const version = {
      comparator: 'about',
      value: '5.5',
      tolerance: '0.2',
      missAllowed: 'below',
      measure: 'level',
      aggregate: 'mean',
      start: '2024-01-01',
      due: '2024-12-31',
      closes: 'fixed',
      baseline: { value: '5.9', on: '2023-12-31' },
      cadence: 'monthly',
      publicationLagDays: 20,
      graceDays: 5,
      trajectory: [{ on: '2024-06-30', share: '0.3' }],
      assumed: ['aggregate', 'tolerance'],
      dueWords: '年内',
      dueEarliest: '2024-12-01',
      reason: '报告原文',
    };
    const pledge = await given.pledge({
      jurisdictionId: city.id,
      agencyId: agency.id,
      programmeId: programme.id,
      setBy: '山西省',
      quote: '城镇调查失业率5.5%左右',
      locator: '第三段',
      targets: [{ indicatorId: level.id, version }],
    });
    expect(pledge).toMatchObject({ agency: { id: agency.id }, programme: { id: programme.id }, setBy: '山西省' });
    expect(pledge.targets[0]!.versions[0]).toMatchObject(version);
    expect(pledge.targets[0]!.verdict).toMatchObject({ assumed: ['aggregate', 'tolerance'] });
  });

  it('in its lists', async () => {
    const topic = await given.topic({ nameZh: '教育' });
    await given.topic({ nameZh: '养老' });
    const { body: first } = await get('topics?limit=1').expect(200);
    const { body: second } = await get(`topics?limit=100&cursor=${first.next}`).expect(200);
    expect([...first.items, ...second.items].map(({ nameZh }) => nameZh)).toEqual(
      expect.arrayContaining(['住房', '教育', '养老']),
    );
    expect(second.next).toBeNull();
    await get(`topics/${topic.id}`).expect(200, { id: topic.id, nameZh: '教育', nameEn: 'Housing' });
    await get(`agencies?jurisdiction=${topic.id}`).expect(200, { items: [], next: null });
    for (const noun of ['jurisdictions', 'agencies', 'programmes', 'units', 'indicators']) {
      const { body } = await get(`${noun}?limit=2`).expect(200);
      expect(body.items.length).toBeGreaterThan(0);
      await get(`${noun}/${body.items[0].id}`).expect(200, body.items[0]);
    }
  });

  it('and reference rows are mended, their ids and days on record are not', async () => {
    const agency = await given.agency();
    await patch(`agencies/${agency.id}`, { nameEn: 'Housing' }).expect(200, { ...agency, nameEn: 'Housing' });
    await patch(`agencies/${agency.id}`, { nameZh: null }).expect(400);
    await app.http
      .patch(`/api/v1/agencies/${agency.id}`)
      .set(...app.staff)
      .expect(400);
    const { body } = await patch(`jurisdictions/${String(agency.jurisdictionId)}`, { timeZone: 'UTC' }).expect(400);
    expect(body.errors).toMatchObject([{ pointer: '/timeZone', code: 'unknown_field' }]);
    await patch(`topics/${agency.id}`, { nameZh: '甲' }).expect(404);
    const [{ entries }] = await app.db.query(
      `SELECT count(*) AS entries FROM entry WHERE kind = 'reference' AND fact_id = $1 AND body -> 'to' ->> 'nameEn' = 'Housing'`,
      [agency.id],
    );
    expect(entries).toBe(1);
  });
});

describe('what cannot be is refused, field by field, and nothing is stored', () => {
  let pledge: Record<string, unknown>;
  let count: () => Promise<unknown>;
  beforeAll(async () => {
    app.timeIs('2024-06-30T12:00:00+08:00');
    pledge = await given.pledgeBody();
    count = async () =>
      app.db.query(
        `SELECT (SELECT count(*) FROM pledge), (SELECT count(*) FROM target), (SELECT count(*) FROM version),
           (SELECT count(*) FROM figure), (SELECT count(*) FROM entry), (SELECT count(*) FROM verdict)`,
      );
  });

  const NOBODY = '018d3c2e-0000-7000-8000-000000000000';
  type Version = Record<string, unknown>;
  const withVersion = (version: Version) => (body: Record<string, unknown>) => {
    const [target] = body.targets as [{ version: Version }];
    return { ...body, targets: [{ ...target, version: { ...target.version, ...version } }] };
  };
  const withField = (fields: object) => (body: Record<string, unknown>) => ({ ...body, ...fields });
  const V = '/targets/0/version';

  it.each<
    [name: string, status: number, change: (body: Record<string, unknown>) => object, pointer: string, code: string]
  >([
    ['a title that is no text', 400, withField({ titleZh: 7 }), '/titleZh', 'wrong_type'],
    ['a blank title', 400, withField({ titleZh: '   ' }), '/titleZh', 'wrong_format'],
    ['a title of two lines', 400, withField({ titleZh: '一\n二' }), '/titleZh', 'wrong_format'],
    ['too long a title', 400, withField({ titleZh: '长'.repeat(301) }), '/titleZh', 'too_long'],
    ['no title', 400, withField({ titleZh: undefined }), '/titleZh', 'required'],
    ['too long a quote', 400, withField({ quote: '长'.repeat(301) }), '/quote', 'too_long'],
    ['an unknown field', 400, withField({ status: 'done' }), '/status', 'unknown_field'],
    ['no id', 400, withField({ topicId: 'housing' }), '/topicId', 'wrong_format'],
    ['a target that is a list', 400, withField({ targets: [[]] }), '/targets', 'wrong_type'],
    ['a version that is a list', 400, withField({ targets: [{ indicatorId: NOBODY, version: [] }] }), V, 'wrong_type'],
    ['no target', 400, withField({ targets: [] }), '/targets', 'too_few'],
    ['a target without a version', 400, withField({ targets: [{ indicatorId: NOBODY }] }), V, 'required'],
    ['29 February of a common year', 400, withField({ announcedOn: '2023-02-29' }), '/announcedOn', 'invalid_value'],
    ['a comparator that there is not', 400, withVersion({ comparator: 'exactly' }), `${V}/comparator`, 'not_one_of'],
    ['a value that is a number', 400, withVersion({ value: 300 }), `${V}/value`, 'wrong_type'],
    ['a value with an exponent', 400, withVersion({ value: '1e400' }), `${V}/value`, 'wrong_format'],
    ['a year of 9999', 400, withVersion({ due: '9999-12-31' }), `${V}/due`, 'invalid_value'],
    ['an assumed field that there is not', 400, withVersion({ assumed: ['mood'] }), `${V}/assumed`, 'not_one_of'],
    ['an unknown topic', 422, withField({ topicId: NOBODY }), '/topicId', 'unknown_topic'],
    ['an unknown source', 422, withField({ sourceId: NOBODY }), '/sourceId', 'unknown_source'],
    ['an unknown agency', 422, withField({ agencyId: NOBODY }), '/agencyId', 'unknown_agency'],
    ['an unknown programme', 422, withField({ programmeId: NOBODY }), '/programmeId', 'unknown_programme'],
    ['a promise of tomorrow', 422, withField({ announcedOn: '2024-07-01' }), '/announcedOn', 'announced_in_future'],
    ['a count that is to reach 0', 422, withVersion({ value: '0' }), `${V}/value`, 'floor_not_above_zero'],
    ['a due day before the start', 422, withVersion({ due: '2023-01-01' }), `${V}/due`, 'due_before_start'],
    [
      'another measure than the indicator’s',
      422,
      withVersion({ measure: 'level', aggregate: 'last' }),
      `${V}/measure`,
      'other_measure',
    ],
    [
      'an earliest day after the last',
      422,
      withVersion({ dueEarliest: '2025-01-01' }),
      `${V}/dueEarliest`,
      'due_earliest',
    ],
    [
      'a version of tomorrow',
      422,
      withVersion({ announcedOn: '2024-07-01' }),
      `${V}/announcedOn`,
      'announced_in_future',
    ],
  ])('a pledge with %s', async (_name, status, change, pointer, code) => {
    const before = await count();
    const { body, type } = await post('pledges', change(pledge)).expect(status);
    expect(type).toBe('application/problem+json');
    expect(body.status).toBe(status);
    expect(body.errors).toEqual(expect.arrayContaining([expect.objectContaining({ pointer, code })]));
    expect(await count()).toEqual(before);
  });

  it('a pledge one of whose figures is refused', async () => {
    const [{ indicatorId }] = pledge.targets as [{ indicatorId: string }];
    const good = { ...(await given.figureBody()), indicatorId };
    const bad = { ...good, form: 'level', publishedOn: '2024-07-01' };
    const before = await count();
    const { body } = await post('pledges', { ...pledge, figures: [good, bad] }).expect(422);
    expect(body).toMatchObject({
      code: 'figure_refused',
      errors: [
        { pointer: '/figures/1/form', code: 'form_does_not_fit' },
        { pointer: '/figures/1/publishedOn', code: 'published_in_future' },
      ],
    });
    expect(await count()).toEqual(before);
  });

  it('an agency of a neighbour', async () => {
    const neighbour = await given.jurisdiction({ nameZh: '天津市' });
    const agency = await given.agency({ jurisdictionId: neighbour.id });
    const { body } = await post('pledges', { ...pledge, agencyId: agency.id }).expect(422);
    expect(body.errors).toMatchObject([{ pointer: '/agencyId', code: 'agency_of_other_jurisdiction' }]);
  });

  describe('a figure', () => {
    let indicatorId: string;
    let targetId: string;
    let otherTargetId: string;
    beforeAll(async () => {
      const made = (await given.pledge()).targets[0]!;
      [indicatorId, targetId] = [made.indicator.id, made.id];
      otherTargetId = (await given.pledge()).targets[0]!.id;
    });

    it.each<[name: string, status: number, fields: () => object, pointer: string, code: string]>([
      ['of a form that does not fit', 422, () => ({ form: 'level' }), '/form', 'form_does_not_fit'],
      [
        'that adds without a first day',
        422,
        () => ({ form: 'increment', periodStart: null }),
        '/periodStart',
        'missing',
      ],
      ['that begins after it ends', 422, () => ({ periodStart: '2024-04-01' }), '/periodStart', 'period'],
      ['of tomorrow', 422, () => ({ publishedOn: '2024-07-01' }), '/publishedOn', 'published_in_future'],
      ['that says nothing', 422, () => ({ value: null }), '/value', 'says_nothing'],
      ['with a share of no target', 422, () => ({ statedShare: '0.5' }), '/targetId', 'target_needed'],
      ['with a claim of no target', 422, () => ({ claim: 'met' }), '/targetId', 'target_needed'],
      ['with a number of a target', 422, () => ({ targetId }), '/targetId', 'target_not_needed'],
      [
        'with a claim of an unknown target',
        422,
        () => ({ claim: 'met', targetId: NOBODY }),
        '/targetId',
        'unknown_target',
      ],
      [
        'with a claim of a target of another indicator',
        422,
        () => ({ claim: 'met', targetId: otherTargetId }),
        '/targetId',
        'target_of_other_indicator',
      ],
      ['of an unknown source', 422, () => ({ sourceId: NOBODY }), '/sourceId', 'unknown_source'],
      ['with a place in a pledge', 400, () => ({ target: 0 }), '/target', 'unknown_field'],
      ['without a last day', 400, () => ({ periodEnd: undefined }), '/periodEnd', 'required'],
      ['that supersedes', 400, () => ({ supersedes: NOBODY }), '/supersedes', 'unknown_field'],
    ])('%s', async (_name, status, fields, pointer, code) => {
      const before = await count();
      const { body } = await post(
        `indicators/${indicatorId}/figures`,
        await given.figureBody(fields() as never),
      ).expect(status);
      expect(body.errors).toEqual([expect.objectContaining({ pointer, code })]);
      expect(await count()).toEqual(before);
    });

    it('of an unknown indicator', async () => {
      const { body } = await post(`indicators/${NOBODY}/figures`, await given.figureBody()).expect(404);
      expect(body.code).toBe('indicator_not_found');
    });
  });

  it.each<[path: string, body: object, status: number, pointer: string, code: string]>([
    ['jurisdictions', { nameZh: '甲', timeZone: 'Asia/Atlantis' }, 422, '/timeZone', 'unknown_time_zone'],
    ['jurisdictions', { nameZh: '甲', timeZone: 'UTC', parentId: NOBODY }, 422, '/parentId', 'unknown_jurisdiction'],
    ['jurisdictions', { timeZone: 'UTC' }, 400, '/nameZh', 'required'],
    // the length check leaves these out, the database counts them
    ['jurisdictions', { nameZh: '甲\uFE0F'.repeat(150), timeZone: 'UTC' }, 400, '/nameZh', 'wrong_format'],
    ['agencies', { nameZh: '甲', jurisdictionId: NOBODY }, 422, '/jurisdictionId', 'unknown_jurisdiction'],
    ['programmes', { nameZh: '甲', jurisdictionId: NOBODY }, 422, '/jurisdictionId', 'unknown_jurisdiction'],
    ['units', { zh: '一'.repeat(41) }, 400, '/zh', 'too_long'],
    [
      'sources',
      { publisher: '甲', publisherClass: 'blog', publishedOn: '2024-01-01' },
      400,
      '/publisherClass',
      'not_one_of',
    ],
    [
      'sources',
      { publisher: '甲', publisherClass: 'auditor', publishedOn: '2024-07-02' },
      422,
      '/publishedOn',
      'published_in_future',
    ],
    ...[
      'ftp://example.org/',
      'javascript:alert(1)',
      'https://',
      'https://me:secret@example.org/',
      'example.org',
      'http://a b',
    ].map((address): [string, object, number, string, string] => [
      'sources',
      { publisher: '甲', publisherClass: 'auditor', publishedOn: '2024-01-01', address },
      400,
      '/address',
      'invalid_value',
    ]),
  ])('%s with %j', async (path, body, status, pointer, code) => {
    const { body: problem } = await post(path, body).expect(status);
    expect(problem.errors).toEqual([expect.objectContaining({ pointer, code })]);
  });

  it.each([
    'pledges',
    'topics',
    'indicators',
    'figures',
    'sources',
    'agencies',
    'jurisdictions',
    'programmes',
    'units',
  ])('an id of %s that there is not, or that is none', async (noun) => {
    await get(`${noun}/${NOBODY}`).expect(404);
    await get(`${noun}/one`).expect(400);
  });

  it.each([
    'pledges?limit=0',
    'pledges?limit=201',
    'pledges?limit=1.5',
    'pledges?limit=1&limit=2',
    'pledges?page=2',
    'pledges?sort=best',
    'pledges?headline=fine',
    'pledges?headline=met,fine',
    'pledges?cursor=abc',
    'pledges?asOf=today',
    'pledges?knownAt=2024-06-30',
    'pledges?agency=1',
    'pledges?dueFrom=2024-13-01',
    'topics?q=1',
    'topics?cursor=W10',
    'indicators?measure=weight',
    'pledges?headline=met&headline=met',
    `pledges?q=${'长'.repeat(201)}`,
    `pledges?cursor=${cursorOf('due', '2024-01-01', NOBODY)}`,
  ])('GET %s', async (path) => {
    const { body } = await get(encodeURI(path)).expect(400);
    expect(body).toMatchObject({ status: 400, errors: [expect.objectContaining({ pointer: expect.any(String) })] });
  });

  it('without the token', async () => {
    for (const path of ['jurisdictions', 'pledges', 'voids', 'sources']) {
      await app.http.post(`/api/v1/${path}`).send({}).expect(401);
    }
  });
});
