import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { SettleStandingsJob } from '../src/standings/settle/settle-standings.job.js';
import { startApp, type TestApp } from './support/app.js';
import { Chronicle, DAYS, type History, history } from './support/histories.js';

/** What 200 histories came to when this file was written. `TEST_WRITE=1` writes it anew. */
const FILE = resolve('test/gold/settled.json.gz');
const SEED = 8;
const DATABASES = 4;
const TOGETHER = 50;
const DEEDS = 4;
const A_DAY = 24 * 60;
/** Minutes between two settlings, by database: one is settled every night, another once. */
const PAUSES = [A_DAY, 9 * A_DAY, 40 * A_DAY, DAYS * A_DAY];

const histories = fc
  .sample(history, { seed: SEED, numRuns: DATABASES * TOGETHER })
  .map((each): History => ({ ...each, parts: each.parts.slice(0, 2), deeds: each.deeds.slice(0, DEEDS) }));

describe('changes, spans, verdicts, flags and roll-ups of 200 histories', () => {
  const found: string[][] = [];

  beforeAll(async () => {
    const worlds = Array.from({ length: DATABASES }, (_, nth) => nth);
    const lines = await Promise.all(
      worlds.map((nth) => linesOf(histories.slice(nth * TOGETHER, (nth + 1) * TOGETHER), PAUSES[nth]!)),
    );
    found.push(...lines.flat());
    if (process.env.TEST_WRITE) writeFileSync(FILE, gzipSync(JSON.stringify(found), { level: 9 }));
  }, 120_000);

  const stored = (): string[][] => JSON.parse(gunzipSync(readFileSync(FILE)).toString('utf8')) as string[][];

  it('are what they were', () => {
    const expected = stored();
    for (const [nth, lines] of found.entries()) expect({ nth, lines }).toEqual({ nth, lines: expected[nth] });
    expect(found).toHaveLength(expected.length);
  });

  it('are of every kind', () => {
    const kinds = found.flat().map((line) => line.split(' ', 2).join(' '));
    for (const kind of ['ordinary', 'backfill', 'correction', 'rules']) expect(kinds).toContain(`change ${kind}`);
    for (const kind of ['span', 'verdict', 'flag', 'roll-up', 'pledge-span', 'refused']) {
      expect(kinds.filter((each) => each.startsWith(`${kind} `)).length).toBeGreaterThan(20);
    }
  });
});

/** Lets histories happen in a database of their own; every third target was then judged otherwise by older rules. */
async function linesOf(drawn: readonly History[], pause: number): Promise<string[][]> {
  const app = await startApp();
  try {
    const chronicle = await Chronicle.open(app);
    const looks = Array.from({ length: Math.floor((DAYS * A_DAY) / pause) }, (_, nth) => nth * pause + 17 * 60);
    await chronicle.live(drawn, looks);
    const targets = chronicle.lived.flatMap((lived) => lived.targets.map(({ id }) => id));
    await judgedOtherwise(
      app,
      targets.filter((_, nth) => nth % 3 === 0),
    );
    await app.run(SettleStandingsJob);
    const lines: string[][] = [];
    for (const { pledgeId, targets: own, refused } of chronicle.lived) {
      const ids = own.map(({ id }) => id);
      lines.push([...refusals(refused), ...(await rowsOf(app, pledgeId, ids))]);
    }
    return lines;
  } finally {
    await app.close();
  }
}

async function judgedOtherwise({ db }: TestApp, targetIds: string[]): Promise<void> {
  const other = "headline = 'on_track', delivery = 'in_progress', timeliness = 'not_due'";
  await db.query(`UPDATE verdict SET rules_version = 0, ${other} WHERE target_id = ANY($1)`, [targetIds]);
  await db.query(`UPDATE verdict_span SET ${other} WHERE target_id = ANY($1) AND known_to_entry IS NULL`, [targetIds]);
}

function refusals(refused: (string | null)[]): string[] {
  return refused.flatMap((code, nth) => (code === null ? [] : `refused ${nth} ${code}`));
}

/** Rows as lines that name no id: targets by their place in the pledge, entries by their place in the log of facts. */
async function rowsOf({ db }: TestApp, pledgeId: string, targetIds: string[]): Promise<string[]> {
  return db.transaction(async (tx) => {
    await tx.query("SET LOCAL TIME ZONE 'UTC'");
    const rows = await tx.query<{ line: string }[]>(ROWS, [pledgeId, targetIds]);
    return rows.map(({ line }) => line);
  });
}

const AXES = `concat_ws(' ', headline, delivery, timeliness, pace, freshness, confidence, goalpost, coalesce(due::text, '-'))`;
const WHICH = 'array_position($2::uuid[], target_id)';
const cause = (entry: string): string => `coalesce((SELECT nth FROM facts WHERE facts.id = ${entry})::text, '-')`;

const ROWS = `
WITH facts AS (SELECT id, row_number() OVER (ORDER BY id) AS nth FROM entry WHERE kind <> 'change'),
lines AS (
  SELECT 1 AS part, ${WHICH} AS target, entry.id AS nth,
    concat_ws(' ', 'change', body ->> 'kind', ${WHICH}, recorded_at, body) AS line
  FROM entry WHERE kind = 'change' AND target_id = ANY($2)
  UNION ALL
  SELECT 2, ${WHICH}, known_from_entry * 1000000 + (on_from - DATE '2000-01-01'),
    concat_ws(' ', 'span', ${WHICH}, on_from, on_to, ${cause('known_from_entry')}, ${cause('known_to_entry')}, ${AXES})
  FROM verdict_span WHERE target_id = ANY($2)
  UNION ALL
  SELECT 3, ${WHICH}, 0, concat_ws(' ', 'verdict', ${WHICH}, ${AXES}, as_of, settled_at, first_published_on,
    coalesce(changes_on::text, '-'), coalesce(changes_at::text, '-'), rules_version, coalesce(set_aside, '-'), explained - 'asOf' - 'rulesVersion')
  FROM verdict WHERE target_id = ANY($2)
  UNION ALL
  SELECT 4, ${WHICH}, 0, concat_ws(' ', 'flag', ${WHICH}, raised_at, kind, detail, state, raised_on, acknowledged_at,
    acknowledged_by, cleared_at)
  FROM flag WHERE target_id = ANY($2)
  UNION ALL
  SELECT 5, 0, 0, concat_ws(' ', 'roll-up', headline, goalpost, counts, coalesce(due::text, '-'), changed_on)
  FROM pledge_verdict WHERE pledge_id = $1
  UNION ALL
  SELECT 6, 0, known_from_entry * 1000000 + (on_from - DATE '2000-01-01'), concat_ws(' ', 'pledge-span', on_from, on_to,
    ${cause('known_from_entry')}, ${cause('known_to_entry')}, headline, goalpost, counts, coalesce(due::text, '-'))
  FROM pledge_span WHERE pledge_id = $1
)
SELECT line FROM lines ORDER BY part, target, nth, line`;
