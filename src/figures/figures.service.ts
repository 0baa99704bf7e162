import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Day } from '../clock/calendar.rules.js';
import { Clock } from '../clock/clock.js';
import { inBatches } from '../database/batches.js';
import { newId } from '../database/ids.js';
import { rows } from '../database/rows.js';
import { inSnapshot } from '../database/snapshot.js';
import { type Authorship, EntriesService } from '../entries/entries.service.js';
import { isVoid, stands } from '../facts/standing.sql.js';
import { lockIndicators } from '../facts/writable.js';
import { Refusal } from '../errors.js';
import type { Moment } from '../governments/governments.service.js';
import { type KnownSource, SourcesService } from '../sources/sources.service.js';
import { SettleService } from '../standings/settle/settle.service.js';
import { type Because, Figure } from './figure.entity.js';
import type { FigureOfIndicator, NewFigure, PlacedFigure } from './figure-drafts.js';
import { refuseFigures } from './figure-faults.js';
import { Indicator } from './indicator.entity.js';

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
    private readonly standings: SettleService,
  ) {}

  /** Publishes one figure of an indicator and settles the pledges it bears on. */
  async publishFigure(indicatorId: string, draft: NewFigure, by: Authorship): Promise<KnownFigure> {
    const placed = { ...draft, indicatorId, at: '', supersedes: null, because: null };
    return this.entries.write(by, async (tx) => {
      if (!(await tx.existsBy(Indicator, { id: indicatorId }))) throw Refusal.of('not_found', 'indicator');
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
      if (!figure) throw Refusal.of('not_found', 'figure');
      const { indicatorId } = figure;
      const { targetId = figure.targetId } = draft;
      const placed = { ...draft, indicatorId, targetId, at: '', supersedes: id, because };
      const [revision] = await this.publish(tx, [placed], by);
      return this.known(tx, revision!);
    });
  }

  /** One figure, also where it is superseded or void. */
  async figure(id: string): Promise<KnownFigure> {
    return inSnapshot(this.db, (tx) => this.known(tx, id));
  }

  /** The figures of an indicator that stand, the latest period first; one more than `limit` where there are more. */
  async figuresOf(
    indicatorId: string,
    { asOf, position }: Moment,
    after: { periodEnd: Day; id: string } | null,
    limit: number,
  ): Promise<KnownFigure[]> {
    return inSnapshot(this.db, async (tx) => {
      const found = await rows<FigureRow>(
        tx,
        `${selectFigure('$2', '$3')}
         WHERE figure.indicator_id = $1 AND ($2::date IS NULL OR figure.published_on <= $2) AND ${stands('figure', '$3')}
           AND ($4::date IS NULL OR (figure.period_end, figure.id) < ($4::date, $5::uuid))
         ORDER BY figure.period_end DESC, figure.id DESC LIMIT $6`,
        [indicatorId, asOf, position, after?.periodEnd ?? null, after?.id ?? null, limit + 1],
      );
      return this.withSources(tx, found);
    });
  }

  /** The latest figures that bear on each of the targets: their indicators' and those that name them. */
  async latestOf(
    tx: EntityManager,
    targetIds: string[],
    { asOf, position }: Moment,
    each: number,
  ): Promise<Map<string, KnownFigure[]>> {
    const found = await rows<FigureRow & { ofTarget: string }>(
      tx,
      `SELECT target.id AS of_target, latest.*
       FROM target CROSS JOIN LATERAL (
         ${selectFigure('$2', '$3')}
         WHERE figure.indicator_id = target.indicator_id AND (figure.value IS NOT NULL OR figure.target_id = target.id)
           AND ($2::date IS NULL OR figure.published_on <= $2) AND ${stands('figure', '$3')}
         ORDER BY figure.period_end DESC, figure.id DESC LIMIT $4
       ) latest
       WHERE target.id = ANY($1)`,
      [targetIds, asOf, position, each],
    );
    const known = await this.withSources(tx, found);
    const byTarget = new Map<string, KnownFigure[]>(targetIds.map((id) => [id, []]));
    for (const [at, { ofTarget }] of found.entries()) byTarget.get(ofTarget)!.push(known[at]!);
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
    const pledgeIds = await lockIndicators(tx, indicatorIds);
    const ids = await this.insert(tx, drafts, by);
    await this.standings.settle(tx, pledgeIds);
    return ids;
  }

  private async insert(tx: EntityManager, drafts: PlacedFigure[], by: Authorship): Promise<string[]> {
    if (drafts.length === 0) return [];
    const sources = byId(await this.sources.sources(tx, [...new Set(drafts.map(({ sourceId }) => sourceId))]));
    await refuseFigures(tx, drafts, sources, (zone) => this.clock.today(zone));
    const found = drafts.map(({ id = newId(), at: _at, ...draft }) => ({
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
      found.map((row) => ({ kind: 'figure', targetId: row.targetId, factId: row.id, body: row })),
      by,
    );
    const figures = found.map((row, at) => ({ ...row, entryId: entryIds[at]! }));
    await inBatches(figures, (batch) => tx.insert(Figure, batch));
    return found.map(({ id }) => id);
  }

  private async known(tx: EntityManager, id: string): Promise<KnownFigure> {
    const found = await rows<FigureRow>(tx, `${selectFigure('NULL', 'NULL')} WHERE figure.id = $1`, [id]);
    const [figure] = await this.withSources(tx, found);
    if (!figure) throw Refusal.of('not_found', 'figure');
    return figure;
  }

  private async withSources(tx: EntityManager, found: FigureRow[]): Promise<KnownFigure[]> {
    const sources = byId(await this.sources.sources(tx, [...new Set(found.map(({ sourceId }) => sourceId))]));
    return found.map(({ recordedAt, ...row }) => ({
      ...row,
      recordedAt: recordedAt.toISOString(),
      source: sources.get(row.sourceId)!,
    }));
  }
}

type FigureRow = Omit<KnownFigure, 'source' | 'recordedAt'> & { recordedAt: Date };

/** A figure, and what had superseded it by a day and a position. */
function selectFigure(asOf: string, position: string): string {
  return `SELECT figure.*, entry.recorded_at, entry.position,
      (SELECT later.id FROM figure later WHERE later.supersedes = figure.id AND ${stands('later', position)}
         AND (${asOf}::date IS NULL OR later.published_on <= ${asOf}) LIMIT 1) AS superseded_by,
      ${isVoid('figure', position)} AS is_void
    FROM figure JOIN entry ON entry.id = figure.entry_id`;
}

function byId<Row extends { id: string }>(found: Row[]): Map<string, Row> {
  return new Map(found.map((row) => [row.id, row]));
}
