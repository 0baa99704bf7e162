import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Day } from '../clock/calendar.rules.js';
import { Clock } from '../clock/clock.js';
import { newId } from '../database/ids.js';
import { inSets } from '../database/sets.js';
import { type Authorship, EntriesService } from '../entries/entries.service.js';
import { isVoid, stands } from '../entries/known.rules.js';
import { Refusal } from '../errors.js';
import type { Moment } from '../governments/governments.service.js';
import { type KnownSource, SourcesService } from '../sources/sources.service.js';
import { StandingsService } from '../standings/standings.service.js';
import { type Because, Figure } from './figure.entity.js';
import type { FigureOfIndicator, NewFigure, PlacedFigure } from './figure-drafts.js';
import { refuseFigures } from './figure-faults.js';

/** A figure with where it comes from and when it was on record here. Instants are RFC 3339 UTC. */
export interface KnownFigure extends Omit<Figure, 'entryId'> {
  source: KnownSource;
  recordedAt: string;
  /** Its place in the sealed log; null until it has one. */
  position: number | null;
  /** The figure that supersedes it. */
  supersededBy: string | null;
  isVoid: boolean;
}

/** What was published about the indicators, figure by figure, and what superseded what. */
@Injectable()
export class FiguresService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly entries: EntriesService,
    private readonly sources: SourcesService,
    private readonly standings: StandingsService,
  ) {}

  /** Publishes one figure of an indicator and settles the pledges it bears on. */
  async publishFigure(indicatorId: string, draft: NewFigure, by: Authorship): Promise<KnownFigure> {
    const placed = { ...draft, indicatorId, at: '', supersedes: null, because: null };
    return this.entries.write(by, async (tx) => {
      const known = await tx.query<unknown[]>('SELECT FROM indicator WHERE id = $1', [indicatorId]);
      if (known.length === 0) throw new Refusal('not_found', 'indicator_not_found', 'no such indicator');
      const [id] = await this.publish(tx, [placed], by);
      return this.known(tx, id!);
    });
  }

  /** Publishes many figures at once, settles once, and answers their ids in the order given. */
  async publishFigures(drafts: FigureOfIndicator[], by: Authorship): Promise<string[]> {
    const placed = drafts.map((draft, at) => ({ ...draft, at: `/${at}`, supersedes: null, because: null }));
    return this.entries.write(by, (tx) => this.publish(tx, placed, by));
  }

  /** Puts a figure in the place of another: its publisher changed it, or we had mistyped it. */
  async reviseFigure(
    id: string,
    draft: Omit<NewFigure, 'targetId'> & { targetId?: string | null },
    because: Because,
    by: Authorship,
  ): Promise<KnownFigure> {
    return this.entries.write(by, async (tx) => {
      const figure = await tx.findOneBy(Figure, { id });
      if (!figure) throw notFound();
      const { indicatorId } = figure;
      const { targetId = figure.targetId } = draft;
      const placed = { ...draft, indicatorId, targetId, at: '', supersedes: id, because };
      const [revision] = await this.publish(tx, [placed], by);
      return this.known(tx, revision!);
    });
  }

  /** One figure, also where it is superseded or void. */
  async figure(id: string): Promise<KnownFigure> {
    return this.known(this.db.manager, id);
  }

  /** The figures of an indicator that stand, the latest period first; one more than `limit` where there are more. */
  async figuresOf(
    indicatorId: string,
    { asOf, position }: Moment,
    after: { periodEnd: Day; id: string } | null,
    limit: number,
  ): Promise<KnownFigure[]> {
    const rows = await this.db.query<FigureRow[]>(
      `${selectFigure('$2', '$3')}
       WHERE figure.indicator_id = $1 AND ($2::date IS NULL OR figure.published_on <= $2) AND ${stands('figure', '$3')}
         AND ($4::date IS NULL OR (figure.period_end, figure.id) < ($4::date, $5::uuid))
       ORDER BY figure.period_end DESC, figure.id DESC LIMIT $6`,
      [indicatorId, asOf, position, after?.periodEnd ?? null, after?.id ?? null, limit + 1],
    );
    return this.withSources(this.db.manager, rows);
  }

  /** The latest figures that bear on each of the targets: their indicators' and those that name them. */
  async latestOf(
    tx: EntityManager,
    targetIds: string[],
    { asOf, position }: Moment,
    each: number,
  ): Promise<Map<string, KnownFigure[]>> {
    const rows = await tx.query<(FigureRow & { ofTarget: string })[]>(
      `SELECT target.id AS "ofTarget", latest.*
       FROM target CROSS JOIN LATERAL (
         ${selectFigure('$2', '$3')}
         WHERE figure.indicator_id = target.indicator_id AND (figure.value IS NOT NULL OR figure.target_id = target.id)
           AND ($2::date IS NULL OR figure.published_on <= $2) AND ${stands('figure', '$3')}
         ORDER BY figure.period_end DESC, figure.id DESC LIMIT $4
       ) latest
       WHERE target.id = ANY($1)`,
      [targetIds, asOf, position, each],
    );
    const known = await this.withSources(tx, rows);
    const byTarget = new Map<string, KnownFigure[]>(targetIds.map((id) => [id, []]));
    for (const [at, { ofTarget }] of rows.entries()) byTarget.get(ofTarget)!.push(known[at]!);
    return byTarget;
  }

  /** Writes figures down within a decision that holds the locks of their indicators, and that settles afterwards. */
  async record(tx: EntityManager, drafts: (FigureOfIndicator & { at: string })[], by: Authorship): Promise<string[]> {
    return this.insert(
      tx,
      drafts.map((draft) => ({ ...draft, supersedes: null, because: null })),
      by,
    );
  }

  private async publish(tx: EntityManager, drafts: PlacedFigure[], by: Authorship): Promise<string[]> {
    const indicatorIds = [...new Set(drafts.map(({ indicatorId }) => indicatorId))];
    const pledgeIds = await this.standings.lockIndicators(tx, indicatorIds);
    const ids = await this.insert(tx, drafts, by);
    await this.standings.settle(tx, pledgeIds);
    return ids;
  }

  private async insert(tx: EntityManager, drafts: PlacedFigure[], by: Authorship): Promise<string[]> {
    if (drafts.length === 0) return [];
    const sources = byId(await this.sources.sources(tx, [...new Set(drafts.map(({ sourceId }) => sourceId))]));
    await refuseFigures(tx, drafts, sources, (zone) => this.clock.today(zone));
    const rows = drafts.map(({ id = newId(), at: _at, ...draft }) => ({
      id,
      indicatorId: draft.indicatorId,
      targetId: draft.targetId,
      sourceId: draft.sourceId,
      publisherClass: sources.get(draft.sourceId)!.publisherClass,
      locator: draft.locator,
      doubt: draft.doubt,
      periodStart: draft.periodStart,
      periodEnd: draft.periodEnd,
      form: draft.form,
      value: draft.value,
      bound: draft.bound,
      standing: draft.standing,
      statedShare: draft.statedShare,
      claim: draft.claim,
      publishedOn: draft.publishedOn,
      supersedes: draft.supersedes,
      because: draft.because,
    }));
    const entryIds = await this.entries.recordAll(
      tx,
      rows.map((row) => ({ kind: 'figure', targetId: row.targetId, factId: row.id, body: row })),
      by,
    );
    const figures = rows.map((row, at) => ({ ...row, entryId: entryIds[at]! }));
    await inSets(figures, (set) => tx.insert(Figure, set));
    return rows.map(({ id }) => id);
  }

  private async known(tx: EntityManager, id: string): Promise<KnownFigure> {
    const rows = await tx.query<FigureRow[]>(`${selectFigure('NULL', 'NULL')} WHERE figure.id = $1`, [id]);
    const [figure] = await this.withSources(tx, rows);
    if (!figure) throw notFound();
    return figure;
  }

  private async withSources(tx: EntityManager, rows: FigureRow[]): Promise<KnownFigure[]> {
    const sources = byId(await this.sources.sources(tx, [...new Set(rows.map(({ sourceId }) => sourceId))]));
    return rows.map(({ recordedAt, ...row }) => ({
      ...row,
      recordedAt: recordedAt.toISOString(),
      source: sources.get(row.sourceId)!,
    }));
  }
}

type FigureRow = Omit<KnownFigure, 'source' | 'recordedAt'> & { recordedAt: Date };

/** The columns of a figure, and what had superseded it by a day and a position. */
function selectFigure(asOf: string, position: string): string {
  return `SELECT figure.id, figure.indicator_id AS "indicatorId", figure.target_id AS "targetId",
      figure.source_id AS "sourceId", figure.publisher_class AS "publisherClass", figure.locator, figure.doubt,
      figure.period_start AS "periodStart", figure.period_end AS "periodEnd", figure.form, figure.value, figure.bound,
      figure.standing, figure.stated_share AS "statedShare", figure.claim, figure.published_on AS "publishedOn",
      figure.supersedes, figure.because, entry.recorded_at AS "recordedAt", entry.position,
      (SELECT later.id FROM figure later WHERE later.supersedes = figure.id AND ${stands('later', position)}
         AND (${asOf}::date IS NULL OR later.published_on <= ${asOf}) LIMIT 1) AS "supersededBy",
      ${isVoid('figure', position)} AS "isVoid"
    FROM figure JOIN entry ON entry.id = figure.entry_id`;
}

function byId<Row extends { id: string }>(rows: Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}

function notFound(): Refusal {
  return new Refusal('not_found', 'figure_not_found', 'no such figure');
}
