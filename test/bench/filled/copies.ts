// Copies stencils many times over by set-based SQL: new ids, other governments, one log. A copy of lawful rows is lawful.
import pg from 'pg';
import { wordsOf } from '../../../src/pledges/search-words.rules.js';
import { copiesOf, ENTRY_COLUMNS } from './copies.sql.js';
import { named, NAMED, placesOf } from './places.rules.js';

const TABLES = [
  'indicator',
  'pledge',
  'target',
  'version',
  'figure',
  'decision',
  'check',
  'note',
  'void',
  'verdict',
  'pledge_verdict',
  'verdict_span',
  'pledge_span',
  'flag',
];
const ID =
  /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** A row as `to_jsonb` has it. */
type Row = Record<string, unknown>;
/** An entry with its rank and its transaction. */
type EntryRow = Row & { id: number; position: number; xact: string };
type Rows = { tables: Record<string, Row[]>; idOf: (id: string) => string };

/** Rows of every table of facts and of what they lead to, told by numbers; the zone of each government. */
export interface Stencils {
  rows: Rows;
  zones: Record<string, string>;
  pledges: number;
  targets: number;
}

/** Reads the stencils out of the database they were entered into. */
export async function readStencils(ownerUrl: string): Promise<Stencils> {
  const client = await connect(ownerUrl);
  try {
    const read = async <T extends Row>(sql: string): Promise<T[]> =>
      (await client.query<{ row: T }>(sql)).rows.map(({ row }) => row);
    const entries = await read<EntryRow>(
      `SELECT to_jsonb(e) || jsonb_build_object('xact', e.xact::text) AS row FROM entry e WHERE kind NOT IN ('reference', 'rules') ORDER BY position`,
    );
    const ranks = new Map(entries.map(({ id }, at) => [id, at + 1]));
    const positions = new Map(entries.map(({ position }, at) => [position, at + 1]));
    const batches = new Map<string, number>();
    for (const [at, { xact }] of entries.entries()) if (!batches.has(xact)) batches.set(xact, at + 1);
    const stencils: Record<string, Row[]> = {
      entry: entries.map((row) => ({
        ...row,
        chain: null,
        id: ranks.get(row.id),
        position: ranks.get(row.id),
        xact: String(batches.get(row.xact)),
      })),
    };
    for (const table of TABLES) {
      const rows = await read(`SELECT to_jsonb(t) AS row FROM "${table}" t`);
      stencils[table] = rows.map((row) => ranked(row, ranks, positions));
    }
    const zones = await client.query<{ id: string; time_zone: string }>('SELECT id, time_zone FROM jurisdiction');
    return {
      rows: numbered(stencils),
      zones: Object.fromEntries(zones.rows.map(({ id, time_zone }) => [id, time_zone])),
      pledges: stencils.pledge!.length,
      targets: stencils.target!.length,
    };
  } finally {
    await client.end();
  }
}

/**
 * Fills a migrated, empty database with `times` copies of each stencil, as its owner; indexes are made at the end, and
 * statistics. A copy of them all is a plan: what one government promised under one programme. The chain of hashes is not the entries' own: everything else is as lawful as the stencils are.
 */
export async function copyStencils(ownerUrl: string, stencils: Stencils, times: number): Promise<void> {
  const client = await connect(ownerUrl);
  try {
    await client.query("SET maintenance_work_mem = '512MB'; SET work_mem = '256MB'; SET synchronous_commit = off");
    // Foreign keys hold by construction; only a superuser may say so.
    await client.query('SET session_replication_role = replica').catch(() => undefined);
    await client.query('BEGIN');
    const indexes = await dropIndexes(client);
    await loadStencils(client, stencils.rows);
    await layGround(client, stencils, times);
    for (const statement of copiesOf(times, await columnsOf(client))) await client.query(statement);
    await client.query(
      `UPDATE feed SET head = (SELECT max(position) FROM entry), known_at = (SELECT max(known_at) FROM entry)`,
    );
    await client.query(`SELECT setval(pg_get_serial_sequence('entry', 'id'), (SELECT max(id) FROM entry))`);
    await client.query('DROP SCHEMA stencil CASCADE');
    for (const index of indexes) await client.query(index);
    await client.query('COMMIT');
    await client.query('VACUUM (ANALYZE)');
  } finally {
    await client.end();
  }
}

/** The columns of every table. */
async function columnsOf(client: pg.Client): Promise<Map<string, string[]>> {
  const { rows } = await client.query<{ table_name: string; columns: string[] }>(
    `SELECT table_name, array_agg(column_name::text ORDER BY ordinal_position) AS columns
     FROM information_schema.columns WHERE table_schema = 'public' GROUP BY table_name`,
  );
  return new Map(rows.map(({ table_name, columns }) => [table_name, columns]));
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

/** Entries are told by their rank from here on, and so are positions: all are sealed. */
function ranked(row: Row, ranks: Map<number, number>, positions: Map<number, number>): Row {
  const said = { ...row };
  for (const column of ENTRY_COLUMNS) {
    const named = said[column];
    if (typeof named !== 'number') continue;
    const isPosition = column === 'known_from' || column === 'known_to';
    said[column] = (isPosition ? positions : ranks).get(named);
  }
  return said;
}

/** Every id gets a number in its last twelve digits; a copy only changes the first twelve. */
function numbered(stencils: Record<string, Row[]>): Rows {
  const numbers = new Map<string, number>();
  const idOf = (id: string): string => `00000000-0000-7000-8000-${numbers.get(id)!.toString(16).padStart(12, '0')}`;
  const text = JSON.stringify(stencils).replace(ID, (id) => {
    if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
    return idOf(id);
  });
  return { tables: JSON.parse(text) as Record<string, Row[]>, idOf };
}

async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; made: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS made FROM pg_index
     JOIN pg_class ON pg_class.oid = indexrelid JOIN pg_namespace ON pg_namespace.oid = relnamespace
     WHERE nspname = 'public' AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`,
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  return rows.map(({ made }) => made);
}

async function loadStencils(client: pg.Client, { tables }: Rows): Promise<void> {
  await client.query('CREATE SCHEMA stencil');
  for (const [table, rows] of Object.entries(tables)) {
    await client.query(`CREATE UNLOGGED TABLE stencil."${table}" (LIKE public."${table}")`);
    if (table === 'entry') {
      await client.query(
        'ALTER TABLE stencil.entry ALTER id DROP NOT NULL, ALTER xact TYPE bigint USING NULL, ALTER chain TYPE text',
      );
    }
    await client.query(
      `INSERT INTO stencil."${table}" SELECT * FROM jsonb_populate_recordset(NULL::stencil."${table}", $1)`,
      [JSON.stringify(rows)],
    );
    await client.query(`ANALYZE stencil."${table}"`);
  }
}

/** Governments with agencies, programmes and sources, few large and many small; then which copy belongs where. */
async function layGround(client: pg.Client, { zones, rows: { idOf } }: Stencils, times: number): Promise<void> {
  await client.query(`
    CREATE FUNCTION stencil.ref(kind integer, nth bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
      $$ SELECT ('0000000' || to_hex(kind) || '-0000-7000-8000-' || lpad(to_hex(nth), 12, '0'))::uuid $$;
    CREATE TABLE stencil.zone (jurisdiction_id uuid, time_zone text);
    CREATE TABLE stencil.place (nth integer, zone text, of_zone integer, zh text, en text, words text[]);
    CREATE TABLE stencil.agency (nth integer, zh text, en text, words text[]);
    CREATE TABLE stencil.named (kind text, nth integer, zh text, en text);`);
  await client.query('INSERT INTO stencil.zone SELECT * FROM unnest($1::uuid[], $2::text[])', [
    Object.keys(zones).map(idOf),
    Object.values(zones),
  ]);
  const places = placesOf(Object.values(zones));
  await client.query('INSERT INTO stencil.place SELECT * FROM jsonb_populate_recordset(NULL::stencil.place, $1)', [
    JSON.stringify(places.map((place) => ({ ...place, words: wordsOf([place.zh, place.en]) }))),
  ]);
  await client.query('INSERT INTO stencil.agency SELECT * FROM jsonb_populate_recordset(NULL::stencil.agency, $1)', [
    JSON.stringify(named('agency').map((agency) => ({ ...agency, words: wordsOf([agency.zh, agency.en]) }))),
  ]);
  await client.query('INSERT INTO stencil.named SELECT * FROM jsonb_populate_recordset(NULL::stencil.named, $1)', [
    JSON.stringify((['programme', 'topic'] as const).flatMap((kind) => named(kind).map((row) => ({ kind, ...row })))),
  ]);
  await client.query(`
    INSERT INTO jurisdiction (id, name_zh, name_en, time_zone) SELECT stencil.ref(1, nth), zh, en, zone FROM stencil.place;
    INSERT INTO agency SELECT stencil.ref(2, p.nth * ${NAMED.agency} + a.nth), stencil.ref(1, p.nth), p.zh || a.zh, a.en
      FROM stencil.place p CROSS JOIN stencil.agency a;
    INSERT INTO topic SELECT stencil.ref(3, nth), zh, en FROM stencil.named WHERE kind = 'topic';
    INSERT INTO programme SELECT stencil.ref(4, p.nth * ${NAMED.programme} + n.nth), stencil.ref(1, p.nth), p.zh || n.zh, n.en
      FROM stencil.place p CROSS JOIN stencil.named n WHERE n.kind = 'programme';
    INSERT INTO unit VALUES (stencil.ref(6, 0), '个', 'units');
    INSERT INTO source (id, publisher, publisher_class, address, published_on)
      SELECT stencil.ref(5, p.nth * 3 + c.nth - 1), p.zh, c.class, 'https://example.org/', '2022-01-03'
      FROM stencil.place p CROSS JOIN unnest(ARRAY['government', 'auditor', 'independent']) WITH ORDINALITY AS c(class, nth);
    SELECT setseed(0.42);
    CREATE UNLOGGED TABLE stencil.plan AS
      SELECT i, zone, power(random(), 2) AS lot, (random() * ${NAMED.programme + 1})::integer AS programme
      FROM (SELECT i, zone FROM generate_series(0, ${times - 1}) AS i
            CROSS JOIN (SELECT DISTINCT time_zone AS zone FROM stencil.zone) AS zones ORDER BY i, zone) AS each;
    CREATE UNLOGGED TABLE stencil.copy AS
      SELECT drawn.series, drawn.i, drawn.prefix, place.nth AS place, place.zh, place.en, stencil.ref(1, place.nth) AS jurisdiction_id,
        CASE WHEN drawn.agency < ${NAMED.agency} THEN stencil.ref(2, place.nth * ${NAMED.agency} + drawn.agency) END AS agency_id,
        CASE WHEN drawn.programme < ${NAMED.programme} THEN stencil.ref(4, place.nth * ${NAMED.programme} + drawn.programme) END AS programme_id,
        stencil.ref(3, drawn.topic) AS topic_id, stencil.ref(5, place.nth * 3) AS source_id, stencil.ref(6, 0) AS unit_id,
        place.words || coalesce(agency.words, '{}') AS words
      FROM (
        SELECT s.series, s.time_zone, i, plan.lot, plan.programme, substr(lpad(to_hex(1640000000000 + i * 977), 12, '0'), 1, 8) || '-' || right(to_hex(1640000000000 + i * 977), 4) AS prefix,
          (random() * ${NAMED.agency + 0.4})::integer AS agency,
          floor(power(random(), 1.5) * ${NAMED.topic})::integer AS topic
        FROM (SELECT DISTINCT p.locator AS series, z.time_zone FROM stencil.pledge p JOIN stencil.zone z USING (jurisdiction_id)) s
        JOIN stencil.plan ON plan.zone = s.time_zone
        ORDER BY i, s.series
      ) AS drawn
      JOIN (SELECT zone, count(*) AS places FROM stencil.place GROUP BY zone) AS counted ON counted.zone = drawn.time_zone
      JOIN stencil.place ON place.zone = drawn.time_zone AND place.of_zone = floor(drawn.lot * counted.places)
      LEFT JOIN stencil.agency ON agency.nth = drawn.agency;
    ANALYZE stencil.copy;
    CREATE UNLOGGED TABLE stencil.fact AS
      SELECT id AS pledge_id, locator AS series FROM stencil.pledge;
    ANALYZE stencil.fact;`);
}
