import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Day } from '../clock/calendar.rules.js';
import { Clock } from '../clock/clock.js';
import { rows } from '../database/rows.js';
import { inSnapshot } from '../database/snapshot.js';
import { isKnown, stands, targetStands } from '../facts/standing.sql.js';
import { Refusal } from '../errors.js';
import { ChecksService, type KnownCheck } from '../figures/checks.service.js';
import { FiguresService, type KnownFigure } from '../figures/figures.service.js';
import { IndicatorsService, type KnownIndicator } from '../figures/indicators.service.js';
import { type KnownNote, NotesService } from '../figures/notes.service.js';
import { GovernmentsService, type Moment } from '../governments/governments.service.js';
import { type KnownSource, SourcesService } from '../sources/sources.service.js';
import type { TargetHistory } from '../facts/fact-history.rules.js';
import { JudgingService } from '../standings/api/judging.service.js';
import type { Explained } from '../verdicts/explain.rules.js';
import type { Goalpost, Headline } from '../verdicts/words.rules.js';
import { Pledge } from './pledge.entity.js';
import type { Version } from './version.entity.js';

/** Figures that the page of a pledge shows of each target; the rest is in the list of its indicator. */
const FIGURES_SHOWN = 24;

export interface NamedRow {
  id: string;
  nameZh: string;
  nameEn: string | null;
}

/** What a pledge shows of its targets. */
export interface RollUp {
  headline: Headline;
  goalpost: Goalpost;
  counts: Partial<Record<Headline, number>>;
  due: Day | null;
  /** RFC 3339 UTC; null for a past day or an earlier knowledge. */
  settledAt: string | null;
}

/** A version with its place in the log. Instants are RFC 3339 UTC. */
export interface KnownVersion extends Omit<Version, 'entryId' | 'baselineValue' | 'baselineOn'> {
  baseline: { value: string; on: Day | null } | null;
  recordedAt: string;
  position: number | null;
}

export interface KnownTarget {
  id: string;
  indicator: KnownIndicator;
  /** In the order in which they were announced; the first is the original. */
  versions: KnownVersion[];
  /** Null where the target is set aside. */
  verdict: Explained | null;
  /** Why its rule threw: it is set aside alone, and shown. */
  setAside: string | null;
  /** The latest ones, the latest period first. */
  figures: KnownFigure[];
  checks: KnownCheck[];
}

export interface KnownVoid {
  id: string;
  reason: string;
  standsId: string | null;
  recordedAt: string;
}

export interface KnownPledge extends Omit<
  Pledge,
  'entryId' | 'words' | 'jurisdictionId' | 'agencyId' | 'programmeId' | 'topicId'
> {
  jurisdiction: NamedRow & { timeZone: string };
  agency: NamedRow | null;
  programme: NamedRow | null;
  topic: NamedRow;
  recordedAt: string;
  position: number | null;
  /** Where it was taken back: why, and what stands instead. */
  void: KnownVoid | null;
  /** The day it is shown for. */
  asOf: Day;
  rollUp: RollUp | null;
  targets: KnownTarget[];
  notes: KnownNote[];
  /** Every document that anything here names. */
  sources: KnownSource[];
}

interface PledgeHead extends Omit<
  KnownPledge,
  'asOf' | 'recordedAt' | 'void' | 'rollUp' | 'targets' | 'notes' | 'sources'
> {
  recordedAt: Date;
  isKnown: boolean;
  voidId: string | null;
  voidReason: string;
  voidStandsId: string | null;
  voidRecordedAt: Date;
}

type VersionRow = Omit<KnownVersion, 'recordedAt'> & { recordedAt: Date };

/** One pledge with everything that is on record about it, for any day, as known at any position of the log. */
@Injectable()
export class PledgeReaderService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly governments: GovernmentsService,
    private readonly sources: SourcesService,
    private readonly indicators: IndicatorsService,
    private readonly figures: FiguresService,
    private readonly checks: ChecksService,
    private readonly notes: NotesService,
    private readonly judging: JudgingService,
  ) {}

  /** A pledge as of a day, as known at an instant. */
  async pledge(id: string, asOf?: Day, knownAt?: string): Promise<KnownPledge> {
    const moment = await this.momentOf(id, asOf, knownAt);
    return inSnapshot(this.db, (tx) => this.read(tx, id, moment));
  }

  /** The moment that a reader of a pledge asks for, in its own calendar. */
  async momentOf(id: string, asOf?: Day, knownAt?: string): Promise<Moment> {
    const pledge = await this.db.manager.findOneBy(Pledge, { id });
    if (!pledge) throw Refusal.of('not_found', 'pledge');
    return this.governments.momentOf(asOf, knownAt, pledge.jurisdictionId);
  }

  /**
   * A pledge at a moment, within a snapshot or a decision that has just moved it. `facts` are those of its targets, where
   * they were read already.
   */
  async read(tx: EntityManager, id: string, moment: Moment, facts?: readonly TargetHistory[]): Promise<KnownPledge> {
    const [head] = await rows<PledgeHead>(tx, PLEDGE, [id, moment.position]);
    if (!head) throw Refusal.of('not_found', 'pledge');
    const { isKnown: wasKnown, voidId, voidReason, voidStandsId, voidRecordedAt, ...pledge } = head;
    if (!wasKnown) throw new Refusal('not_found', 'not_yet_known', 'at that instant the pledge was not on record here');
    if (moment.asOf !== null && pledge.announcedOn > moment.asOf) {
      throw new Refusal('not_found', 'not_yet_announced', 'on that day the pledge was not announced');
    }
    const zone = pledge.jurisdiction.timeZone;
    const targets = await this.targetsOf(tx, id, moment, facts);
    const notes = await this.notes.notesOf(tx, id, moment, zone);
    return {
      ...pledge,
      recordedAt: pledge.recordedAt.toISOString(),
      void:
        voidId === null
          ? null
          : { id: voidId, reason: voidReason, standsId: voidStandsId, recordedAt: voidRecordedAt.toISOString() },
      asOf: moment.asOf ?? this.clock.today(zone),
      rollUp: await this.rollUpOf(tx, id, moment),
      targets,
      notes,
      sources: await this.sources.sources(tx, sourceIdsOf(pledge.sourceId, targets)),
    };
  }

  /** The versions of targets that were announced by a moment, in that order. */
  async versionsOf(tx: EntityManager, targetIds: string[], { asOf, position }: Moment): Promise<KnownVersion[]> {
    const found = await rows<VersionRow>(tx, VERSIONS, [targetIds, asOf, position]);
    return found.map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString() }));
  }

  private async targetsOf(
    tx: EntityManager,
    pledgeId: string,
    moment: Moment,
    facts?: readonly TargetHistory[],
  ): Promise<KnownTarget[]> {
    const found = await rows<{ id: string; indicatorId: string }>(
      tx,
      `SELECT target.id, target.indicator_id FROM target JOIN version ON version.target_id = target.id AND version.kind = 'original'
       WHERE target.pledge_id = $1 AND ($2::date IS NULL OR version.announced_on <= $2) AND ${targetStands('target', '$3')}
       ORDER BY version.entry_id`,
      [pledgeId, moment.asOf, moment.position],
    );
    const ids = found.map(({ id }) => id);
    const indicatorIds = [...new Set(found.map((row) => row.indicatorId))];
    const indicators = await this.indicators.indicatorsById(tx, indicatorIds, moment);
    const versions = await this.versionsOf(tx, ids, moment);
    const verdicts = await this.judging.verdictsOf(tx, ids, moment, facts);
    const figures = await this.figures.latestOf(tx, ids, moment, FIGURES_SHOWN);
    const checks = await this.checks.checksOf(tx, ids, moment);
    return found.map(({ id, indicatorId }) => ({
      id,
      indicator: indicators.find((indicator) => indicator.id === indicatorId)!,
      versions: versions.filter(({ targetId }) => targetId === id),
      verdict: verdicts.get(id)?.verdict ?? null,
      setAside: verdicts.get(id)?.setAside ?? null,
      figures: figures.get(id)!,
      checks: checks.filter(({ targetId }) => targetId === id),
    }));
  }

  private async rollUpOf(tx: EntityManager, pledgeId: string, { asOf, position }: Moment): Promise<RollUp | null> {
    if (asOf === null) {
      const [row] = await rows<Omit<RollUp, 'settledAt'> & { settledAt: Date }>(
        tx,
        `SELECT headline, goalpost, counts, due, settled_at FROM pledge_verdict WHERE pledge_id = $1`,
        [pledgeId],
      );
      return row ? { ...row, settledAt: row.settledAt.toISOString() } : null;
    }
    const [row] = await rows<Omit<RollUp, 'settledAt'>>(
      tx,
      `SELECT headline, goalpost, counts, due FROM pledge_span span
       WHERE pledge_id = $1 AND on_from <= $2 AND $2 < on_to AND ${spanIsKnown('span', position === null ? null : '$3')}`,
      position === null ? [pledgeId, asOf] : [pledgeId, asOf, position],
    );
    return row ? { ...row, settledAt: null } : null;
  }
}

/** SQL that is true of a span that holds in the knowledge of a position; of the newest without one. */
export function spanIsKnown(span: string, position: string | null): string {
  if (position === null) return `${span}.known_to_entry IS NULL`;
  return `${span}.known_from <= ${position} AND (${span}.known_to IS NULL OR ${span}.known_to > ${position})`;
}

const NAMED = (row: string): string =>
  `CASE WHEN ${row}.id IS NOT NULL THEN jsonb_build_object('id', ${row}.id, 'nameZh', ${row}.name_zh, 'nameEn', ${row}.name_en) END`;

const PLEDGE = `
SELECT pledge.id, pledge.set_by, pledge.title_zh, pledge.title_en, pledge.quote, pledge.locator, pledge.source_id,
  pledge.announced_on, entry.recorded_at, entry.position, ${isKnown('pledge', '$2')} AS is_known,
  ${NAMED('jurisdiction')} || jsonb_build_object('timeZone', jurisdiction.time_zone) AS jurisdiction,
  ${NAMED('agency')} AS agency, ${NAMED('programme')} AS programme, ${NAMED('topic')} AS topic,
  taken.id AS void_id, taken.reason AS void_reason, taken.stands_id AS void_stands_id, taken.recorded_at AS void_recorded_at
FROM pledge JOIN entry ON entry.id = pledge.entry_id
  JOIN jurisdiction ON jurisdiction.id = pledge.jurisdiction_id
  JOIN topic ON topic.id = pledge.topic_id
  LEFT JOIN agency ON agency.id = pledge.agency_id
  LEFT JOIN programme ON programme.id = pledge.programme_id
  LEFT JOIN LATERAL (
    SELECT void.id, void.reason, void.stands_id, told.recorded_at FROM void JOIN entry told ON told.id = void.entry_id
    WHERE void.fact_id = pledge.id AND ($2::bigint IS NULL OR told.position <= $2)
  ) taken ON true
WHERE pledge.id = $1`;

const VERSIONS = `
SELECT version.*, entry.recorded_at, entry.position,
  CASE WHEN version.baseline_value IS NOT NULL
    THEN jsonb_build_object('value', version.baseline_value::text, 'on', version.baseline_on) END AS baseline
FROM version JOIN entry ON entry.id = version.entry_id
WHERE version.target_id = ANY($1) AND ($2::date IS NULL OR version.announced_on <= $2) AND ${stands('version', '$3')}
ORDER BY version.announced_on, version.entry_id`;

function sourceIdsOf(pledgeSource: string, targets: KnownTarget[]): string[] {
  const named = targets.flatMap(({ versions, figures }) => [
    ...versions.flatMap(({ sourceId }) => sourceId ?? []),
    ...figures.map(({ sourceId }) => sourceId),
  ]);
  return [...new Set([pledgeSource, ...named])];
}
