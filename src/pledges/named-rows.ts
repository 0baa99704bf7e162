import { type EntityManager, type EntityTarget, In } from 'typeorm';
import { rows } from '../database/rows.js';
import { Indicator } from '../figures/indicator.entity.js';
import { Agency } from '../governments/agency.entity.js';
import { Topic } from '../governments/topic.entity.js';
import { Source } from '../sources/source.entity.js';
import { Programme } from './programme.entity.js';

/** A government that pledges name. */
interface NamedJurisdiction {
  id: string;
  timeZone: string;
  /** Nearest first, itself and the governments above it. */
  line: string[];
}

/** Rows that pledges name, those that are on record, by id. */
export interface Named {
  jurisdictions: Map<string, NamedJurisdiction>;
  agencies: Map<string, Agency>;
  programmes: Map<string, Programme>;
  topics: Map<string, Topic>;
  sources: Map<string, Source>;
  indicators: Map<string, Indicator>;
}

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
  return {
    jurisdictions: byId(await jurisdictionsOf(tx, ids.jurisdictionIds)),
    agencies: byId(await read(tx, Agency, ids.agencyIds)),
    programmes: byId(await read(tx, Programme, ids.programmeIds)),
    topics: byId(await read(tx, Topic, ids.topicIds)),
    sources: byId(await read(tx, Source, ids.sourceIds)),
    indicators: byId(await read(tx, Indicator, ids.indicatorIds)),
  };
}

async function read<Row extends { id: string }>(
  tx: EntityManager,
  entity: EntityTarget<Row>,
  ids: string[] = [],
): Promise<Row[]> {
  return ids.length === 0 ? [] : tx.findBy(entity, { id: In([...new Set(ids)]) } as never);
}

async function jurisdictionsOf(tx: EntityManager, ids: string[] = []): Promise<NamedJurisdiction[]> {
  return ids.length === 0 ? [] : rows<NamedJurisdiction>(tx, LINES, [[...new Set(ids)]]);
}

function byId<Row extends { id: string }>(found: Row[]): Map<string, Row> {
  return new Map(found.map((row) => [row.id, row]));
}

const LINES = `
WITH RECURSIVE line AS (
  SELECT id, time_zone, id AS at, parent_id, 0 AS up FROM jurisdiction WHERE id = ANY($1)
  UNION ALL
  SELECT line.id, line.time_zone, above.id, above.parent_id, up + 1 FROM line JOIN jurisdiction above ON above.id = line.parent_id
)
SELECT id, time_zone, array_agg(at::text ORDER BY up) AS line FROM line GROUP BY id, time_zone`;
