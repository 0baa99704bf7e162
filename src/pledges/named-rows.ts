import type { EntityManager } from 'typeorm';
import type { Measure } from '../verdicts/words.rules.js';

/** Rows that pledges name, those that are on record, by id. */
export interface Named {
  /** With their time zone and, nearest first, themselves and the governments above them. */
  jurisdictions: Map<string, { id: string; timeZone: string; line: string[] }>;
  agencies: Map<string, { id: string; jurisdictionId: string; nameZh: string; nameEn: string | null }>;
  programmes: Map<string, { id: string; jurisdictionId: string }>;
  topics: Map<string, { id: string }>;
  sources: Map<string, { id: string }>;
  indicators: Map<string, { id: string; measure: Measure; nameZh: string; nameEn: string | null }>;
}

const SELECTS: Record<keyof Named, string> = {
  jurisdictions: `
    WITH RECURSIVE line AS (
      SELECT id, time_zone, id AS at, parent_id, 0 AS up FROM jurisdiction WHERE id = ANY($1)
      UNION ALL
      SELECT line.id, line.time_zone, above.id, above.parent_id, up + 1 FROM line JOIN jurisdiction above ON above.id = line.parent_id
    ) SELECT id, time_zone AS "timeZone", array_agg(at::text ORDER BY up) AS line FROM line GROUP BY id, time_zone`,
  agencies:
    'SELECT id, jurisdiction_id AS "jurisdictionId", name_zh AS "nameZh", name_en AS "nameEn" FROM agency WHERE id = ANY($1)',
  programmes: 'SELECT id, jurisdiction_id AS "jurisdictionId" FROM programme WHERE id = ANY($1)',
  topics: 'SELECT id FROM topic WHERE id = ANY($1)',
  sources: 'SELECT id FROM source WHERE id = ANY($1)',
  indicators: 'SELECT id, measure, name_zh AS "nameZh", name_en AS "nameEn" FROM indicator WHERE id = ANY($1)',
};

/** Reads the rows that are named, one statement a noun, however many pledges name them. */
export async function namedBy(
  tx: EntityManager,
  ids: {
    jurisdictionIds?: string[];
    agencyIds?: string[];
    programmeIds?: string[];
    topicIds?: string[];
    sourceIds?: string[];
    indicatorIds?: string[];
  },
): Promise<Named> {
  const read = async <Row extends { id: string }>(
    noun: keyof Named,
    asked: string[] = [],
  ): Promise<Map<string, Row>> => {
    if (asked.length === 0) return new Map();
    const rows = await tx.query<Row[]>(SELECTS[noun], [[...new Set(asked)]]);
    return new Map(rows.map((row) => [row.id, row]));
  };
  return {
    jurisdictions: await read('jurisdictions', ids.jurisdictionIds),
    agencies: await read('agencies', ids.agencyIds),
    programmes: await read('programmes', ids.programmeIds),
    topics: await read('topics', ids.topicIds),
    sources: await read('sources', ids.sourceIds),
    indicators: await read('indicators', ids.indicatorIds),
  };
}
