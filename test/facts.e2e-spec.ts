import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { CHAIN_START, chainOf } from '../src/entries/chain.rules.js';
import { EntriesService } from '../src/entries/entries.service.js';
import { ForgetKeysJob } from '../src/entries/forget-keys.job.js';
import { SealJob } from '../src/standings/settle/seal.job.js';
import { SettleStandingsJob } from '../src/standings/settle/settle-standings.job.js';
import { VerifyService } from '../src/standings/audit/verify.service.js';
import { startApp, type TestApp } from './support/app.js';
import type { Given, GivenPledge } from './support/given.js';

let app: TestApp;
let given: Given;
beforeAll(async () => {
  app = await startApp();
  given = app.given;
});
afterAll(() => app.close());
beforeEach(() => app.timeIs('2024-06-30T12:00:00+08:00'));

const get = (path: string) => app.http.get(`/api/v1/${path}`);
const post = (path: string, body: unknown) =>
  app.http
    .post(`/api/v1/${path}`)
    .set(...app.staff)
    .send(body as object);
const count = async (table: string): Promise<number> =>
  (await app.db.query<[{ n: number }]>(`SELECT count(*) AS n FROM ${table}`))[0].n;
const headline = async (id: string, query = ''): Promise<string> =>
  (await get(`pledges/${id}${query}`).expect(200)).body.rollUp?.headline;

describe('a fact is written once', () => {
  const FACTS = [
    'pledge',
    'target',
    'version',
    'indicator',
    'figure',
    'decision',
    'check',
    'note',
    'void',
    'kept_copy',
    'entry',
  ];
  let owner: pg.Client;

  beforeAll(async () => {
    app.timeIs('2024-06-30T12:00:00+08:00');
    const { id, indicatorId, pledge } = await given.target();
    const figure = await given.figure(indicatorId);
    await given.post(`targets/${id}/checks`, { on: '2024-06-30', where: '市政府网站' });
    const note = await given.post(`pledges/${pledge.id}/notes`, { text: '待核' });
    await given.post(`targets/${id}/decisions`, { delivery: 'in_progress', reason: '两方数字不一' });
    await given.post('voids', { factKind: 'note', factId: note.id, reason: '误录' });
    const copy = app.http.put(`/api/v1/sources/${(figure.source as { id: string }).id}/copy`).set(...app.staff);
    await copy.type('text/html').send('<p>1</p>').expect(200);
    owner = new pg.Client({ connectionString: app.ownerUrl });
    await owner.connect();
  });
  afterAll(() => owner.end());

  it.each(FACTS)('%s: the app has no privilege to change it, and its owner meets the trigger', async (table) => {
    const { rows } = await owner.query(`SELECT to_jsonb(t) AS row FROM "${table}" t LIMIT 1`);
    expect(rows).toHaveLength(1);
    const [column] = Object.keys(rows[0].row).filter((name) => !['id', 'position', 'known_at', 'chain'].includes(name));
    const changes = [
      `UPDATE "${table}" SET "${column}" = "${column}"`,
      `DELETE FROM "${table}"`,
      `TRUNCATE "${table}" CASCADE`,
    ];
    for (const change of changes) {
      await expect(app.db.query(change)).rejects.toMatchObject({ code: '42501' });
      await expect(owner.query(change)).rejects.toMatchObject({
        code: '23001',
        message: expect.stringContaining('insert-only'),
      });
    }
  });

  it('an entry is sealed once, and not even then changed in anything else', async () => {
    await given.topic();
    const open = '(SELECT max(id) FROM entry)';
    const seal = `position = 9999, known_at = now(), chain = '\\x00'`;
    await expect(owner.query(`UPDATE entry SET ${seal}, kind = 'void' WHERE id = ${open}`)).rejects.toMatchObject({
      code: '23001',
    });
    await app.run(SealJob);
    await expect(owner.query(`UPDATE entry SET ${seal} WHERE id = ${open}`)).rejects.toMatchObject({ code: '23001' });
  });

  it('every fact has exactly one entry', async () => {
    for (const table of ['pledge', 'version', 'figure', 'decision', '"check"', 'note', 'void']) {
      const [row] = await app.db.query<[{ facts: number; entries: number }]>(
        `SELECT (SELECT count(*) FROM ${table}) AS facts, (SELECT count(DISTINCT entry_id) FROM ${table} t
           JOIN entry ON entry.id = t.entry_id AND entry.kind = '${table.replaceAll('"', '')}') AS entries`,
      );
      expect(row.facts).toBeGreaterThan(0);
      expect(row.entries).toBe(row.facts);
    }
  });
});

describe('the log is sealed', () => {
  const rows = () =>
    app.db.query<{ position: number; known_at: Date; chain: Buffer; recorded_at: Date; [column: string]: unknown }[]>(
      'SELECT * FROM entry WHERE position IS NOT NULL ORDER BY position',
    );

  it('densely, in one order, with an instant that never falls and a chain that anybody can follow', async () => {
    app.timeIs('2024-06-30T13:00:00+08:00');
    await given.topic();
    expect(await app.run(SealJob)).toMatch(/^[1-9]\d* sealed$/);
    app.timeIs('2024-06-30T12:59:00+08:00'); // an instance whose clock lags
    await given.topic();
    await app.run(SealJob);
    expect(await app.run(SealJob)).toBe('0 sealed');
    const entries = await rows();
    expect(entries.map(({ position }) => position)).toEqual(entries.map((_, at) => at + 1));
    let chain: Buffer = CHAIN_START;
    let knownAt = new Date(0);
    for (const row of entries) {
      expect(row.known_at.getTime()).toBeGreaterThanOrEqual(knownAt.getTime());
      knownAt = row.known_at;
      chain = chainOf(chain, {
        position: row.position,
        knownAt: row.known_at.toISOString(),
        kind: row.kind as string,
        pledgeId: row.pledge_id as string,
        targetId: row.target_id as string,
        factId: row.fact_id as string,
        body: row.body,
        authorId: row.author_id as string,
        reviewerId: row.reviewer_id as string,
        forced: row.forced as boolean,
        recordedAt: row.recorded_at.toISOString(),
      });
      expect(row.chain.equals(chain)).toBe(true);
    }
    const { body } = await get('changes?limit=1000').expect(200);
    expect(body.head).toBe(entries.length);
    expect(body.items.every(({ kind }: { kind: string }) => kind !== 'reference')).toBe(true);
  });

  it('never splitting a transaction, however little is asked for', async () => {
    const { pledge } = await given.target();
    const entries = app.get(EntriesService);
    const { sealed } = await app.db.transaction((tx) => entries.seal(tx, 1));
    const [row] = await app.db.query<[{ open: number; xacts: number }]>(
      `SELECT count(*) FILTER (WHERE position IS NULL) AS open, count(DISTINCT xact) AS xacts FROM entry WHERE xact IN
         (SELECT xact FROM entry WHERE position IS NOT NULL ORDER BY position DESC LIMIT 1)`,
    );
    expect(sealed).toBeGreaterThan(0);
    expect(row).toEqual({ open: 0, xacts: 1 });
    await app.run(SealJob);
    expect(pledge.id).toBeDefined();
  });

  it('while a writer sleeps, and what the writer leaves behind is never at or below what was read', async () => {
    await app.run(SealJob);
    const slow = app.db.createQueryRunner();
    await slow.startTransaction();
    const entries = app.get(EntriesService);
    await entries.record(slow.manager, 'reference', { body: { noun: 'slow' } }, { authorId: 'test' });
    await given.topic();
    await app.run(SealJob);
    const { head } = await entries.head();
    await slow.commitTransaction();
    await slow.release();
    await app.run(SealJob);
    const [row] = await app.db.query<[{ position: number }]>(
      `SELECT position FROM entry WHERE body ->> 'noun' = 'slow'`,
    );
    expect(row.position).toBe(head + 1);
  });
});

describe('the same request under one Idempotency-Key', () => {
  const keyed = (key: string, path: string, body: object) => post(path, body).set('idempotency-key', key);

  it('is carried out once and answered the same, also when it is sent many times at once', async () => {
    const body = await given.pledgeBody();
    const before = await count('pledge');
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => keyed('one', 'pledges', body).expect(201)));
    expect(new Set(answers.map((answer) => JSON.stringify(sorted(answer.body)))).size).toBe(1);
    expect(await count('pledge')).toBe(before + 1);
    await given.figure(answers[0]!.body.targets[0].indicator.id);
    const { body: again } = await keyed('one', 'pledges', body).expect(201);
    expect(again).toEqual(answers[0]!.body); // as it was answered then, though it has moved since
  });

  it('is refused when it is another request', async () => {
    await keyed('two', 'topics', { nameZh: '甲' }).expect(201);
    const { body } = await keyed('two', 'topics', { nameZh: '乙' }).expect(422);
    expect(body.code).toBe('idempotency_key_reused');
    await keyed('two', 'units', { zh: '甲' }).expect(422);
  });

  it('is tried again where it was refused', async () => {
    await keyed('three', 'topics', { nameZh: '' }).expect(400);
    const { id: indicatorId } = await given.indicator();
    const figure = await given.figureBody({ publishedOn: '2024-07-01' });
    await keyed('three', `indicators/${indicatorId}/figures`, figure).expect(422);
    app.timeIs('2024-07-01T00:00:00+08:00');
    await keyed('three', `indicators/${indicatorId}/figures`, figure).expect(201);
  });

  it('is another request after 24 hours', async () => {
    await keyed('four', 'topics', { nameZh: '甲' }).expect(201);
    app.timeIs('2024-07-01T11:59:59+08:00');
    await keyed('four', 'topics', { nameZh: '乙' }).expect(422);
    expect(await app.run(ForgetKeysJob)).toBe('0 forgotten');
    app.timeIs('2024-07-01T12:00:00+08:00');
    await keyed('four', 'topics', { nameZh: '乙' }).expect(201);
    expect(await app.run(ForgetKeysJob)).toMatch(/^[1-9]\d* forgotten$/);
  });

  it.each(['', ' ', 'ä', 'x'.repeat(201)])('may not be %j', async (key) => {
    const { body } = await keyed(encodeURI(key) === key || key === '' || key === ' ' ? key : 'a b', 'topics', {
      nameZh: '甲',
    });
    expect(body.code).toBe('idempotency_key_invalid');
  });
});

describe('an earlier figure is revised', () => {
  it('and stays readable, with what superseded it and why', async () => {
    const { pledge, indicatorId } = await given.target();
    const first = await given.figure(indicatorId, { value: '350', periodEnd: '2024-06-30', publishedOn: '2024-06-30' });
    expect(await headline(pledge.id)).toBe('exceeded');
    const body = await given.figureBody({ value: '250', periodEnd: '2024-06-30', publishedOn: '2024-06-30' });
    const { body: second } = await post(`figures/${first.id}/revisions`, { ...body, because: 'entry_error' }).expect(
      201,
    );
    expect(second).toMatchObject({ supersedes: first.id, because: 'entry_error', value: '250', supersededBy: null });
    expect(await headline(pledge.id)).not.toBe('exceeded');
    const { body: read } = await get(`figures/${first.id}`).expect(200);
    expect(read).toMatchObject({ value: '350', supersededBy: second.id, isVoid: false });
    const { body: list } = await get(`indicators/${indicatorId}/figures`).expect(200);
    expect(list.items.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining([first.id, second.id]));

    const again = await post(`figures/${first.id}/revisions`, { ...body, because: 'revised' }).expect(409);
    expect(again.body.code).toBe('already_superseded');
  });

  it('once, when two do it at the same time', async () => {
    const { indicatorId } = await given.target();
    const figure = await given.figure(indicatorId);
    const body = { ...(await given.figureBody({ value: '61' })), because: 'revised' };
    const answers = await Promise.all([1, 2, 3].map(() => post(`figures/${figure.id}/revisions`, body)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
  });

  it('only by its like', async () => {
    const { id: targetId, indicatorId } = await given.target();
    const other = await given.target({}, { indicatorId });
    const number = await given.figure(indicatorId);
    const claim = await given.figure(indicatorId, { value: null, claim: 'met', targetId });
    const auditor = await given.source({ publisherClass: 'auditor' });
    const revise = async (figure: { id: string }, fields: Record<string, unknown>, pointer: string, code: string) => {
      const body = { ...(await given.figureBody(fields)), because: 'revised' };
      const answer = await post(`figures/${figure.id}/revisions`, body).expect(422);
      expect(answer.body.errors).toContainEqual(expect.objectContaining({ pointer, code }));
    };
    await revise(number, { sourceId: auditor.id }, '/sourceId', 'other_publisher_class');
    await revise(number, { value: null, claim: 'met', targetId }, '/value', 'revision_of_other_kind');
    await revise(claim, { value: '1' }, '/value', 'revision_of_other_kind');
    await revise(claim, { value: null, claim: 'met', targetId: other.id }, '/targetId', 'revision_of_other_target');
    await post(`figures/${targetId}/revisions`, { ...(await given.figureBody()), because: 'revised' }).expect(404);
    await post(`figures/${number.id}/revisions`, await given.figureBody()).expect(400);
  });
});

describe('a mistake of ours is taken back', () => {
  const takeBack = (factKind: string, factId: string, more: object = {}) =>
    post('voids', { factKind, factId, reason: '误录', ...more });

  it('a figure leaves every verdict, list and count, and stays readable', async () => {
    const { pledge, indicatorId } = await given.target();
    const figure = await given.figure(indicatorId, { value: '300' });
    expect(await headline(pledge.id)).toBe('met');
    const { body } = await takeBack('figure', figure.id).expect(201);
    expect(body).toMatchObject({ factKind: 'figure', factId: figure.id, reason: '误录', standsId: null, by: 'admin' });
    expect(await headline(pledge.id)).toBe('no_figures');
    expect((await get(`indicators/${indicatorId}/figures`)).body.items).toEqual([]);
    expect((await get(`indicators/${indicatorId}`)).body).toMatchObject({ figures: 0, lastPeriodEnd: null });
    expect((await get(`figures/${figure.id}`)).body).toMatchObject({ value: '300', isVoid: true });
    const again = await takeBack('figure', figure.id).expect(409);
    expect(again.body.code).toBe('already_void');
    const revision = { ...(await given.figureBody()), because: 'revised' };
    expect((await post(`figures/${figure.id}/revisions`, revision).expect(409)).body.code).toBe('figure_void');
  });

  it('a revision goes, and what it superseded speaks again; what is superseded goes, and the revision stays', async () => {
    const { pledge, indicatorId } = await given.target();
    const first = await given.figure(indicatorId, { value: '300' });
    const revise = async (value: string) =>
      given.post(`figures/${first.id}/revisions`, { ...(await given.figureBody({ value })), because: 'revised' });
    const second = await revise('30');
    expect(await headline(pledge.id)).not.toBe('met');
    await takeBack('figure', second.id).expect(201);
    expect(await headline(pledge.id)).toBe('met');
    await revise('300');
    await takeBack('figure', first.id).expect(201);
    expect(await headline(pledge.id)).toBe('met');
  });

  it('a duplicate, naming what stands instead', async () => {
    const { id: targetId, indicatorId } = await given.target();
    const one = await given.figure(indicatorId);
    const two = await given.figure(indicatorId);
    const elsewhere = await given.figure((await given.target()).indicatorId);
    const refused = async (standsId: string, code: string) => {
      const { body } = await takeBack('figure', two.id, { standsId }).expect(422);
      expect(body.errors).toMatchObject([{ pointer: '/standsId', code }]);
    };
    await refused(two.id, 'stands_for_itself');
    await refused(elsewhere.id, 'stands_elsewhere');
    await refused(targetId, 'unknown_fact');
    const { body } = await takeBack('figure', two.id, { standsId: one.id }).expect(201);
    expect(body.standsId).toBe(one.id);
    await takeBack('figure', targetId).expect(404);
  });

  it('a pledge leaves the lists and the boards, and its page says why', async () => {
    const { pledge, id } = await given.target({}, { titleZh: '误录的承诺' });
    const other = await given.pledge();
    await takeBack('pledge', pledge.id, { standsId: other.id }).expect(201);
    const { body: list } = await get(encodeURI('pledges?q=误录')).expect(200);
    expect(list.items).toEqual([]);
    const { body } = await get(`pledges/${pledge.id}`).expect(200);
    expect(body).toMatchObject({ void: { reason: '误录', standsId: other.id }, rollUp: null, targets: [] });
    await post(`pledges/${pledge.id}/notes`, { text: '…' }).expect(409);
    await post(`targets/${id}/checks`, { on: '2024-06-30', where: '…' }).expect(409);
    const withdrawal = { kind: 'withdrawal', announcedOn: '2024-06-30' };
    expect((await post(`targets/${id}/versions`, withdrawal).expect(409)).body.code).toBe('target_void');
    const more = { indicatorId: other.targets[0]!.indicator.id, version: { comparator: 'at_least', value: '1' } };
    expect((await post(`pledges/${pledge.id}/targets`, more).expect(409)).body.code).toBe('pledge_void');
  });

  it('a target goes with its original version, but not the last one', async () => {
    const { pledge, id, indicatorId } = await given.target();
    const [original] = pledge.targets[0]!.versions as [{ id: string }];
    const refusal = await takeBack('version', original.id).expect(409);
    expect(refusal.body.code).toBe('last_target');
    const version = { comparator: 'at_least', value: '200', start: '2024-01-01', due: '2024-12-31' };
    const { body: mended } = await post(`pledges/${pledge.id}/targets`, { indicatorId, version }).expect(201);
    await takeBack('version', original.id).expect(201);
    const { body } = await get(`pledges/${pledge.id}`).expect(200);
    expect(body.targets).toMatchObject([{ id: mended.id, versions: [{ kind: 'original', value: '200' }] }]);
    await get(`targets/${id}/verdict`).expect(404);
  });

  it('checks, notes and decisions too', async () => {
    const { pledge, id } = await given.target();
    const check = await given.post(`targets/${id}/checks`, { on: '2024-06-29', where: '官网' });
    const note = await given.post(`pledges/${pledge.id}/notes`, { text: '待核' });
    const decision = await given.post(`targets/${id}/decisions`, { delivery: 'in_progress', reason: '…' });
    const before = (await get(`pledges/${pledge.id}`)).body;
    expect(before).toMatchObject({ notes: [{ text: '待核', kind: 'staff', by: 'admin' }] });
    expect(before.targets[0].checks).toMatchObject([{ on: '2024-06-29', where: '官网', by: 'admin' }]);
    await takeBack('check', check.id).expect(201);
    await takeBack('note', note.id).expect(201);
    await takeBack('decision', decision.id).expect(201);
    const after = (await get(`pledges/${pledge.id}`)).body;
    expect(after.notes).toEqual([]);
    expect(after.targets[0].checks).toEqual([]);
  });
});

describe('a promise is moved', () => {
  const announce = (id: string, body: object) => post(`targets/${id}/versions`, body);
  const AMENDED = { kind: 'amendment', comparator: 'at_least', value: '200', start: '2024-01-01', due: '2024-12-31' };

  it('by an amendment, a clarification, a withdrawal; the original stays', async () => {
    const { pledge, id } = await given.target();
    const { body: amendment } = await announce(id, { ...AMENDED, announcedOn: '2024-05-01' }).expect(201);
    expect(amendment).toMatchObject({ kind: 'amendment', value: '200', announcedOn: '2024-05-01', targetId: id });
    expect((await get('pledges?goalpost=eased')).body.items).toMatchObject([{ id: pledge.id, goalpost: 'eased' }]);
    const clarified = { ...AMENDED, kind: 'clarification', reason: '口头说明', announcedOn: '2024-05-02' };
    await announce(id, clarified).expect(201);
    await announce(id, { kind: 'withdrawal', announcedOn: '2024-06-01', reason: '不再实施' }).expect(201);
    const { body } = await get(`pledges/${pledge.id}`).expect(200);
    expect(body.targets[0].versions.map(({ kind }: { kind: string }) => kind)).toEqual([
      'original',
      'amendment',
      'clarification',
      'withdrawal',
    ]);
    expect(body.rollUp.headline).toBe('withdrawn');
    const { body: before } = await get(`pledges/${pledge.id}?asOf=2024-05-31`).expect(200);
    expect(before.rollUp.headline).not.toBe('withdrawn');
    expect(before.targets[0].versions).toHaveLength(3);
  });

  it.each<[name: string, body: object, status: number, pointer: string, code: string]>([
    ['tomorrow', { ...AMENDED, announcedOn: '2024-07-01' }, 422, '/announcedOn', 'announced_in_future'],
    ['before the promise', { ...AMENDED, announcedOn: '2024-01-01' }, 422, '/announcedOn', 'announced_before_promise'],
    ['on no day', AMENDED, 400, '/announcedOn', 'required'],
    [
      'without saying what',
      { ...AMENDED, comparator: null, announcedOn: '2024-05-01' },
      422,
      '/comparator',
      'required',
    ],
    ['as an original', { ...AMENDED, kind: 'original', announcedOn: '2024-05-01' }, 400, '/kind', 'not_one_of'],
    ['against the rules', { ...AMENDED, value: '0', announcedOn: '2024-05-01' }, 422, '/value', 'floor_not_above_zero'],
    [
      'by a word without a reason',
      { ...AMENDED, kind: 'clarification', announcedOn: '2024-05-01' },
      422,
      '/reason',
      'reason_needed',
    ],
    [
      'by a withdrawal that goes on talking',
      { kind: 'withdrawal', announcedOn: '2024-05-01', value: '1' },
      422,
      '/value',
      'withdrawal_says_nothing',
    ],
  ])('not %s', async (_name, body, status, pointer, code) => {
    const { id } = await given.target();
    const { body: problem } = await announce(id, body).expect(status);
    expect(problem.errors).toEqual([expect.objectContaining({ pointer, code })]);
  });
});

describe('notes', () => {
  it('are replies only of an agency of the government or of one above', async () => {
    const { pledge } = await given.target();
    const agency = await given.agency();
    const elsewhere = await given.agency({ jurisdictionId: (await given.jurisdiction()).id });
    const reply = { kind: 'agency_reply', text: '已完成整改。' };
    const refused = async (body: object, code: string) => {
      const { body: problem } = await post(`pledges/${pledge.id}/notes`, body).expect(422);
      expect(problem.errors).toMatchObject([{ pointer: '/agencyId', code }]);
    };
    await refused(reply, 'agency_needed');
    await refused({ ...reply, agencyId: elsewhere.id }, 'agency_of_other_jurisdiction');
    await refused({ ...reply, agencyId: pledge.id }, 'unknown_agency');
    await refused({ text: '…', agencyId: agency.id }, 'agency_not_needed');
    await post(`pledges/${pledge.id}/notes`, { ...reply, agencyId: agency.id }).expect(201);
    expect((await get(`pledges/${pledge.id}`)).body.notes).toMatchObject([{ ...reply, agencyId: agency.id }]);
    await post(`pledges/${agency.id}/notes`, { text: '…' }).expect(404);
    const { body } = await post(`targets/${pledge.targets[0]!.id}/checks`, { on: '2024-07-01', where: '…' }).expect(
      422,
    );
    expect(body.errors).toMatchObject([{ pointer: '/on', code: 'checked_in_future' }]);
  });
});

describe('kept copies', () => {
  const put = (id: string) => app.http.put(`/api/v1/sources/${id}/copy`).set(...app.staff);

  it('are given back as they came, to be saved and to do nothing', async () => {
    const source = await given.source();
    const html = '<script>alert(1)</script>';
    const { body } = await put(source.id).type('text/html; charset=utf-8').send(html).expect(200);
    const sha256 = createHash('sha256').update(html).digest('hex');
    expect(body.copy).toEqual({ sha256, mediaType: 'text/html', size: html.length });
    const answer = await get(`sources/${source.id}/copy`).buffer(true).expect(200);
    expect(answer.text).toBe(html);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html',
      'content-security-policy': 'sandbox',
      'x-content-type-options': 'nosniff',
      'content-disposition': expect.stringMatching(/^attachment; filename="[0-9a-f]{16}"$/),
      'content-length': String(html.length),
    });
    expect((await get(`sources/${source.id}`)).body).toEqual(body);
  });

  it('are replaced, not changed, and the log knows both', async () => {
    const source = await given.source();
    const { body: one } = await put(source.id).type('text/plain').send('one').expect(200);
    const { body: two } = await put(source.id).type('text/plain').send('two').expect(200);
    const entries = await app.db.query<{ body: { to?: { copySha256: string } } }[]>(
      `SELECT body FROM entry WHERE kind = 'reference' AND fact_id = $1 ORDER BY id`,
      [source.id],
    );
    expect(entries.flatMap(({ body }) => body.to?.copySha256 ?? [])).toEqual([one.copy.sha256, two.copy.sha256]);
    expect(await count('kept_copy')).toBeGreaterThan(1);
  });

  it('are at most 20 MB, at least a byte, of a type, of a source, by staff', async () => {
    const source = await given.source();
    const most = Buffer.alloc(20 * 1024 * 1024, 'x');
    const { body } = await put(source.id).type('application/pdf').send(most).expect(200);
    expect(body.copy.size).toBe(most.length);
    const more = await put(source.id)
      .type('application/pdf')
      .send(Buffer.concat([most, Buffer.from('x')]));
    expect([more.status, more.body.code]).toEqual([413, 'copy_too_large']);
    expect((await put(source.id).type('application/pdf').send('').expect(422)).body.code).toBe('empty_copy');
    await put(source.id).type('application/json').send('{}').expect(415);
    await put(source.id).set('content-type', 'nonsense').send('x').expect(415);
    await put('018d3c2e-0000-7000-8000-000000000000').type('text/plain').send('x').expect(404);
    await app.http.put(`/api/v1/sources/${source.id}/copy`).type('text/plain').send('x').expect(401);
    await get(`sources/${(await given.source()).id}/copy`).expect(404);
    await post('topics', 'x').type('text/plain').expect(415);
  }, 60_000);
});

describe('lists are walked', () => {
  let topic: { id: string };
  let pledges: GivenPledge[];
  beforeAll(async () => {
    app.timeIs('2024-06-30T12:00:00+08:00');
    topic = await given.topic();
    const { id: indicatorId } = await given.indicator();
    pledges = [];
    for (let n = 0; n < 12; n++) {
      const due = n % 4 === 0 ? null : `2024-${String(12 - n).padStart(2, '0')}-01`;
      const version = { comparator: 'at_least', value: '300', start: '2023-01-01', due };
      const more = n % 3 === 0 ? { titleZh: `第${n}部电梯`, titleEn: `Lift ${n}` } : {};
      const announcedOn = `2024-0${1 + (n % 3)}-02`;
      pledges.push(await given.pledge({ topicId: topic.id, indicatorId, version, announcedOn, ...more }));
    }
  });

  const walk = async (
    query: string,
    between: () => Promise<unknown> = async () => {},
  ): Promise<Record<string, string>[]> => {
    const items: Record<string, string>[] = [];
    let cursor = '';
    for (let pages = 0; pages < 20; pages++) {
      const { body } = await get(`pledges?topic=${topic.id}&limit=5&${query}${cursor}`).expect(200);
      items.push(...body.items);
      if (body.next === null) return items;
      cursor = `&cursor=${body.next}`;
      await between();
    }
    throw new Error('the list has no end');
  };

  it.each(['worst', 'due', 'changed', 'announced'])('by %s, each pledge once, also of a past day', async (sort) => {
    for (const moment of ['', '&asOf=2024-06-29', '&asOf=2024-06-30']) {
      const items = await walk(`sort=${sort}${moment}`);
      expect(items.map(({ id }) => id).toSorted()).toEqual(pledges.map(({ id }) => id).toSorted());
    }
  });

  it('in the order asked for', async () => {
    const due = (await walk('sort=due')).map((item) => item.due ?? 'z');
    expect(due).toEqual(due.toSorted());
    const announced = (await walk('sort=announced')).map((item) => item.announcedOn!);
    expect(announced).toEqual(announced.toSorted().toReversed());
    const worst = (await walk('sort=worst')).map((item) => item.headline!);
    expect(worst.lastIndexOf('overdue')).toBeLessThan(worst.indexOf('no_figures'));
  });

  it('across writes between the pages: nothing that stays put is left out or shown twice', async () => {
    let n = 0;
    const items = await walk('sort=announced', async () => {
      await given.pledge({ topicId: topic.id, announcedOn: '2024-06-30', titleZh: `插队${n++}` });
    });
    const seen = items.map(({ id }) => id!);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(pledges.map(({ id }) => id)));
  });

  it.each<[query: string, found: (n: number) => boolean]>([
    ['q=电梯', (n) => n % 3 === 0],
    ['q=lifts', (n) => n % 3 === 0],
    ['q=电梯 7', () => false],
    ['q=！', () => false],
    ['headline=no_figures,unreported&q=第', (n) => n % 3 === 0 && n !== 6], // that one is due on 1 June: awaited
    ['dueFrom=2024-10-01', (n) => n % 4 !== 0 && n <= 2],
    ['dueTo=2024-09-30&dueFrom=2024-09-01', (n) => n === 3],
    ['goalpost=eased', () => false],
  ])('with %s', async (query, found) => {
    for (const moment of ['', '&asOf=2024-06-30']) {
      const items = await walk(`${encodeURI(query)}${moment}&sort=due`);
      const ids = items.map(({ id }) => id).filter((id) => pledges.some((pledge) => pledge.id === id));
      expect(ids.toSorted()).toEqual(pledges.flatMap(({ id }, n) => (found(n) ? id : [])).toSorted());
    }
  });

  it('figures and history too', async () => {
    const [{ id, targets }] = pledges as [GivenPledge];
    const indicatorId = targets[0]!.indicator.id;
    for (let n = 0; n < 7; n++)
      await given.figure(indicatorId, { periodStart: '2023-01-01', periodEnd: `2024-03-0${1 + (n % 3)}` });
    for (const [path, length] of [
      [`indicators/${indicatorId}/figures`, 7],
      [`pledges/${id}/history`, null],
    ] as const) {
      const whole = (await get(`${path}?limit=200`).expect(200)).body;
      const parts: unknown[] = [];
      for (let next = ''; ;) {
        const { body } = await get(`${path}?limit=3${next}`).expect(200);
        parts.push(...body.items);
        if (body.next === null) break;
        next = `&cursor=${body.next}`;
      }
      expect(parts).toEqual(whole.items);
      if (length !== null) expect(parts).toHaveLength(length);
      else expect(parts.length).toBeGreaterThan(7);
    }
  });
});

describe('a reader who has it already', () => {
  const tagOf = async (path: string): Promise<string> => (await get(path).expect(200)).headers.etag as string;

  it('is told so, until something is recorded here', async () => {
    const path = 'pledges?sort=due';
    const tag = await tagOf(path);
    expect(tag).toMatch(/^W\/".+"$/);
    const { text, headers } = await get(path).set('if-none-match', `"other", ${tag}`).expect(304);
    expect(text).toBe('');
    expect(headers.etag).toBe(tag);
    await given.topic(); // by this process: shows at once
    await get(path).set('if-none-match', tag).expect(200);
  });

  it('of another address, of an error, has nothing', async () => {
    const tag = await tagOf('topics');
    await get('units').set('if-none-match', tag).expect(200);
    expect((await get('pledges?page=2').expect(400)).headers.etag).toBeUndefined();
    expect((await get('topics/018d3c2e-0000-7000-8000-000000000000').expect(404)).headers.etag).toBeUndefined();
  });

  it('of flags learns at once that one was acknowledged', async () => {
    const { body } = await get('flags?state=open').expect(200);
    const tag = await tagOf('flags');
    await get('flags').set('if-none-match', tag).expect(304);
    await given.post(`flags/${body.items[0].id}/acknowledgement`, { note: 'seen' });
    await get('flags').set('if-none-match', tag).expect(200);
  });

  it('learns what another process recorded within 250 ms, and what time brought within a minute', async () => {
    const tag = await tagOf('topics');
    await app.db.query(`INSERT INTO entry (kind, body, recorded_at) VALUES ('reference', '{}', now())`);
    await new Promise((done) => setTimeout(done, 260));
    const next = await tagOf('topics');
    expect(next).not.toBe(tag);
    app.timeIs('2024-06-30T12:01:00+08:00');
    expect(await tagOf('topics')).not.toBe(next);
  });
});

describe('what was known at an instant', () => {
  it('is shown as it was known then', async () => {
    const { id: jurisdictionId } = await given.jurisdiction();
    const at = async (instant: string, work: () => Promise<unknown>): Promise<void> => {
      app.timeIs(instant);
      await work();
      await app.run(SealJob);
    };
    let pledge!: GivenPledge;
    let figure!: { id: string };
    const version = { comparator: 'at_least', value: '300', start: '2024-07-01', due: '2024-12-31' };
    await at('2024-07-01T09:00:00+08:00', async () => {
      pledge = await given.pledge({ jurisdictionId, announcedOn: '2024-07-01', version });
    });
    const indicatorId = pledge.targets[0]!.indicator.id;
    await at('2024-07-10T09:00:00+08:00', async () => {
      const fields = { periodStart: '2024-07-01', periodEnd: '2024-07-09', publishedOn: '2024-07-09', value: '300' };
      figure = await given.figure(indicatorId, fields);
    });
    await at('2024-07-20T09:00:00+08:00', () =>
      given.post('voids', { factKind: 'figure', factId: figure.id, reason: '误录' }),
    );
    await at('2024-07-30T09:00:00+08:00', () =>
      given.post('voids', { factKind: 'pledge', factId: pledge.id, reason: '重复' }),
    );

    app.timeIs('2024-08-01T12:00:00+08:00');
    const seen = async (query: string) => {
      const { body } = await get(`pledges/${pledge.id}?${query}`).expect(200);
      const { body: list } = await get(`pledges?jurisdiction=${jurisdictionId}&${query}`).expect(200);
      const { body: figures } = await get(`indicators/${indicatorId}/figures?${query}`).expect(200);
      const { body: history } = await get(`pledges/${pledge.id}/history?${query}`).expect(200);
      return {
        headline: body.rollUp?.headline ?? null,
        judged: body.targets[0]?.verdict.headline ?? null,
        listed: list.items[0]?.headline ?? null,
        figures: figures.items.length,
        isVoid: body.void !== null,
        voids: history.items.filter(({ kind }: { kind: string }) => kind === 'void').length,
      };
    };
    const known = (day: string) => `knownAt=${encodeURIComponent(`${day}T23:59:59+08:00`)}`;
    const NOTHING = {
      headline: 'no_figures',
      judged: 'no_figures',
      listed: 'no_figures',
      figures: 0,
      isVoid: false,
      voids: 0,
    };
    const MET = { ...NOTHING, headline: 'met', judged: 'met', listed: 'met', figures: 1 };
    expect(await seen(known('2024-07-05'))).toEqual(NOTHING);
    expect(await seen(known('2024-07-15'))).toEqual(MET);
    expect(await seen(`${known('2024-07-15')}&asOf=2024-07-08`)).toEqual(NOTHING);
    expect(await seen(`${known('2024-07-25')}&asOf=2024-07-15`)).toEqual({ ...NOTHING, voids: 0 });
    expect(await seen(known('2024-07-25'))).toEqual({ ...NOTHING, voids: 1 });
    const gone = { headline: null, judged: null, listed: null, figures: 0, isVoid: true, voids: 2 };
    expect(await seen(known('2024-07-31'))).toEqual(gone);
    expect(await seen('')).toEqual(gone);

    const early = await get(`pledges/${pledge.id}?${known('2024-06-30')}`).expect(404);
    expect(early.body.code).toBe('not_yet_known');
    const unannounced = await get(`pledges/${pledge.id}?${known('2024-07-15')}&asOf=2024-06-30`).expect(404);
    expect(unannounced.body.code).toBe('not_yet_announced');
  });

  it.each([
    'pledges',
    'indicators',
    'pledges/:pledge',
    'pledges/:pledge/history',
    'indicators/:indicator',
    'indicators/:indicator/figures',
    'targets/:target/verdict',
  ])('GET %s refuses an instant before the first entry, and days and instants to come', async (path) => {
    const { pledge, id, indicatorId } = await given.target();
    const address = path.replace(':pledge', pledge.id).replace(':indicator', indicatorId).replace(':target', id);
    const before = await get(`${address}?knownAt=2020-01-01T00:00:00Z`).expect(404);
    expect(before.body.code).toBe('not_yet_known');
    const future = await get(`${address}?knownAt=2024-06-30T04:00:01Z`).expect(400);
    expect(future.body).toMatchObject({ code: 'known_at_in_future', errors: [{ pointer: '/knownAt' }] });
    const tomorrow = await get(`${address}?asOf=2024-07-01`).expect(400);
    expect(tomorrow.body).toMatchObject({ code: 'as_of_in_future', errors: [{ pointer: '/asOf' }] });
    await get(`${address}?asOf=2024-06-30`).expect(200);
  });
});

describe('a unit is renamed', () => {
  it('and the sentences that name it follow with the next settling', async () => {
    const unit = await given.unit({ zh: '部', en: 'lifts' });
    const { id: indicatorId } = await given.indicator({ unitId: unit.id });
    const pledge = await given.pledge({ indicatorId });
    const sentence = async () => (await get(`pledges/${pledge.id}`).expect(200)).body.targets[0].verdict.sentenceEn;
    expect(await sentence()).toContain('lifts');
    const patch = app.http.patch(`/api/v1/units/${unit.id}`).set(...app.staff);
    await patch.send({ en: 'elevators' }).expect(200);
    expect(await app.run(SettleStandingsJob)).toMatch(/^[1-9]\d* settled/);
    expect(await sentence()).toContain('elevators');
    expect(await app.run(SettleStandingsJob)).toMatch(/^0 settled/);
  });
});

describe('many write at once', () => {
  it('on the same promises: nothing is lost, followers hold exactly the log, and what is kept is what the facts say', async () => {
    const { id: indicatorId } = await given.indicator();
    const pledges = await Promise.all([1, 2, 3].map(() => given.pledge({ indicatorId })));
    const figures: string[] = [];
    const statuses: number[] = [];
    const followed: number[] = [];
    let writing = true;

    const write = async (writer: number): Promise<void> => {
      for (let n = 0; n < 12; n++) {
        const { targets, id } = pledges[(writer + n) % 3]!;
        const day = `2024-0${1 + (n % 6)}-1${writer}`;
        const body = await given.figureBody({ periodEnd: day, publishedOn: '2024-06-29', value: String(10 + n) });
        const some = figures[(writer * 7 + n) % Math.max(1, figures.length)] ?? indicatorId;
        const amended = { comparator: 'at_least', value: String(200 + n), start: '2024-01-01', due: '2024-12-31' };
        const works: (() => ReturnType<typeof post>)[] = [
          () => post(`indicators/${indicatorId}/figures`, body),
          () => post(`figures/${some}/revisions`, { ...body, because: 'revised' }),
          () => post('voids', { factKind: 'figure', factId: some, reason: '误录' }),
          () => post(`targets/${targets[0]!.id}/versions`, { ...amended, kind: 'amendment', announcedOn: day }),
          () => post(`pledges/${id}/notes`, { text: `${n}` }),
        ];
        const { status, body: answer } = await works[n % works.length]!();
        statuses.push(status);
        if (status === 201 && n % works.length < 2) figures.push(answer.id);
      }
    };
    const follow = async (): Promise<void> => {
      for (let next = 0, last = false; !last;) {
        last = !writing;
        const { body } = await get(`changes?limit=50&after=${next}`).expect(200);
        followed.push(...body.items.map(({ position }: { position: number }) => position));
        if (body.items.length > 0) last = false;
        next = body.next;
      }
    };

    const following = [follow()];
    await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(write));
    writing = false;
    await Promise.all(following);
    expect(statuses.filter((status) => ![201, 404, 409].includes(status))).toEqual([]);
    expect(statuses.filter((status) => status === 201).length).toBeGreaterThan(50);
    const log = await app.db.query<{ position: number }[]>(
      `SELECT position FROM entry WHERE kind NOT IN ('reference', 'rules') ORDER BY position`,
    );
    expect(followed).toEqual(log.map(({ position }) => position));
    expect((await app.get(VerifyService).verify()).differences).toEqual([]);
  }, 60_000);
});

/** The same value with its keys in order: PostgreSQL keeps answers as jsonb. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, member]): [string, unknown] => [key, sorted(member)])
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
}
