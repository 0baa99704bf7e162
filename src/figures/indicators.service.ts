import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Day } from '../clock/calendar.rules.js';
import { newId } from '../database/ids.js';
import { rows } from '../database/rows.js';
import { type Authorship, EntriesService } from '../entries/entries.service.js';
import { stands } from '../facts/standing.sql.js';
import { Faults, Refusal } from '../errors.js';
import { NOW, type Moment } from '../governments/governments.service.js';
import { Jurisdiction } from '../governments/jurisdiction.entity.js';
import { Unit } from '../governments/unit.entity.js';
import type { Measure } from '../verdicts/words.rules.js';
import { Indicator } from './indicator.entity.js';

export type NewIndicator = Omit<Indicator, 'id'> & { id?: string };

/** An indicator with its unit and how far it is reported. */
export interface KnownIndicator extends Omit<Indicator, 'unitId'> {
  unit: { id: string; zh: string; en: string | null };
  /** How many figures stand. */
  figures: number;
  /** The last day that one of them speaks of. */
  lastPeriodEnd: Day | null;
}

export interface IndicatorFilter {
  jurisdiction: string | null;
  measure: Measure | null;
}

/** What is counted. An indicator is never changed: figures on record mean what it said. */
@Injectable()
export class IndicatorsService {
  constructor(
    private readonly db: DataSource,
    private readonly entries: EntriesService,
  ) {}

  /** Adds something that is counted. */
  async addIndicator(draft: NewIndicator, by: Authorship): Promise<KnownIndicator> {
    return this.entries.write(by, async (tx) => {
      await refuseUnknown(tx, draft);
      const { id = newId(), jurisdictionId, unitId, nameZh, nameEn, measure, stage, definition } = draft;
      const indicator = { id, jurisdictionId, unitId, nameZh, nameEn, measure, stage, definition };
      await this.entries.record(tx, 'reference', { factId: id, body: { noun: 'indicator', added: indicator } }, by);
      await tx.insert(Indicator, indicator);
      return this.known(tx, id);
    });
  }

  /** One of them, and how far it was reported by a moment. */
  async indicator(id: string, moment: Moment = NOW): Promise<KnownIndicator> {
    return this.known(this.db.manager, id, moment);
  }

  /** In the order of their ids, those that were on record; one more than `limit` where there are more. */
  async indicators(
    filter: IndicatorFilter,
    moment: Moment,
    after: string | null,
    limit: number,
  ): Promise<KnownIndicator[]> {
    return rows<KnownIndicator>(
      this.db,
      `${SELECT}
       WHERE ($3::uuid IS NULL OR indicator.id > $3) AND ($4::uuid IS NULL OR indicator.jurisdiction_id = $4)
         AND ($5::text IS NULL OR indicator.measure = $5)
         AND ($2::bigint IS NULL OR EXISTS (
           SELECT FROM entry WHERE entry.fact_id = indicator.id AND entry.kind = 'reference' AND entry.position <= $2))
       ORDER BY indicator.id LIMIT $6`,
      [moment.asOf, moment.position, after, filter.jurisdiction, filter.measure, limit + 1],
    );
  }

  /** Those of the ids that are on record. */
  async indicatorsById(tx: EntityManager, ids: string[], moment: Moment): Promise<KnownIndicator[]> {
    return rows<KnownIndicator>(tx, `${SELECT} WHERE indicator.id = ANY($3)`, [moment.asOf, moment.position, ids]);
  }

  private async known(tx: EntityManager, id: string, moment: Moment = NOW): Promise<KnownIndicator> {
    const [indicator] = await this.indicatorsById(tx, [id], moment);
    if (!indicator) throw Refusal.of('not_found', 'indicator');
    return indicator;
  }
}

const SELECT = `
  SELECT indicator.id, indicator.jurisdiction_id, indicator.name_zh,
    indicator.name_en, indicator.measure, indicator.stage, indicator.definition,
    jsonb_build_object('id', unit.id, 'zh', unit.zh, 'en', unit.en) AS unit,
    reported.figures, reported.last_period_end
  FROM indicator JOIN unit ON unit.id = indicator.unit_id CROSS JOIN LATERAL (
    SELECT count(*) AS figures, max(figure.period_end) AS last_period_end FROM figure
    WHERE figure.indicator_id = indicator.id AND ($1::date IS NULL OR figure.published_on <= $1) AND ${stands('figure', '$2')}
  ) reported`;

async function refuseUnknown(tx: EntityManager, { jurisdictionId, unitId }: NewIndicator): Promise<void> {
  const faults = new Faults();
  if (!(await tx.existsBy(Jurisdiction, { id: jurisdictionId }))) {
    faults.add('/jurisdictionId', 'unknown_jurisdiction', 'names no jurisdiction');
  }
  if (!(await tx.existsBy(Unit, { id: unitId }))) faults.add('/unitId', 'unknown_unit', 'names no unit');
  faults.refuse('indicator_refused');
}
