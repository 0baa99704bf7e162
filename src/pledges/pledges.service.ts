import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import type { Day } from '../clock/calendar.rules.js';
import { Clock } from '../clock/clock.js';
import { newId } from '../database/ids.js';
import { type Authorship, EntriesService } from '../entries/entries.service.js';
import { stands, targetStands } from '../entries/known.rules.js';
import { type FieldRefusal, Refusal } from '../errors.js';
import { FiguresService, type NewFigure } from '../figures/figures.service.js';
import { NOW } from '../governments/governments.service.js';
import { StandingsService } from '../standings/standings.service.js';
import type { Comparator } from '../verdicts/words.rules.js';
import { CatalogueService, type KnownPledge, type KnownTarget, type KnownVersion } from './catalogue.service.js';
import { Pledge } from './pledge.entity.js';
import { type Named, namedBy } from './references.js';
import { Target } from './target.entity.js';
import { Version } from './version.entity.js';
import { type LaterKind, type Promised, type VersionKind, faultsOfVersion } from './versions.rules.js';
import { wordsOf } from './words.rules.js';

/** What a version says; null is left to what the target measures, the pledge's day and the pledge's source. */
export interface NewVersion extends Omit<Promised, 'measure' | 'publicationLagDays'> {
  measure: Promised['measure'] | null;
  publicationLagDays: number | null;
  announcedOn: Day | null;
  reason: string | null;
  sourceId: string | null;
  assumed: string[];
  dueWords: string | null;
  dueEarliest: Day | null;
}

export interface NewTarget {
  id?: string;
  indicatorId: string;
  version: NewVersion;
}

/** A figure that comes with its pledge; its share or claim speaks of the pledge's target at `target`. */
export interface FigureOfPledge extends Omit<NewFigure, 'targetId'> {
  indicatorId: string;
  target: number | null;
}

/** A pledge to be; ids only where the caller makes sure to publish it once. */
export interface NewPledge extends Omit<Pledge, 'id' | 'entryId' | 'words'> {
  id?: string;
  targets: NewTarget[];
  figures: FigureOfPledge[];
}

/** What was announced after the original: all of what the target says now. A withdrawal says nothing of it. */
export interface LaterVersion extends Pick<NewVersion, 'reason' | 'sourceId'> {
  kind: LaterKind;
  announcedOn: Day;
  said: Omit<NewVersion, 'comparator' | 'announcedOn' | 'reason' | 'sourceId'> & { comparator: Comparator | null };
}

type VersionRow = Omit<Version, 'entryId'>;
type PledgeRow = Omit<Pledge, 'entryId'>;
type Refuse = (pointer: string, code: string, message: string) => void;

interface TargetOfVersion {
  pledgeId: string;
  sourceId: string;
  timeZone: string;
  measure: Promised['measure'];
  stands: boolean;
}

const AT_ONCE = 1000;

/** What was promised, and what became of the promise's words. */
@Injectable()
export class PledgesService {
  constructor(
    private readonly clock: Clock,
    private readonly entries: EntriesService,
    private readonly figures: FiguresService,
    private readonly standings: StandingsService,
    private readonly catalogue: CatalogueService,
  ) {}

  /** Publishes a pledge with its targets and figures, and settles it. */
  async publishPledge(draft: NewPledge, by: Authorship): Promise<KnownPledge> {
    return this.entries.write(by, async (tx) => {
      const [id] = await this.publish(tx, [{ ...draft, at: '' }], by);
      return this.catalogue.read(tx, id!, NOW);
    });
  }

  /** Publishes many pledges at once, settles once, and answers their ids in the order given. */
  async publishPledges(drafts: NewPledge[], by: Authorship): Promise<string[]> {
    const placed = drafts.map((draft, at) => ({ ...draft, at: `/${at}` }));
    return this.entries.write(by, (tx) => this.publish(tx, placed, by));
  }

  /** Adds a measurable part to a pledge, and settles it. */
  async addTarget(pledgeId: string, draft: NewTarget, by: Authorship): Promise<KnownTarget> {
    return this.entries.write(by, async (tx) => {
      await this.standings.lockIndicators(tx, [draft.indicatorId]);
      await this.standings.lockPledges(tx, [pledgeId]);
      const pledge = await tx.findOneBy(Pledge, { id: pledgeId });
      if (!pledge) throw notFound('pledge');
      await this.refuseVoid(tx, pledgeId);
      const { faults, refuse } = faultList();
      const named = await namedBy(tx, { indicatorIds: [draft.indicatorId], sourceIds: sourcesOf(draft) });
      const zone = await zoneOf(tx, pledge.jurisdictionId);
      const rows = this.targetRows(pledge, [draft], named, zone, '', refuse);
      throwIfAny(faults, 'target_refused');
      const [versionEntry] = await this.entries.recordAll(tx, rows.map(versionEntryOf), by);
      await tx.insert(
        Target,
        rows.map(({ target }) => target),
      );
      await tx.insert(
        Version,
        rows.map(({ version }) => ({ ...version, entryId: versionEntry! })),
      );
      await this.standings.settle(tx, [pledgeId]);
      const { targets } = await this.catalogue.read(tx, pledgeId, NOW);
      return targets.find(({ id }) => id === rows[0]!.target.id)!;
    });
  }

  /** Announces what a target says from now on, or that it is withdrawn, and settles its pledge. */
  async announceVersion(targetId: string, draft: LaterVersion, by: Authorship): Promise<KnownVersion> {
    return this.entries.write(by, async (tx) => {
      const { pledgeId } = await targetOfVersion(tx, targetId);
      await this.standings.lockPledges(tx, [pledgeId]);
      const target = await targetOfVersion(tx, targetId);
      if (!target.stands) throw new Refusal('conflict', 'target_void', 'the target was taken back');
      const version = await this.laterVersion(tx, targetId, target, draft);
      const body = bodyOf(version);
      const entryId = await this.entries.record(tx, 'version', { pledgeId, targetId, factId: version.id, body }, by);
      await tx.insert(Version, { ...version, entryId });
      await this.standings.settle(tx, [pledgeId]);
      const versions = await this.catalogue.versionsOf(tx, [targetId], NOW);
      return versions.find(({ id }) => id === version.id)!;
    });
  }

  private async publish(tx: EntityManager, drafts: (NewPledge & { at: string })[], by: Authorship): Promise<string[]> {
    const figures = drafts.flatMap((draft) => draft.figures);
    const indicatorIds = drafts.flatMap((draft) => draft.targets.map(({ indicatorId }) => indicatorId));
    const locked = await this.standings.lockIndicators(tx, [
      ...new Set([...indicatorIds, ...figures.map(({ indicatorId }) => indicatorId)]),
    ]);
    const named = await namedBy(tx, {
      jurisdictionIds: drafts.map(({ jurisdictionId }) => jurisdictionId),
      agencyIds: drafts.flatMap(({ agencyId }) => agencyId ?? []),
      programmeIds: drafts.flatMap(({ programmeId }) => programmeId ?? []),
      topicIds: drafts.map(({ topicId }) => topicId),
      indicatorIds,
      sourceIds: drafts.flatMap(({ sourceId, targets }) => [sourceId, ...targets.flatMap(sourcesOf)]),
    });
    const { faults, refuse } = faultList();
    const rows = drafts.map((draft) => this.pledgeRows(draft, named, refuse));
    throwIfAny(faults, 'pledge_refused');

    const targets = rows.flatMap((row) => row.targets);
    const entryIds = await this.entries.recordAll(
      tx,
      [
        ...rows.map(({ pledge: { words: _words, ...body } }) => ({
          kind: 'pledge' as const,
          pledgeId: body.id,
          factId: body.id,
          body,
        })),
        ...targets.map(versionEntryOf),
      ],
      by,
    );
    await inSets(rows, (set, from) =>
      tx.insert(
        Pledge,
        set.map(({ pledge }, at) => ({ ...pledge, entryId: entryIds[from + at]! })),
      ),
    );
    await inSets(targets, (set) =>
      tx.insert(
        Target,
        set.map(({ target }) => target),
      ),
    );
    await inSets(targets, (set, from) =>
      tx.insert(
        Version,
        set.map(({ version }, at) => ({ ...version, entryId: entryIds[rows.length + from + at]! })),
      ),
    );
    await this.figures.record(
      tx,
      rows.flatMap((row) => row.figures),
      by,
    );
    const ids = rows.map(({ pledge }) => pledge.id);
    await this.standings.settle(tx, figures.length > 0 ? [...new Set([...ids, ...locked])] : ids);
    return ids;
  }

  private pledgeRows(draft: NewPledge & { at: string }, named: Named, refuse: Refuse) {
    const { at, targets, figures, id = newId() } = draft;
    const jurisdiction = named.jurisdictions.get(draft.jurisdictionId);
    if (!jurisdiction) refuse(`${at}/jurisdictionId`, 'unknown_jurisdiction', 'names no jurisdiction');
    this.refuseReferences(draft, named, refuse);
    const zone = jurisdiction?.timeZone ?? 'UTC';
    if (draft.announcedOn > this.clock.today(zone)) {
      refuse(`${at}/announcedOn`, 'announced_in_future', 'is a day to come in its jurisdiction');
    }
    const pledge: PledgeRow = {
      id,
      jurisdictionId: draft.jurisdictionId,
      agencyId: draft.agencyId,
      programmeId: draft.programmeId,
      topicId: draft.topicId,
      setBy: draft.setBy,
      titleZh: draft.titleZh,
      titleEn: draft.titleEn,
      quote: draft.quote,
      locator: draft.locator,
      sourceId: draft.sourceId,
      announcedOn: draft.announcedOn,
      words: wordsOf(this.textsOf(draft, named)),
    };
    const rows = this.targetRows(pledge, targets, named, zone, `${at}/targets`, refuse);
    return { pledge, targets: rows, figures: figures.map((figure, nth) => placed(figure, nth, rows, at, refuse)) };
  }

  private refuseReferences(draft: NewPledge & { at: string }, named: Named, refuse: Refuse): void {
    const { at, jurisdictionId, agencyId, programmeId, topicId, sourceId } = draft;
    const line = named.jurisdictions.get(jurisdictionId)?.line ?? [jurisdictionId];
    const within = (
      noun: 'agency' | 'programme',
      id: string | null,
      row: { jurisdictionId: string } | undefined,
    ): void => {
      if (id === null) return;
      if (!row) refuse(`${at}/${noun}Id`, `unknown_${noun}`, `names no ${noun}`);
      else if (!line.includes(row.jurisdictionId)) {
        refuse(`${at}/${noun}Id`, `${noun}_of_other_jurisdiction`, `names a ${noun} of another jurisdiction`);
      }
    };
    within('agency', agencyId, named.agencies.get(agencyId ?? ''));
    within('programme', programmeId, named.programmes.get(programmeId ?? ''));
    if (!named.topics.has(topicId)) refuse(`${at}/topicId`, 'unknown_topic', 'names no topic');
    if (!named.sources.has(sourceId)) refuse(`${at}/sourceId`, 'unknown_source', 'names no source');
  }

  private textsOf({ titleZh, titleEn, agencyId, targets }: NewPledge, named: Named): (string | null)[] {
    const agency = named.agencies.get(agencyId ?? '');
    const names = [agency, ...targets.map(({ indicatorId }) => named.indicators.get(indicatorId))];
    return [titleZh, titleEn, ...names.flatMap((row) => (row ? [row.nameZh, row.nameEn] : []))];
  }

  private targetRows(
    pledge: Pick<PledgeRow, 'id' | 'sourceId' | 'announcedOn'>,
    drafts: NewTarget[],
    named: Named,
    zone: string,
    at: string,
    refuse: Refuse,
  ): { target: Target; version: VersionRow }[] {
    return drafts.map(({ id = newId(), indicatorId, version: draft }, nth) => {
      const place = at === '' ? '' : `${at}/${nth}`;
      const indicator = named.indicators.get(indicatorId);
      if (!indicator) refuse(`${place}/indicatorId`, 'unknown_indicator', 'names no indicator');
      const measure = draft.measure ?? indicator?.measure ?? 'flow';
      if (indicator && measure !== indicator.measure) {
        refuse(`${place}/version/measure`, 'other_measure', `the indicator is a ${indicator.measure}`);
      }
      const sourceId = draft.sourceId ?? pledge.sourceId;
      if (draft.sourceId !== null && !named.sources.has(sourceId)) {
        refuse(`${place}/version/sourceId`, 'unknown_source', 'names no source');
      }
      const announcedOn = draft.announcedOn ?? pledge.announcedOn;
      const said = { ...draft, measure, sourceId, announcedOn };
      const version = versionRow(id, 'original', said);
      this.refuseVersion(version, zone, `${place}/version`, refuse);
      return { target: { id, pledgeId: pledge.id, indicatorId }, version };
    });
  }

  private refuseVersion(version: VersionRow, zone: string, at: string, refuse: Refuse): void {
    for (const { pointer, code, message } of faultsOfVersion(promisedBy(version), at)) refuse(pointer, code, message);
    if (version.announcedOn > this.clock.today(zone)) {
      refuse(`${at}/announcedOn`, 'announced_in_future', 'is a day to come in its jurisdiction');
    }
  }

  private async laterVersion(
    tx: EntityManager,
    targetId: string,
    target: TargetOfVersion,
    draft: LaterVersion,
  ): Promise<VersionRow> {
    const versions = await tx.query<{ id: string; kind: VersionKind; announced_on: Day }[]>(
      `SELECT id, kind, announced_on FROM version WHERE target_id = $1 AND ${stands('version', 'NULL')}
       ORDER BY announced_on, entry_id`,
      [targetId],
    );
    const original = versions.find(({ kind }) => kind === 'original')!;
    const current = await tx.findOneByOrFail(Version, { id: versions.at(-1)!.id });
    const { entryId: _entryId, ...standing } = current;
    const { kind, announcedOn, reason, sourceId, said } = draft;
    const { faults, refuse } = faultList();
    if (kind === 'withdrawal') refuseSaid(said, refuse);
    else if (said.comparator === null) refuse('/comparator', 'required', 'is part of what a target says');
    throwIfAny(faults, 'version_refused');
    const { comparator, measure } = said;
    const version: VersionRow =
      kind === 'withdrawal'
        ? { ...standing, id: newId(), kind, announcedOn, reason, sourceId }
        : versionRow(targetId, kind, {
            ...said,
            comparator: comparator ?? standing.comparator,
            measure: measure ?? target.measure,
            announcedOn,
            reason,
            sourceId,
          });
    this.refuseVersion(version, target.timeZone, '', refuse);
    if (announcedOn < original.announced_on) {
      refuse('/announcedOn', 'announced_before_promise', 'is before the promise was announced');
    }
    if (kind === 'clarification' && reason === null) {
      refuse('/reason', 'reason_needed', 'a clarification gives its reason');
    }
    const { sources } = await namedBy(tx, { sourceIds: sourceId === null ? [] : [sourceId] });
    if (sourceId !== null && !sources.has(sourceId)) refuse('/sourceId', 'unknown_source', 'names no source');
    throwIfAny(faults, 'version_refused');
    return version;
  }

  private async refuseVoid(tx: EntityManager, pledgeId: string): Promise<void> {
    const taken = await tx.query<unknown[]>('SELECT FROM void WHERE fact_id = $1', [pledgeId]);
    if (taken.length > 0) throw new Refusal('conflict', 'pledge_void', 'the pledge was taken back');
  }
}

/** A withdrawal says that the target is withdrawn, and nothing about it. */
function refuseSaid(said: LaterVersion['said'], refuse: Refuse): void {
  const { missAllowed, closes, graceDays, assumed, ...rest } = said;
  const given: [string, unknown][] = Object.entries(rest).filter(([, value]) => value !== null);
  if (missAllowed !== 'none') given.push(['missAllowed', missAllowed]);
  if (closes !== 'open') given.push(['closes', closes]);
  if (graceDays !== 0) given.push(['graceDays', graceDays]);
  if (assumed.length > 0) given.push(['assumed', assumed]);
  for (const [field] of given) refuse(`/${field}`, 'withdrawal_says_nothing', 'is not for a withdrawal to say');
}

/** The figure of a pledge as one of its indicator, its target named by id. */
function placed(
  { target, ...figure }: FigureOfPledge,
  nth: number,
  targets: { target: Target }[],
  at: string,
  refuse: Refuse,
) {
  const place = `${at}/figures/${nth}`;
  const named = target === null ? null : targets[target];
  if (named === undefined) refuse(`${place}/target`, 'unknown_target', 'is no place in the list of targets');
  return { ...figure, targetId: named?.target.id ?? null, at: place };
}

function versionRow(
  targetId: string,
  kind: VersionKind,
  said: NewVersion & { measure: Promised['measure']; announcedOn: Day },
): VersionRow {
  return {
    id: newId(),
    targetId,
    kind,
    announcedOn: said.announcedOn,
    reason: said.reason,
    sourceId: said.sourceId,
    comparator: said.comparator,
    value: said.value,
    upper: said.upper,
    tolerance: said.tolerance,
    missAllowed: said.missAllowed,
    measure: said.measure,
    aggregate: said.aggregate,
    start: said.start,
    due: said.due,
    closes: said.closes,
    baselineValue: said.baseline?.value ?? null,
    baselineOn: said.baseline?.on ?? null,
    cadence: said.cadence,
    publicationLagDays: said.publicationLagDays ?? (said.measure === 'deliverable' ? 0 : 30),
    graceDays: said.graceDays,
    trajectory: said.trajectory,
    assumed: said.assumed,
    dueWords: said.dueWords,
    dueEarliest: said.dueEarliest,
  };
}

/** A version as the rules and the log have it: its baseline in one. */
function promisedBy({ baselineValue, baselineOn, ...version }: VersionRow) {
  return { ...version, baseline: baselineValue === null ? null : { value: baselineValue, on: baselineOn } };
}

function bodyOf(version: VersionRow, indicatorId?: string): object {
  return { ...promisedBy(version), ...(indicatorId === undefined ? {} : { indicatorId }) };
}

function versionEntryOf({ target, version }: { target: Target; version: VersionRow }) {
  return {
    kind: 'version' as const,
    pledgeId: target.pledgeId,
    targetId: target.id,
    factId: version.id,
    body: bodyOf(version, target.indicatorId),
  };
}

async function targetOfVersion(tx: EntityManager, id: string): Promise<TargetOfVersion> {
  const [target] = await tx.query<TargetOfVersion[]>(
    `SELECT target.pledge_id AS "pledgeId", pledge.source_id AS "sourceId", jurisdiction.time_zone AS "timeZone",
       indicator.measure, ${targetStands('target', 'NULL')} AS stands
     FROM target JOIN pledge ON pledge.id = target.pledge_id JOIN indicator ON indicator.id = target.indicator_id
       JOIN jurisdiction ON jurisdiction.id = pledge.jurisdiction_id
     WHERE target.id = $1`,
    [id],
  );
  if (!target) throw notFound('target');
  return target;
}

async function zoneOf(tx: EntityManager, jurisdictionId: string): Promise<string> {
  const [row] = await tx.query<[{ time_zone: string }]>('SELECT time_zone FROM jurisdiction WHERE id = $1', [
    jurisdictionId,
  ]);
  return row.time_zone;
}

function sourcesOf({ version }: NewTarget): string[] {
  return version.sourceId === null ? [] : [version.sourceId];
}

async function inSets<Row>(rows: Row[], write: (set: Row[], from: number) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += AT_ONCE) await write(rows.slice(from, from + AT_ONCE), from);
}

function faultList(): { faults: FieldRefusal[]; refuse: Refuse } {
  const faults: FieldRefusal[] = [];
  return { faults, refuse: (pointer, code, message) => void faults.push({ pointer, code, message }) };
}

function throwIfAny(faults: FieldRefusal[], code: string): void {
  if (faults.length === 0) return;
  const [{ code: only, pointer, message }] = faults as [FieldRefusal];
  if (faults.length === 1) throw new Refusal('unprocessable', only, `${pointer} ${message}`, faults);
  throw new Refusal('unprocessable', code, 'a rule refuses what was sent, field by field', faults);
}

function notFound(noun: string): Refusal {
  return new Refusal('not_found', `${noun}_not_found`, `no such ${noun}`);
}
