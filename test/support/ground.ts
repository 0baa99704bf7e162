import type { Authorship } from '../../src/entries/entries.service.js';
import type { NewFigure } from '../../src/figures/figure-drafts.js';
import { FiguresService } from '../../src/figures/figures.service.js';
import { IndicatorsService } from '../../src/figures/indicators.service.js';
import { GovernmentsService } from '../../src/governments/governments.service.js';
import type { NewVersion } from '../../src/pledges/pledges.service.js';
import { PledgesService } from '../../src/pledges/pledges.service.js';
import { SourcesService } from '../../src/sources/sources.service.js';
import type { TestApp } from './app.js';

export const BY: Authorship = { authorId: 'test' };

/** The ground that facts stand on: one government, one agency, one topic, one unit, one source of each class. */
export interface Ground {
  jurisdictionId: string;
  agencyId: string;
  topicId: string;
  unitId: string;
  sources: { government: string; auditor: string; independent: string };
}

/** Puts down the ground, through the services, as everything below does. */
export async function ground(app: TestApp, timeZone = 'Asia/Shanghai'): Promise<Ground> {
  const governments = app.get(GovernmentsService);
  const sources = app.get(SourcesService);
  const jurisdiction = await governments.addJurisdiction(
    { parentId: null, nameZh: '北京市', nameEn: 'Beijing', timeZone },
    BY,
  );
  const agency = await governments.addAgency({ jurisdictionId: jurisdiction.id, nameZh: '市住建委', nameEn: null }, BY);
  const topic = await governments.addTopic({ nameZh: '住房', nameEn: 'Housing' }, BY);
  const unit = await governments.addUnit({ zh: '个', en: null }, BY);
  const source = async (publisherClass: 'government' | 'auditor' | 'independent'): Promise<string> =>
    (
      await sources.addSource(
        {
          publisher: publisherClass,
          publisherClass,
          title: null,
          address: 'https://example.org/',
          publishedOn: '2024-01-25',
        },
        BY,
      )
    ).id;
  return {
    jurisdictionId: jurisdiction.id,
    agencyId: agency.id,
    topicId: topic.id,
    unitId: unit.id,
    sources: {
      government: await source('government'),
      auditor: await source('auditor'),
      independent: await source('independent'),
    },
  };
}

const VERSION: NewVersion = {
  comparator: 'at_least',
  value: '300',
  upper: null,
  tolerance: null,
  missAllowed: 'none',
  measure: null,
  aggregate: null,
  start: '2024-01-01',
  due: '2024-12-31',
  closes: 'open',
  baseline: null,
  cadence: null,
  publicationLagDays: null,
  graceDays: 0,
  trajectory: null,
  announcedOn: null,
  reason: null,
  sourceId: null,
  assumed: [],
  dueWords: null,
  dueEarliest: null,
};

const FIGURE: Omit<NewFigure, 'sourceId'> = {
  locator: null,
  doubt: null,
  targetId: null,
  periodStart: null,
  periodEnd: '2024-06-30',
  form: 'running_total',
  value: '120',
  bound: 'exact',
  standing: 'final',
  statedShare: null,
  claim: null,
  publishedOn: '2024-06-30',
};

/** A pledge of one target on an indicator of its own. */
export async function target(
  app: TestApp,
  on: Ground,
  said: Partial<NewVersion> = {},
  more: {
    measure?: 'flow' | 'level' | 'deliverable';
    announcedOn?: string;
    indicatorId?: string;
    titleZh?: string;
  } = {},
): Promise<{ pledgeId: string; targetId: string; indicatorId: string }> {
  const measure = more.measure ?? 'flow';
  const indicatorId = more.indicatorId ?? (await indicator(app, on, measure));
  const isDeliverable = measure === 'deliverable';
  const version = {
    ...VERSION,
    ...(isDeliverable && { comparator: 'done' as const, value: null, start: null }),
    ...said,
  };
  const [pledgeId] = await app.get(PledgesService).publishPledges(
    [
      {
        jurisdictionId: on.jurisdictionId,
        agencyId: on.agencyId,
        programmeId: null,
        topicId: on.topicId,
        setBy: null,
        titleZh: more.titleZh ?? '老旧小区改造',
        titleEn: null,
        quote: null,
        locator: null,
        sourceId: on.sources.government,
        announcedOn: more.announcedOn ?? '2024-01-25',
        targets: [{ indicatorId, version }],
        figures: [],
      },
    ],
    BY,
  );
  const [row] = await app.db.query<{ id: string }[]>('SELECT id FROM target WHERE pledge_id = $1', [pledgeId]);
  return { pledgeId: pledgeId!, targetId: row!.id, indicatorId };
}

/** Something that is counted. */
export async function indicator(app: TestApp, on: Ground, measure: 'flow' | 'level' | 'deliverable'): Promise<string> {
  const { id } = await app.get(IndicatorsService).addIndicator(
    {
      jurisdictionId: on.jurisdictionId,
      unitId: on.unitId,
      nameZh: '老旧小区改造',
      nameEn: null,
      measure,
      stage: null,
      definition: null,
    },
    BY,
  );
  return id;
}

/** A figure of an indicator; a level where its form says so. */
export async function figure(
  app: TestApp,
  on: Ground,
  indicatorId: string,
  said: Partial<NewFigure> & { publisherClass?: 'government' | 'auditor' | 'independent' } = {},
): Promise<string> {
  const { publisherClass = 'government', ...fields } = said;
  const { id } = await app
    .get(FiguresService)
    .publishFigure(indicatorId, { ...FIGURE, sourceId: on.sources[publisherClass], ...fields }, BY);
  return id;
}
