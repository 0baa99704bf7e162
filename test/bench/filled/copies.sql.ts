// The statements that copy stencils: `s` is a stencil's row, `c` the copy of its series (its number, the first half of its ids,
// its place). Entries of all copies are laid so that the log is dense and its instants never fall.

/** Columns that hold the id of an entry, or its position. */
export const ENTRY_COLUMNS = ['entry_id', 'known_from_entry', 'known_to_entry', 'known_from', 'known_to'];

const PLEDGE = 'JOIN stencil.fact f ON f.pledge_id = s.pledge_id JOIN stencil.copy c ON c.series = f.series';
const TARGET =
  'JOIN stencil.target t ON t.id = s.target_id JOIN stencil.fact f ON f.pledge_id = t.pledge_id JOIN stencil.copy c ON c.series = f.series';
const INDICATOR = 'JOIN stencil.indicator n ON n.id = s.indicator_id JOIN stencil.copy c ON c.series = n.definition';
const SOURCE = `stencil.ref(5, c.place * 3 + array_position(ARRAY['government', 'auditor', 'independent'], s.publisher_class) - 1)`;

/** One statement a table, for so many copies. `columns` names the columns of each; those not spoken of here stay as they are. */
export function copiesOf(times: number, columns: ReadonlyMap<string, readonly string[]>): string[] {
  const into = (table: string, values: Record<string, string>, join: string, order = 'c.i'): string =>
    insertion(table, { ...same(columns.get(table)!), ...values }, join, order);
  const entry = (column: string): string => `(s.${column} - 1) * ${times} + c.i + 1`;
  const known = Object.fromEntries(ENTRY_COLUMNS.slice(1).map((column) => [column, entry(column)]));
  return [
    `INSERT INTO entry (id, position, known_at, chain, kind, pledge_id, target_id, fact_id, body, author_id, reviewer_id, forced, recorded_at, xact)
     OVERRIDING SYSTEM VALUE
     SELECT ${entry('id')}, ${entry('position')}, s.known_at, sha256(c.prefix::bytea), s.kind, ${id('pledge_id')}, ${id('target_id')}, ${id('fact_id')},
       replace(s.body::text, '00000000-0000-', c.prefix || '-')::jsonb, s.author_id, s.reviewer_id, s.forced, s.recorded_at,
       (${entry('xact')})::text::xid8
     FROM (SELECT s.*, coalesce(p.series, n.definition) AS series FROM stencil.entry s
       LEFT JOIN stencil.fact p ON p.pledge_id = s.pledge_id
       LEFT JOIN stencil.figure g ON g.id = s.fact_id LEFT JOIN stencil.indicator n ON n.id = g.indicator_id) s
     JOIN stencil.copy c ON c.series = s.series ORDER BY 1`,
    into(
      'indicator',
      {
        id: id('id'),
        jurisdiction_id: 'c.jurisdiction_id',
        unit_id: 'c.unit_id',
      },
      'JOIN stencil.copy c ON c.series = s.definition',
    ),
    into(
      'pledge',
      {
        id: id('id'),
        entry_id: entry('entry_id'),
        jurisdiction_id: 'c.jurisdiction_id',
        agency_id: 'c.agency_id',
        programme_id: 'c.programme_id',
        topic_id: 'c.topic_id',
        source_id: 'c.source_id',
        words: 's.words || c.words',
        title_zh: `c.zh || ' ' || s.title_zh`,
        title_en: `c.en || ' ' || s.title_en`,
      },
      'JOIN stencil.copy c ON c.series = s.locator',
    ),
    into('target', { id: id('id'), pledge_id: id('pledge_id'), indicator_id: id('indicator_id') }, PLEDGE),
    into(
      'version',
      {
        id: id('id'),
        entry_id: entry('entry_id'),
        target_id: id('target_id'),
        source_id: 'c.source_id',
      },
      TARGET,
    ),
    into(
      'figure',
      {
        id: id('id'),
        entry_id: entry('entry_id'),
        indicator_id: id('indicator_id'),
        target_id: id('target_id'),
        source_id: SOURCE,
        supersedes: id('supersedes'),
      },
      INDICATOR,
    ),
    into(
      'verdict',
      {
        target_id: id('target_id'),
        pledge_id: id('pledge_id'),
      },
      PLEDGE,
    ),
    into(
      'pledge_verdict',
      {
        pledge_id: id('pledge_id'),
        jurisdiction_id: 'c.jurisdiction_id',
        agency_id: 'c.agency_id',
        programme_id: 'c.programme_id',
        topic_id: 'c.topic_id',
        ...(columns.get('pledge_verdict')!.includes('words') && { words: 's.words || c.words' }),
      },
      PLEDGE,
    ),
    into(
      'verdict_span',
      {
        target_id: id('target_id'),
        pledge_id: id('pledge_id'),
        ...known,
      },
      PLEDGE,
      's.known_from_entry, c.i',
    ),
    into(
      'pledge_span',
      {
        pledge_id: id('pledge_id'),
        ...known,
      },
      PLEDGE,
      's.known_from_entry, c.i',
    ),
    into(
      'flag',
      {
        id: id('id'),
        target_id: id('target_id'),
        pledge_id: id('pledge_id'),
      },
      PLEDGE,
    ),
  ];
}

function id(column: string): string {
  return `(c.prefix || substr(s.${column}::text, 14))::uuid`;
}

function same(columns: readonly string[]): Record<string, string> {
  return Object.fromEntries(columns.map((column) => [column, `s.${column}`]));
}

function insertion(table: string, values: Record<string, string>, join: string, order: string): string {
  return `INSERT INTO "${table}" (${Object.keys(values).join(', ')}) OVERRIDING SYSTEM VALUE
    SELECT ${Object.values(values).join(', ')} FROM stencil."${table}" s ${join} ORDER BY ${order}`;
}
