import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Day } from '../clock/calendar.rules.js';
import { Clock } from '../clock/clock.js';
import { newId } from '../database/ids.js';
import { type Authorship, EntriesService } from '../entries/entries.service.js';
import { isVoid, stands, targetStands } from '../entries/known.rules.js';
import { type FieldRefusal, Refusal } from '../errors.js';
import type { Moment } from '../governments/governments.service.js';
import { type KnownSource, SourcesService } from '../sources/sources.service.js';
import { StandingsService } from '../standings/standings.service.js';
import { MOST_FIGURES } from '../verdicts/parse.rules.js';
import type { Measure } from '../verdicts/words.rules.js';
import { type Because, Figure } from './figure.entity.js';
import { type Statement, faultsOfFigure } from './figures.rules.js';

/** A figure to be; an id only where the caller makes sure to publish it once. */
export interface NewFigure extends Statement {
  id?: string;
  sourceId: string;
  /** Where in the source. */
  locator: string | null;
  /** Why the number may not be what it seems. */
  doubt: string | null;
  /** The target that its share or claim speaks of. */
  targetId: string | null;
}

export interface FigureOfIndicator extends NewFigure {
  indicatorId: string;
}

/** A figure on its way into the log; `at` points to it in what was asked. */
interface PlacedFigure extends FigureOfIndicator {
  at: string;
  supersedes: string | null;
  because: Because | null;
}

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

interface IndicatorOfFigure {
  id: string;
  measure: Measure;
  timeZone: string;
  figures: number;
}

interface TargetOfFigure {
  id: string;
  indicatorId: string;
  stands: boolean;
}

interface Superseded {
  id: string;
  targetId: string | null;
  publisherClass: string;
  hasValue: boolean;
  isVoid: boolean;
  isSuperseded: boolean;
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
    const sources = await this.refuse(tx, drafts);
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
    await tx.insert(
      Figure,
      rows.map((row, at) => ({ ...row, entryId: entryIds[at]! })),
    );
    return rows.map(({ id }) => id);
  }

  /** Throws what the product does not take; answers the sources. */
  private async refuse(tx: EntityManager, drafts: PlacedFigure[]): Promise<Map<string, KnownSource>> {
    const ids = (of: (draft: PlacedFigure) => string | null): string[] => [
      ...new Set(drafts.flatMap((draft) => of(draft) ?? [])),
    ];
    const sources = byId(
      await this.sources.sources(
        tx,
        ids(({ sourceId }) => sourceId),
      ),
    );
    const indicators = byId(
      await indicatorsOf(
        tx,
        ids(({ indicatorId }) => indicatorId),
      ),
    );
    const targets = byId(
      await targetsOf(
        tx,
        ids(({ targetId }) => targetId),
      ),
    );
    const superseded = byId(
      await supersededOf(
        tx,
        ids(({ supersedes }) => supersedes),
      ),
    );

    const faults: FieldRefusal[] = [];
    for (const draft of drafts) {
      const refuse = (field: string, code: string, message: string): void =>
        void faults.push({ pointer: `${draft.at}/${field}`, code, message });
      const indicator = indicators.get(draft.indicatorId);
      const source = sources.get(draft.sourceId);
      if (!source) refuse('sourceId', 'unknown_source', 'names no source');
      if (!indicator) {
        refuse('indicatorId', 'unknown_indicator', 'names no indicator');
        continue;
      }
      faults.push(...faultsOfFigure(draft, indicator.measure, draft.at));
      if (draft.publishedOn > this.clock.today(indicator.timeZone)) {
        refuse('publishedOn', 'published_in_future', 'is a day to come in its jurisdiction');
      }
      const target = draft.targetId === null ? null : targets.get(draft.targetId);
      if (target === undefined || target?.stands === false) refuse('targetId', 'unknown_target', 'names no target');
      else if (target && target.indicatorId !== draft.indicatorId) {
        refuse('targetId', 'target_of_other_indicator', 'names a target of another indicator');
      }
      if (draft.supersedes !== null && source) {
        refuseSuperseding(superseded.get(draft.supersedes)!, draft, source.publisherClass, refuse);
      }
      indicator.figures++;
      if (indicator.figures > MOST_FIGURES) {
        refuse('indicatorId', 'too_many_figures', `an indicator has at most ${MOST_FIGURES} figures`);
      }
    }
    if (faults.length > 0) {
      throw new Refusal(
        'unprocessable',
        faults.length === 1 ? faults[0]!.code : 'figure_refused',
        'this is not a figure that can be recorded',
        faults,
      );
    }
    return sources;
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

async function indicatorsOf(tx: EntityManager, ids: string[]): Promise<IndicatorOfFigure[]> {
  return tx.query(
    `SELECT indicator.id, indicator.measure, jurisdiction.time_zone AS "timeZone",
       (SELECT count(*) FROM figure WHERE figure.indicator_id = indicator.id AND ${stands('figure', 'NULL')}) AS figures
     FROM indicator JOIN jurisdiction ON jurisdiction.id = indicator.jurisdiction_id WHERE indicator.id = ANY($1)`,
    [ids],
  );
}

async function targetsOf(tx: EntityManager, ids: string[]): Promise<TargetOfFigure[]> {
  if (ids.length === 0) return [];
  return tx.query(
    `SELECT id, indicator_id AS "indicatorId", ${targetStands('target', 'NULL')} AS stands FROM target WHERE id = ANY($1)`,
    [ids],
  );
}

async function supersededOf(tx: EntityManager, ids: string[]): Promise<Superseded[]> {
  if (ids.length === 0) return [];
  return tx.query(
    `SELECT id, target_id AS "targetId", publisher_class AS "publisherClass", value IS NOT NULL AS "hasValue",
       ${isVoid('figure', 'NULL')} AS "isVoid",
       EXISTS (SELECT FROM figure later WHERE later.supersedes = figure.id AND ${stands('later', 'NULL')}) AS "isSuperseded"
     FROM figure WHERE id = ANY($1)`,
    [ids],
  );
}

function refuseSuperseding(
  earlier: Superseded,
  { value, targetId }: PlacedFigure,
  publisherClass: string,
  refuse: (field: string, code: string, message: string) => void,
): void {
  if (earlier.isVoid)
    throw new Refusal('conflict', 'figure_void', 'the figure was taken back: there is nothing to revise');
  if (earlier.isSuperseded) {
    throw new Refusal('conflict', 'already_superseded', 'another figure supersedes it already: revise that one');
  }
  if (earlier.publisherClass !== publisherClass) {
    refuse('sourceId', 'other_publisher_class', 'a revision comes from a publisher of the same class');
  }
  // Otherwise the figure would leave targets that the revision does not reach.
  if (earlier.hasValue !== (value !== null)) {
    refuse('value', 'revision_of_other_kind', 'a number is revised by a number: else take it back and publish another');
  } else if (!earlier.hasValue && earlier.targetId !== targetId) {
    refuse('targetId', 'revision_of_other_target', 'speaks of another target: take it back and publish another');
  }
}

function byId<Row extends { id: string }>(rows: Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}

function notFound(): Refusal {
  return new Refusal('not_found', 'figure_not_found', 'no such figure');
}
