import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import type { Day } from '../clock/calendar.rules.js';
import { Clock } from '../clock/clock.js';
import { inBatches } from '../database/batches.js';
import { type Authorship, EntriesService } from '../entries/entries.service.js';
import { stands } from '../facts/standing.sql.js';
import { Faults } from '../errors.js';
import { lockIndicators, writablePledge, writableTarget } from '../facts/writable.js';
import { FiguresService } from '../figures/figures.service.js';
import { NOW } from '../governments/governments.service.js';
import { SettleService } from '../standings/settle/settle.service.js';
import { PledgeReaderService, type KnownPledge, type KnownTarget, type KnownVersion } from './pledge-reader.service.js';
import type { LaterVersion, NewPledge, NewTarget } from './drafts.js';
import { Pledge } from './pledge.entity.js';
import { type PledgeRows, type TargetRows, idsNamedBy, pledgeRows, targetRows } from './pledge-rows.js';
import { namedBy } from './named-rows.js';
import { Target } from './target.entity.js';
import { Version } from './version.entity.js';
import { type VersionRow, faultsOfRow, laterVersionRow, promisedBy } from './version-rows.js';

export type { LaterVersion, NewPledge, NewTarget, NewVersion } from './drafts.js';

/** What was promised, and what became of the promise's words. */
@Injectable()
export class PledgesService {
  constructor(
    private readonly clock: Clock,
    private readonly entries: EntriesService,
    private readonly figures: FiguresService,
    private readonly standings: SettleService,
    private readonly reader: PledgeReaderService,
  ) {}

  /** Publishes a pledge with its targets and figures, and settles it. */
  async publishPledge(draft: NewPledge, by: Authorship): Promise<KnownPledge> {
    return this.entries.write(by, async (tx) => {
      const [id] = await this.publish(tx, [draft], () => '', by);
      return this.reader.read(tx, id!, NOW);
    });
  }

  /** Publishes many pledges at once, settles once, and answers their ids in the order given. */
  async publishPledges(drafts: NewPledge[], by: Authorship): Promise<string[]> {
    return this.entries.write(by, (tx) => this.publish(tx, drafts, (nth) => `/${nth}`, by));
  }

  /** Adds a measurable part to a pledge, and settles it. */
  async addTarget(pledgeId: string, draft: NewTarget, by: Authorship): Promise<KnownTarget> {
    return this.entries.write(by, async (tx) => {
      await lockIndicators(tx, [draft.indicatorId]);
      const pledge = await writablePledge(tx, pledgeId);
      const { sourceId } = draft.version;
      const named = await namedBy(tx, { indicatorIds: [draft.indicatorId], sourceIds: sourceId ? [sourceId] : [] });
      const faults = new Faults();
      const rows = targetRows(draft, '', pledge, named, this.clock.today(pledge.timeZone), faults);
      faults.refuse('target_refused');
      await this.insertTargets(tx, [rows], await this.entries.recordAll(tx, [versionEntryOf(rows)], by));
      await this.standings.settle(tx, [pledgeId]);
      const { targets } = await this.reader.read(tx, pledgeId, NOW);
      return targets.find(({ id }) => id === rows.target.id)!;
    });
  }

  /** Announces what a target says from now on, or that it is withdrawn, and settles its pledge. */
  async announceVersion(targetId: string, draft: LaterVersion, by: Authorship): Promise<KnownVersion> {
    return this.entries.write(by, async (tx) => {
      const { pledgeId, timeZone } = await writableTarget(tx, targetId);
      const version = await this.laterVersion(tx, targetId, draft, this.clock.today(timeZone));
      const body = promisedBy(version);
      const entryId = await this.entries.record(tx, 'version', { pledgeId, targetId, factId: version.id, body }, by);
      await tx.insert(Version, { ...version, entryId });
      await this.standings.settle(tx, [pledgeId]);
      const versions = await this.reader.versionsOf(tx, [targetId], NOW);
      return versions.find(({ id }) => id === version.id)!;
    });
  }

  /** `place` points to a draft in what was asked. */
  private async publish(
    tx: EntityManager,
    drafts: NewPledge[],
    place: (nth: number) => string,
    by: Authorship,
  ): Promise<string[]> {
    const ids = idsNamedBy(drafts);
    const figures = drafts.flatMap((draft) => draft.figures);
    const counted = new Set([...ids.indicatorIds, ...figures.map(({ indicatorId }) => indicatorId)]);
    const locked = await lockIndicators(tx, [...counted]);
    const named = await namedBy(tx, ids);
    const faults = new Faults();
    const today = (zone: string): Day => this.clock.today(zone);
    const rows = drafts.map((draft, nth) => pledgeRows(draft, place(nth), named, today, faults));
    faults.refuse('pledge_refused');
    await this.insertPledges(tx, rows, by);
    const placed = rows.flatMap((row) => row.figures);
    await this.figures.record(tx, placed, by);
    const published = rows.map(({ pledge }) => pledge.id);
    await this.standings.settle(tx, placed.length > 0 ? [...new Set([...published, ...locked])] : published);
    return published;
  }

  private async insertPledges(tx: EntityManager, rows: PledgeRows[], by: Authorship): Promise<void> {
    const targets = rows.flatMap((row) => row.targets);
    const entries = [...rows.map(pledgeEntryOf), ...targets.map(versionEntryOf)];
    const entryIds = await this.entries.recordAll(tx, entries, by);
    const pledges = rows.map(({ pledge }, at) => ({ ...pledge, entryId: entryIds[at]! }));
    await inBatches(pledges, (batch) => tx.insert(Pledge, batch));
    await this.insertTargets(tx, targets, entryIds.slice(rows.length));
  }

  private async insertTargets(tx: EntityManager, rows: TargetRows[], entryIds: number[]): Promise<void> {
    const targets = rows.map(({ target }) => target);
    const versions = rows.map(({ version }, at) => ({ ...version, entryId: entryIds[at]! }));
    await inBatches(targets, (batch) => tx.insert(Target, batch));
    await inBatches(versions, (batch) => tx.insert(Version, batch));
  }

  private async laterVersion(
    tx: EntityManager,
    targetId: string,
    draft: LaterVersion,
    today: Day,
  ): Promise<VersionRow> {
    const versions = await tx.find(Version, { where: { targetId }, order: { announcedOn: 'ASC', entryId: 'ASC' } });
    const standing = await tx.query<{ id: string }[]>(
      `SELECT id FROM version WHERE target_id = $1 AND ${stands('version', 'NULL')}`,
      [targetId],
    );
    const known = versions
      .filter(({ id }) => standing.some((row) => row.id === id))
      .map(({ entryId: _entryId, ...row }) => row);
    const original = known.find(({ kind }) => kind === 'original')!;
    const faults = new Faults();
    const version = laterVersionRow(draft, { original, current: known.at(-1)! }, faults);
    faults.addAll(faultsOfRow(version, today, ''));
    const { sourceId } = draft;
    const { sources } = await namedBy(tx, { sourceIds: sourceId === null ? [] : [sourceId] });
    if (sourceId !== null && !sources.has(sourceId)) faults.add('/sourceId', 'unknown_source', 'names no source');
    faults.refuse('version_refused');
    return version;
  }
}

function pledgeEntryOf({ pledge: { words: _words, ...body } }: PledgeRows) {
  return { kind: 'pledge' as const, pledgeId: body.id, factId: body.id, body };
}

function versionEntryOf({ target, version }: TargetRows) {
  const body = { ...promisedBy(version), indicatorId: target.indicatorId };
  return { kind: 'version' as const, pledgeId: target.pledgeId, targetId: target.id, factId: version.id, body };
}
