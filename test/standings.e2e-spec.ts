import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../src/database/ids.js';
import { EntriesService } from '../src/entries/entries.service.js';
import { ReplayService } from '../src/standings/audit/replay.service.js';
import { SealJob } from '../src/standings/settle/seal.job.js';
import { SettleStandingsJob } from '../src/standings/settle/settle-standings.job.js';
import { SettleService } from '../src/standings/settle/settle.service.js';
import { VerifyService } from '../src/standings/audit/verify.service.js';
import { startApp, type TestApp } from './support/app.js';
import type { Given } from './support/given.js';

interface ToldChange {
  kind: string;
  on: string;
  until: string | null;
  from: { headline: string } | null;
  to: { headline: string } | null;
  because: string | null;
}

/** A target that was added, with its version. */
type GivenVersions = { id: string; versions: { id: string }[] };

describe('standings', () => {
  let app: TestApp;
  let given: Given;

  beforeAll(async () => {
    app = await startApp();
    app.timeIs('2024-02-01T12:00:00+08:00');
    given = app.given;
  });
  afterAll(() => app.close());

  /** What was told of a target, oldest first, as `kind day from → to`. */
  async function told(targetId: string): Promise<string[]> {
    const rows = await app.db.query<{ body: ToldChange }[]>(
      "SELECT body FROM entry WHERE kind = 'change' AND target_id = $1 ORDER BY id",
      [targetId],
    );
    return rows.map(({ body: { kind, on: day, until, from, to } }) => {
      const days = kind === 'correction' || (kind === 'backfill' && until) ? `${day}..${until ?? ''}` : day;
      return `${kind} ${days} ${from?.headline ?? '-'} > ${to?.headline ?? '-'}`;
    });
  }

  async function headline(targetId: string): Promise<string | undefined> {
    const [row] = await app.db.query<{ headline: string }[]>('SELECT headline FROM verdict WHERE target_id = $1', [
      targetId,
    ]);
    return row?.headline;
  }

  async function flags(targetId: string): Promise<string[]> {
    const rows = await app.db.query<{ kind: string; state: string }[]>(
      'SELECT kind, state FROM flag WHERE target_id = $1 ORDER BY raised_at, id',
      [targetId],
    );
    return rows.map(({ kind, state }) => `${kind} ${state}`);
  }

  it('turns overdue once, on its day, and says so once', async () => {
    app.timeIs('2024-06-30T12:00:00+08:00');
    const { id: targetId } = await given.target(
      { comparator: 'done', due: '2024-06-30' },
      { announcedOn: '2024-01-25' },
    );
    app.timeIs('2024-07-03T09:00:00+08:00'); // the machine was off for two days
    expect(await app.run(SettleStandingsJob)).toBe('1 settled');
    expect(await app.run(SettleStandingsJob)).toBe('0 settled');
    expect(await headline(targetId)).toBe('overdue');
    expect(await told(targetId)).toEqual([
      'backfill 2024-01-25 - > no_figures',
      'backfill 2024-05-31 no_figures > no_figures',
      'ordinary 2024-06-30 - > no_figures',
      'ordinary 2024-07-01 no_figures > overdue',
    ]);
    expect(await flags(targetId)).toEqual(['overdue open']);
  });

  it('follows its zone: the day begins at midnight there', async () => {
    app.timeIs('2024-08-01T12:00:00+08:00');
    const { id: targetId } = await given.target({ comparator: 'done', due: '2024-08-31' });
    app.timeIs('2024-08-31T23:59:59+08:00');
    await app.run(SettleStandingsJob);
    expect(await headline(targetId)).toBe('no_figures');
    app.timeIs('2024-09-01T00:00:00+08:00');
    await app.run(SettleStandingsJob);
    expect(await headline(targetId)).toBe('overdue');
  });

  it('a promise entered after its due day tells nobody anything but its present state', async () => {
    app.timeIs('2025-03-01T12:00:00+08:00');
    const { id: targetId } = await given.target();
    const changes = await told(targetId);
    expect(changes.filter((change) => !change.startsWith('backfill'))).toEqual(['ordinary 2025-03-01 - > unreported']);
    expect(await flags(targetId)).toEqual(['unreported open']);
  });

  it('a back-dated figure corrects exactly the days that had been published', async () => {
    app.timeIs('2025-04-01T12:00:00+08:00');
    const { id: targetId, indicatorId } = await given.target(
      { due: '2025-04-20', start: '2025-01-01' },
      { announcedOn: '2025-01-10' },
    );
    app.timeIs('2025-05-25T12:00:00+08:00'); // past due and past the lag
    await app.run(SettleStandingsJob);
    expect(await headline(targetId)).toBe('unreported');

    await given.figure(indicatorId, { value: '310', periodEnd: '2025-03-20', publishedOn: '2025-03-25' });
    const corrections = (await told(targetId)).filter((change) => change.startsWith('correction'));
    expect(corrections).toEqual([
      'correction 2025-04-01..2025-04-21 no_figures > exceeded',
      'correction 2025-04-21..2025-05-21 awaiting_figures > exceeded',
      'correction 2025-05-21.. unreported > exceeded',
    ]);
    const before = (await told(targetId)).filter((change) => change.startsWith('backfill 2025-03-25'));
    expect(before).toEqual(['backfill 2025-03-25..2025-04-01 no_figures > exceeded']);
    expect(await flags(targetId)).toEqual(['unreported cleared', 'exceeded acknowledged']);
  });

  it('shows the latest figures also where they move no word', async () => {
    app.timeIs('2025-08-10T12:00:00+08:00');
    const { id: targetId, indicatorId } = await given.target({ start: '2025-01-01', due: '2025-12-31', value: '1000' });
    for (const [periodEnd, value] of [
      ['2025-06-30', '200'],
      ['2025-07-31', '220'],
    ] as const) {
      await given.figure(indicatorId, { value, periodEnd, periodStart: '2025-01-01', publishedOn: periodEnd });
    }
    const [row] = await app.db.query<{ explained: { headline: string; achieved: string; coveredTo: string } }[]>(
      'SELECT explained FROM verdict WHERE target_id = $1',
      [targetId],
    );
    expect(row?.explained).toMatchObject({ headline: 'far_behind', achieved: '220', coveredTo: '2025-07-31' });
  });

  it('what is published today is news, not a correction', async () => {
    app.timeIs('2025-06-10T12:00:00+08:00');
    const { id: targetId, indicatorId } = await given.target(
      { start: '2025-01-01', due: '2025-12-31' },
      { announcedOn: '2025-01-10' },
    );
    app.timeIs('2025-06-12T12:00:00+08:00');
    await given.figure(indicatorId, { value: '300', periodEnd: '2025-06-10', publishedOn: '2025-06-12' });
    expect((await told(targetId)).at(-1)).toBe('ordinary 2025-06-12 no_figures > met');
    expect(await flags(targetId)).toEqual(['met acknowledged']);
  });

  it('a revision that takes an achievement back corrects the days since, and says why', async () => {
    app.timeIs('2025-07-01T12:00:00+08:00');
    const { id: targetId, indicatorId } = await given.target(
      { start: '2025-01-01', due: '2025-12-31' },
      { announcedOn: '2025-01-10' },
    );
    const { id } = await given.figure(indicatorId, {
      value: '400',
      periodEnd: '2025-06-30',
      publishedOn: '2025-07-01',
    });
    expect(await flags(targetId)).toEqual(['exceeded open']);
    app.timeIs('2025-07-05T12:00:00+08:00');
    await given.revision(id, { value: '40', periodEnd: '2025-06-30', publishedOn: '2025-07-03' });
    const [change] = await app.db.query<{ body: ToldChange }[]>(
      "SELECT body FROM entry WHERE kind = 'change' AND target_id = $1 ORDER BY id DESC LIMIT 1",
      [targetId],
    );
    expect(change!.body).toMatchObject({ kind: 'correction', on: '2025-07-03', until: null, because: 'revised' });
    expect(await headline(targetId)).toBe('far_behind');
    expect(await flags(targetId)).toEqual(['exceeded cleared']);
  });

  it('an auditor who says otherwise contests it, and a decision settles it until a new figure comes', async () => {
    app.timeIs('2025-08-01T12:00:00+08:00');
    const { id: targetId, indicatorId } = await given.target(
      { start: '2025-01-01', due: '2025-06-30' },
      { announcedOn: '2025-01-10' },
    );
    await given.figure(indicatorId, { value: '300', periodEnd: '2025-06-30', publishedOn: '2025-08-01' });
    await given.figure(indicatorId, {
      value: '200',
      periodEnd: '2025-06-30',
      publishedOn: '2025-08-01',
      publisherClass: 'auditor',
    });
    expect(await headline(targetId)).toBe('contested');
    expect(await flags(targetId)).toContain('contested open');

    const decide = app.http.post(`/api/v1/targets/${targetId}/decisions`).set(...app.staff);
    await decide.send({ delivery: 'met', reason: 'the auditor left out one district' }).expect(201);
    expect(await headline(targetId)).toBe('met');
    expect(await flags(targetId)).toContain('contested cleared');

    await given.figure(indicatorId, {
      value: '210',
      periodEnd: '2025-07-31',
      publishedOn: '2025-08-01',
      publisherClass: 'auditor',
    });
    expect(await headline(targetId)).toBe('contested');
  });

  it('keeps the headline on the original when the promise is eased, and raises the goalpost', async () => {
    app.timeIs('2025-09-01T12:00:00+08:00');
    const { id: targetId, indicatorId } = await given.target(
      { start: '2025-01-01', due: '2025-06-30' },
      { announcedOn: '2025-01-10' },
    );
    await given.figure(indicatorId, { value: '240', periodEnd: '2025-06-30', publishedOn: '2025-09-01' });
    const eased = { comparator: 'at_least', value: '240', start: '2025-01-01', due: '2025-06-30' };
    await given.post(`targets/${targetId}/versions`, { kind: 'amendment', announcedOn: '2025-09-01', ...eased });
    const { body } = await app.http.get(`/api/v1/targets/${targetId}/verdict`).expect(200);
    expect(body).toMatchObject({ headline: 'overdue', goalpost: 'eased', current: { headline: 'met' } });
    expect(await flags(targetId)).toEqual(['unreported cleared', 'overdue open', 'goalpost open']);
  });

  it('knows every past day as it was known then, and as it is known now', async () => {
    app.timeIs('2025-10-01T12:00:00+08:00');
    const { id: targetId, indicatorId } = await given.target(
      { start: '2025-01-01', due: '2025-06-30' },
      { announcedOn: '2025-01-10' },
    );
    await app.run(SealJob);
    app.timeIs('2025-10-02T12:00:00+08:00');
    await given.figure(indicatorId, { value: '300', periodEnd: '2025-06-30', publishedOn: '2025-07-15' });
    await app.run(SealJob);
    const ask = async (query: string): Promise<string> =>
      (await app.http.get(`/api/v1/targets/${targetId}/verdict?${query}`).expect(200)).body.headline as string;
    expect(await ask('asOf=2025-07-20')).toBe('met');
    expect(await ask('asOf=2025-07-20&knownAt=2025-10-01T12:30:00%2B08:00')).toBe('awaiting_figures');
    expect(await ask('asOf=2025-07-10')).toBe('awaiting_figures');
  });

  it('counts a target that is taken back no more', async () => {
    app.timeIs('2025-10-03T12:00:00+08:00');
    const { pledgeId, indicatorId } = await given.target({ start: '2025-01-01', due: '2025-06-30' });
    const version = { comparator: 'at_least', value: '1' };
    const { versions } = (await given.post(`pledges/${pledgeId}/targets`, { indicatorId, version })) as GivenVersions;
    const counts = async (): Promise<object> =>
      (await app.http.get(`/api/v1/pledges/${pledgeId}`).expect(200)).body.rollUp.counts as object;
    expect(await counts()).toEqual({ unreported: 1, no_figures: 1 });
    await given.takeBack('version', versions[0]!.id);
    expect(await counts()).toEqual({ unreported: 1 });

    await app.db.query('UPDATE pledge_verdict SET counts = $2 WHERE pledge_id = $1', [pledgeId, { met: 2 }]);
    expect((await app.get(ReplayService).check()).differences).toEqual([
      expect.stringContaining(`pledge ${pledgeId}: pledge_verdict has`),
    ]);
    await app.get(ReplayService).rebuild();
  });

  it('is found again from the facts, to the span, and can be made anew', async () => {
    await app.run(SettleStandingsJob);
    const replay = app.get(ReplayService);
    expect((await app.get(VerifyService).verify()).differences).toEqual([]);
    const all = 'SELECT * FROM verdict_span ORDER BY target_id, known_from_entry, on_from';
    const before = await app.db.query<unknown[]>(all);
    await app.run(SealJob);
    await app.db.query("UPDATE verdict_span SET headline = 'met' WHERE headline = 'unreported'");
    await app.db.query("UPDATE verdict SET headline = 'met' WHERE headline = 'unreported'");
    expect((await replay.check()).differences.length).toBeGreaterThan(0);
    expect((await replay.rebuild()).targets).toBeGreaterThan(0);
    expect((await replay.check()).differences).toEqual([]);
    const after = await app.db.query<{ known_from: number | null }[]>(all);
    expect(after.map((row) => ({ ...row, known_from: null, known_to: null }))).toEqual(
      before.map((row) => ({ ...(row as object), known_from: null, known_to: null })),
    );
    expect(after.every(({ known_from }) => known_from !== null)).toBe(true);
  });

  describe('judged by older rules', () => {
    /** A promise that is behind since 30 June 2025, settled on 1 August. */
    async function behind(): Promise<{ targetId: string; pledgeId: string; indicatorId: string }> {
      app.timeIs('2025-08-01T12:00:00+08:00');
      const made = await given.target({ start: '2025-01-01', due: '2025-12-31' }, { announcedOn: '2025-01-10' });
      await given.figure(made.indicatorId, {
        value: '120',
        periodStart: '2025-01-01',
        periodEnd: '2025-06-30',
        publishedOn: '2025-07-10',
      });
      await app.run(SettleStandingsJob);
      expect(await headline(made.id)).toBe('behind');
      return { targetId: made.id, ...made };
    }

    const promised = { headline: 'no_figures', cause: 'version', until: 'figure' };

    /** How 1 August was judged, from which entry on and until which. */
    const spans = (targetId: string): Promise<{ headline: string; cause: string; until: string | null }[]> =>
      app.db.query(
        `SELECT headline, known.kind AS cause, gone.kind AS until FROM verdict_span
         JOIN entry known ON known.id = known_from_entry LEFT JOIN entry gone ON gone.id = known_to_entry
         WHERE verdict_span.target_id = $1 AND on_from <= '2025-08-01' AND on_to > '2025-08-01' ORDER BY known_from_entry`,
        [targetId],
      );

    const entriesOf = async (): Promise<number> => {
      const [row] = await app.db.query<[{ count: number }]>('SELECT count(*) FROM entry');
      return row.count;
    };

    const kept = async (targetId: string): Promise<Record<string, unknown>> => {
      const [row] = await app.db.query<[Record<string, unknown>]>('SELECT * FROM verdict WHERE target_id = $1', [
        targetId,
      ]);
      return row;
    };

    /** Pretends that the rules of before had said something else. */
    async function judgedOtherwise(targetId: string): Promise<void> {
      await app.db.query("UPDATE verdict SET rules_version = 0, headline = 'on_track' WHERE target_id = $1", [
        targetId,
      ]);
      await app.db.query("UPDATE verdict_span SET headline = 'on_track' WHERE target_id = $1 AND headline = 'behind'", [
        targetId,
      ]);
    }

    it('is dated where nothing has moved: no span is written, nothing is told', async () => {
      const { targetId, pledgeId } = await behind();
      const before = await kept(targetId);
      const entries = await entriesOf();
      app.timeIs('2025-08-20T12:00:00+08:00');
      await app.db.query('UPDATE verdict SET rules_version = 0 WHERE target_id = $1', [targetId]);
      expect(await app.run(SettleStandingsJob)).toMatch(/, 1 judged by new rules$/);
      expect(await kept(targetId)).toEqual({
        ...before,
        as_of: '2025-08-20',
        settled_at: new Date('2025-08-20T04:00:00Z'),
        explained: { ...(before.explained as object), asOf: '2025-08-20' },
      });
      expect(await entriesOf()).toBe(entries);
      expect(await spans(targetId)).toEqual([promised, { headline: 'behind', cause: 'figure', until: null }]);
      const { body } = await app.http.get(`/api/v1/pledges/${pledgeId}`);
      expect(body.targets[0].verdict).toMatchObject({ asOf: '2025-08-20', rulesVersion: 1, headline: 'behind' });
      expect((await app.get(VerifyService).verify()).differences).toEqual([]);
    });

    it('moves its days by an entry that says so, and tells today', async () => {
      const { targetId } = await behind();
      const other = await behind();
      await judgedOtherwise(targetId);
      await app.db.query('UPDATE verdict SET rules_version = 0 WHERE target_id = $1', [other.targetId]);
      const entries = await entriesOf();
      expect(await app.run(SettleStandingsJob)).toBe('0 settled, 2 judged by new rules');
      expect(await headline(targetId)).toBe('behind');
      expect((await told(targetId)).at(-1)).toBe('rules 2025-08-01 on_track > behind');
      expect(await spans(targetId)).toEqual([
        promised,
        { headline: 'on_track', cause: 'figure', until: 'rules' },
        { headline: 'behind', cause: 'rules', until: null },
      ]);
      expect(await entriesOf()).toBe(entries + 2);
      // A rebuild knows no older rules.
      await app.get(ReplayService).rebuild();
      expect((await app.get(VerifyService).verify()).differences).toEqual([]);
    });

    it('is written anew where its answer alone has moved', async () => {
      const { targetId } = await behind();
      const before = await kept(targetId);
      await app.db.query(
        `UPDATE verdict SET rules_version = 0, explained = explained || '{"sentenceEn": ""}' WHERE target_id = $1`,
        [targetId],
      );
      const entries = await entriesOf();
      await app.run(SettleStandingsJob);
      expect(await kept(targetId)).toEqual(before);
      expect(await entriesOf()).toBe(entries);
    });

    it('is judged of all its days when it comes due before its turn', async () => {
      const { targetId } = await behind();
      await judgedOtherwise(targetId);
      app.timeIs('2025-12-02T12:00:00+08:00');
      await app.get(SettleService).settleDue();
      expect(await told(targetId)).toContain('rules 2025-12-02 on_track > behind');
      expect(await kept(targetId)).toMatchObject({ headline: 'behind', rules_version: 1, changes_on: '2026-01-01' });
      await app.get(ReplayService).rebuild();
    });

    it('is judged of all its days when it was set aside', async () => {
      const { targetId } = await behind();
      await judgedOtherwise(targetId);
      await app.db.query(
        "UPDATE verdict SET rules_version = 1, set_aside = 'it threw', changes_at = 'epoch' WHERE target_id = $1",
        [targetId],
      );
      await app.get(SettleService).settleDue();
      expect(await kept(targetId)).toMatchObject({ headline: 'behind', set_aside: null, changes_on: '2025-12-01' });
      expect((await spans(targetId)).at(-1)).toEqual({ headline: 'behind', cause: 'rules', until: null });
      await app.get(ReplayService).rebuild();
      expect((await app.get(VerifyService).verify()).differences).toEqual([]);
    });

    it('is judged by the fact that came while it was set aside, and corrects what it had told', async () => {
      const other = await behind();
      const { targetId } = await behind();
      // As a program would have left it whose rule threw when the figure was recorded.
      await app.db.query(
        `DELETE FROM verdict_span WHERE target_id = $1 AND known_to_entry IS NULL AND known_from_entry =
           (SELECT max(known_from_entry) FROM verdict_span WHERE target_id = $1)`,
        [targetId],
      );
      await app.db.query('UPDATE verdict_span SET known_to_entry = NULL WHERE target_id = $1', [targetId]);
      await app.db.query(
        `UPDATE verdict SET headline = 'no_figures', set_aside = 'it threw', changes_at = 'epoch'
         WHERE target_id = $1`,
        [targetId],
      );
      const before = await told(targetId);
      const rules = await app.db.query<unknown[]>("SELECT FROM entry WHERE kind = 'rules'");
      app.timeIs('2025-12-01T12:00:00+08:00');
      await app.get(SettleService).settleDue();
      // What else comes due goes by time.
      expect(await kept(other.targetId)).toMatchObject({ as_of: '2025-12-01', changes_on: '2026-01-01' });
      expect(await kept(targetId)).toMatchObject({ headline: 'behind', set_aside: null });
      expect((await spans(targetId)).at(-1)).toEqual({ headline: 'behind', cause: 'figure', until: null });
      expect((await told(targetId)).slice(before.length)).toContainEqual(
        expect.stringMatching(/^correction 2025-08-01\.\..* no_figures > behind$/),
      );
      expect(await app.db.query("SELECT FROM entry WHERE kind = 'rules'")).toHaveLength(rules.length);
      expect((await app.get(VerifyService).verify()).differences).toEqual([]);
    });

    it('is judged alone of its pledge, and leaves out what is taken back', async () => {
      const { targetId, pledgeId, indicatorId } = await behind();
      const version = { comparator: 'at_least', value: '500', start: '2025-01-01', due: '2025-12-31' };
      const add = async (): Promise<GivenVersions> =>
        (await given.post(`pledges/${pledgeId}/targets`, { indicatorId, version })) as GivenVersions;
      const { id: second } = await add();
      await given.takeBack('version', (await add()).versions[0]!.id);
      await app.db.query('UPDATE verdict SET rules_version = 0 WHERE pledge_id = $1', [pledgeId]);
      const entries = await entriesOf();
      await app.run(SettleStandingsJob);
      expect(await entriesOf()).toBe(entries); // nothing had moved
      await judgedOtherwise(targetId);
      await app.run(SettleStandingsJob);
      expect((await spans(targetId)).at(-1)).toMatchObject({ headline: 'behind', cause: 'rules' });
      expect((await spans(second)).at(-1)).toMatchObject({ cause: 'version', until: null });
      const [rolled] = await app.db.query<{ counts: Record<string, number> }[]>(
        'SELECT counts FROM pledge_verdict WHERE pledge_id = $1',
        [pledgeId],
      );
      expect(Object.values(rolled!.counts).reduce((a, b) => a + b)).toBe(2);
      await app.get(ReplayService).rebuild();
      expect((await app.get(VerifyService).verify()).differences).toEqual([]);
    });
  });

  it('sets aside a target whose rule throws, alone, and shows why', async () => {
    app.timeIs('2025-10-05T12:00:00+08:00');
    const { id: targetId, indicatorId } = await given.target(
      { start: '2025-01-01', due: '2025-10-20' },
      { announcedOn: '2025-01-10' },
    );
    const other = await given.target({ start: '2025-01-01', due: '2025-10-20' }, { announcedOn: '2025-01-10' });
    // A version that no service would have let in.
    const spoilt = await app.db.transaction(async (tx) => {
      const id = newId();
      const entryId = await app
        .get(EntriesService)
        .record(tx, 'version', { targetId, factId: id, body: {} }, { authorId: 'test' });
      await tx.query(
        `INSERT INTO version (id, entry_id, target_id, kind, announced_on, comparator, value, miss_allowed, measure, start, due,
           closes, publication_lag_days, grace_days, assumed)
         VALUES ($1, $2, $3, 'clarification', '2025-01-11', 'about', 1, 'none', 'flow', '2025-01-01', '2025-10-20',
           'fixed', 30, 0, '{}')`,
        [id, entryId, targetId],
      );
      return id;
    });
    await given.figure(indicatorId, {
      value: '10',
      periodStart: '2025-01-01',
      periodEnd: '2025-03-31',
      publishedOn: '2025-10-05',
    });
    app.timeIs('2025-10-21T12:00:00+08:00');
    await app.run(SettleStandingsJob);
    expect(await headline(other.id)).toBe('awaiting_figures');
    const [row] = await app.db.query<{ set_aside: string | null }[]>(
      'SELECT set_aside FROM verdict WHERE target_id = $1',
      [targetId],
    );
    expect(row!.set_aside).not.toBeNull();
    await app.db.query('UPDATE verdict SET rules_version = 0 WHERE target_id = ANY($1)', [[targetId, other.id]]);
    expect(await app.run(SettleStandingsJob)).toBe('0 settled, 2 judged by new rules');

    await given.takeBack('version', spoilt);
    expect(await headline(targetId)).toBe('awaiting_figures');
    const [mended] = await app.db.query<{ set_aside: string | null }[]>(
      'SELECT set_aside FROM verdict WHERE target_id = $1',
      [targetId],
    );
    expect(mended!.set_aside).toBeNull();

    // What was known meanwhile cannot be told, now or later: rebuilding leaves this pledge alone and says so.
    const replay = app.get(ReplayService);
    const fault = { targetId, reason: expect.stringContaining('BigInt') };
    expect(await replay.rebuild()).toEqual({ targets: expect.any(Number), faults: [fault] });
    expect(await headline(targetId)).toBe('awaiting_figures');
    expect(await headline(other.id)).toBe('awaiting_figures');
    expect((await replay.check()).differences).toEqual([
      expect.stringMatching(`target ${targetId}: its rule throws, .*BigInt`),
    ]);
  });
});
