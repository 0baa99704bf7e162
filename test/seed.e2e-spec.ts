import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seed } from '../seeds/seed.js';
import { startApp, type TestApp } from './support/app.js';

const TABLES = [
  'jurisdiction',
  'agency',
  'topic',
  'unit',
  'programme',
  'source',
  'indicator',
  'pledge',
  'target',
  'figure',
];

describe('seeding', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp();
    app.timeIs('2025-11-24T12:00:00+08:00');
  });
  afterAll(() => app.close());

  it('puts 47 pledges and every figure of the five documents on record', async () => {
    expect(await seed(app.nest)).toBe('47 pledges and 239 figures seeded');
    expect(await counts()).toMatchObject({ pledge: 47, target: 49, figure: 239, indicator: 267, source: 11 });
  });

  it('settles each promise once: the history before is backfill, and nothing is a correction', async () => {
    const kinds = await app.db.query<{ kind: string }[]>(
      `SELECT DISTINCT body ->> 'kind' AS kind FROM entry WHERE kind = 'change'`,
    );
    expect(kinds.map(({ kind }) => kind).toSorted()).toEqual(['backfill', 'ordinary']);
    const [aside] = await app.db.query<unknown[]>('SELECT FROM verdict WHERE set_aside IS NOT NULL');
    expect(aside).toBeUndefined();
  });

  it('says of the 49 targets what the rules say of the texts', async () => {
    const rows = await app.db.query<{ headline: string; targets: number }[]>(
      'SELECT headline, count(*)::int AS targets FROM verdict GROUP BY headline ORDER BY headline',
    );
    expect(Object.fromEntries(rows.map(({ headline, targets }) => [headline, targets]))).toEqual({
      long_overdue: 5,
      met: 2,
      no_figures: 16,
      not_assessable: 4,
      unreported: 22,
    });
  });

  it('leaves at most one open flag a promise, and none for what was kept', async () => {
    const flags = await app.db.query<{ flags: number }[]>(
      `SELECT count(*)::int AS flags FROM flag WHERE state = 'open' GROUP BY pledge_id`,
    );
    expect(flags).toHaveLength(27);
    expect(flags.every(({ flags: open }) => open === 1)).toBe(true);
  });

  it('adds nothing when it runs again, a day or a year later', async () => {
    const before = await counts();
    const [entries] = await app.db.query<[{ count: number }]>('SELECT count(*)::int AS count FROM entry');
    for (const day of ['2025-11-25', '2026-11-24']) {
      app.timeIs(`${day}T12:00:00+08:00`);
      expect(await seed(app.nest)).toBe('0 pledges and 0 figures seeded');
    }
    expect(await counts()).toEqual(before);
    const [after] = await app.db.query<[{ count: number }]>('SELECT count(*)::int AS count FROM entry');
    expect(after).toEqual(entries);
  });

  it('records nothing under an instant that was not then', async () => {
    const instants = await app.db.query<{ recorded_at: Date }[]>('SELECT DISTINCT recorded_at FROM entry');
    expect(instants).toEqual([{ recorded_at: new Date('2025-11-24T12:00:00+08:00') }]);
  });

  async function counts(): Promise<Record<string, number>> {
    const rows = await Promise.all(
      TABLES.map((table) => app.db.query<[{ count: number }]>(`SELECT count(*)::int AS count FROM ${table}`)),
    );
    return Object.fromEntries(TABLES.map((table, at) => [table, rows[at]![0].count]));
  }
});
