import { createHash } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Authorship } from '../src/entries/entries.service.js';
import type { NewFigure } from '../src/figures/figure-drafts.js';
import { FiguresService } from '../src/figures/figures.service.js';
import { IndicatorsService } from '../src/figures/indicators.service.js';
import { GovernmentsService } from '../src/governments/governments.service.js';
import { type NewPledge, type NewVersion, PledgesService } from '../src/pledges/pledges.service.js';
import { ProgrammesService } from '../src/pledges/programmes.service.js';
import { SourcesService } from '../src/sources/sources.service.js';
import {
  documents,
  reference,
  type SeedDocument,
  type SeedFigure,
  type SeedPledge,
  type SeedVersion,
} from './documents.js';

const BY: Authorship = { authorId: 'seed' };
/** Ids are made from keys within this, so that every run makes the same ones. */
const NAMESPACE = Buffer.from('6f3c1d0e9b5a4c27a8e412f07d5b9c36', 'hex');

type Kind = 'jurisdiction' | 'agency' | 'topic' | 'unit' | 'programme' | 'source' | 'indicator' | 'pledge' | 'figure';

/**
 * Puts the five documents on record through the services: what is there already stays as it is, so it may run any number
 * of times. Figures go before promises, and promises at once, so that each is settled once, with all that bears on it.
 */
export async function seed(app: INestApplicationContext): Promise<string> {
  const db = app.get(DataSource, { strict: false });
  const missing = async <Row extends { key: string }>(kind: Kind, rows: Row[]): Promise<Row[]> => {
    const ids = rows.map(({ key }) => idOf(kind, key));
    const there = await db.query<{ id: string }[]>(`SELECT id FROM ${kind} WHERE id = ANY($1)`, [ids]);
    const known = new Set(there.map(({ id }) => id));
    return rows.filter(({ key }) => !known.has(idOf(kind, key)));
  };

  await addReferenceRows(app, missing);
  await addSourcesAndIndicators(app, missing);

  const figures = await missing('figure', documents.flatMap(placedFigures));
  const numbers = figures.filter(({ figure }) => figure.target === undefined).map(newFigure);
  await app.get(FiguresService, { strict: false }).publishFigures(numbers, BY);

  const pledges = await missing('pledge', documents.flatMap(placedPledges));
  const drafts = pledges.map((placed) => newPledge(placed, figures));
  await app.get(PledgesService, { strict: false }).publishPledges(drafts, BY);
  return `${pledges.length} pledges and ${figures.length} figures seeded`;
}

type Missing = <Row extends { key: string }>(kind: Kind, rows: Row[]) => Promise<Row[]>;

async function addReferenceRows(app: INestApplicationContext, missing: Missing): Promise<void> {
  const governments = app.get(GovernmentsService, { strict: false });
  const programmes = app.get(ProgrammesService, { strict: false });
  for (const { key, parent, ...row } of await missing('jurisdiction', reference.jurisdictions)) {
    const parentId = parent === null ? null : idOf('jurisdiction', parent);
    await governments.addJurisdiction({ id: idOf('jurisdiction', key), parentId, ...row }, BY);
  }
  for (const { key, jurisdiction, ...row } of await missing('agency', reference.agencies)) {
    await governments.addAgency(
      { id: idOf('agency', key), jurisdictionId: idOf('jurisdiction', jurisdiction), ...row },
      BY,
    );
  }
  for (const { key, ...row } of await missing('topic', reference.topics)) {
    await governments.addTopic({ id: idOf('topic', key), ...row }, BY);
  }
  for (const { key, ...row } of await missing('unit', reference.units)) {
    await governments.addUnit({ id: idOf('unit', key), ...row }, BY);
  }
  for (const { key, jurisdiction, ...row } of await missing('programme', reference.programmes)) {
    const jurisdictionId = idOf('jurisdiction', jurisdiction);
    await programmes.addProgramme({ id: idOf('programme', key), jurisdictionId, ...row }, BY);
  }
}

async function addSourcesAndIndicators(app: INestApplicationContext, missing: Missing): Promise<void> {
  const sources = app.get(SourcesService, { strict: false });
  const indicators = app.get(IndicatorsService, { strict: false });
  const published = documents.flatMap(({ source, headlines = [] }) => [source, ...headlines]);
  for (const { key, titleZh: title, publisher, publisherClass, address = null, publishedOn } of await missing(
    'source',
    published,
  )) {
    await sources.addSource({ id: idOf('source', key), publisher, publisherClass, title, address, publishedOn }, BY);
  }
  for (const row of await missing(
    'indicator',
    documents.flatMap(({ indicators: counted }) => counted),
  )) {
    const { key, jurisdiction, unit, nameZh, nameEn, measure, stage = null, definition = null } = row;
    const places = { jurisdictionId: idOf('jurisdiction', jurisdiction), unitId: idOf('unit', unit) };
    await indicators.addIndicator(
      { id: idOf('indicator', key), ...places, nameZh, nameEn, measure, stage, definition },
      BY,
    );
  }
}

/** A figure or a pledge with the source that it stands in. */
type PlacedFigure = { key: string; sourceId: string; figure: SeedFigure };
type PlacedPledge = { key: string; sourceId: string; pledge: SeedPledge };

function placedFigures({ source, figures }: SeedDocument): PlacedFigure[] {
  return figures.map((figure) => ({ key: figure.key, sourceId: idOf('source', source.key), figure }));
}

function placedPledges({ source, pledges }: SeedDocument): PlacedPledge[] {
  return pledges.map((pledge) => ({ key: pledge.key, sourceId: idOf('source', pledge.source ?? source.key), pledge }));
}

function newFigure({ sourceId, figure }: PlacedFigure): NewFigure & { indicatorId: string } {
  return {
    id: idOf('figure', figure.key),
    indicatorId: idOf('indicator', figure.indicator),
    targetId: null,
    sourceId,
    locator: figure.locator,
    doubt: figure.doubt ?? null,
    periodStart: figure.periodStart ?? null,
    periodEnd: figure.periodEnd,
    form: figure.form,
    value: figure.value ?? null,
    bound: figure.bound ?? 'exact',
    standing: figure.standing ?? 'final',
    statedShare: figure.statedShare ?? null,
    claim: figure.claim ?? null,
    publishedOn: figure.publishedOn,
  };
}

/** A pledge with the figures whose share or claim speaks of it. */
function newPledge({ sourceId, pledge }: PlacedPledge, figures: PlacedFigure[]): NewPledge {
  const { key, targets } = pledge;
  const own = figures.filter(({ figure }) => figure.target === key);
  return {
    id: idOf('pledge', key),
    jurisdictionId: idOf('jurisdiction', pledge.jurisdiction),
    agencyId: pledge.agency === undefined ? null : idOf('agency', pledge.agency),
    programmeId: pledge.programme === undefined ? null : idOf('programme', pledge.programme),
    topicId: idOf('topic', pledge.topic),
    setBy: pledge.setBy ?? null,
    titleZh: pledge.titleZh,
    titleEn: pledge.titleEn,
    quote: pledge.quote,
    locator: pledge.locator,
    sourceId,
    announcedOn: pledge.announcedOn,
    targets: targets.map(({ indicator, version }, at) => ({
      id: idOf('target', `${key}/${at}`),
      indicatorId: idOf('indicator', indicator),
      version: newVersion(version),
    })),
    figures: own.map((placed) => {
      const { targetId: _targetId, ...figure } = newFigure(placed);
      return { ...figure, target: targets.findIndex(({ indicator }) => indicator === placed.figure.indicator) };
    }),
  };
}

function newVersion({ kind: _kind, ...version }: SeedVersion): NewVersion {
  return {
    comparator: version.comparator,
    value: version.value ?? null,
    upper: version.upper ?? null,
    tolerance: version.tolerance ?? null,
    missAllowed: version.missAllowed ?? 'none',
    measure: version.measure,
    aggregate: version.aggregate ?? null,
    start: version.start ?? null,
    due: version.due ?? null,
    closes: version.closes ?? 'open',
    baseline: version.baseline ?? null,
    cadence: version.cadence ?? null,
    publicationLagDays: null,
    graceDays: 0,
    trajectory: null,
    announcedOn: version.announcedOn,
    reason: null,
    sourceId: null,
    assumed: version.assumed,
    dueWords: version.dueWords ?? null,
    dueEarliest: version.dueEarliest ?? null,
  };
}

/** The id that a key stands for: a UUID of version 5 (RFC 9562), a hash of the key. */
function idOf(kind: Kind | 'target', key: string): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(`${kind}:${key}`).digest().subarray(0, 16);
  bytes[6] = 0x50 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
