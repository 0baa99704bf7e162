// Enters series of promises over HTTP, week by week, as staff would: lawful facts, verdicts, spans, changes, flags.
import { addDays, type Day } from '../../../src/clock/calendar.rules.js';
import { PUBLISHER_CLASSES } from '../../../src/verdicts/words.rules.js';
import type { Given } from '../../support/given.js';
import { type SeriesFigure, TODAY } from './kinds.rules.js';
import { makeSeries, type Series, type SeriesPledge } from './series.rules.js';

const FIRST_DAY = '2022-01-03';

/** The program that the stencils are entered into. */
export interface World {
  given: Given;
  timeIs: (instant: string) => void;
  settle: () => Promise<unknown>;
  seal: () => Promise<unknown>;
}

/** What is entered on a day. */
type Event = { on: Day; enter: () => Promise<unknown> };
type Ground = {
  given: Given;
  topicId: string;
  unitId: string;
  zones: Map<string, string>;
  /** by class of publishers */
  sources: Map<string, string>;
};

/** Enters `count` series into an empty database. A pledge tells its series by its locator, an indicator by its definition. */
export async function enterStencils({ given, timeIs, settle, seal }: World, count: number): Promise<void> {
  timeIs(`${FIRST_DAY}T12:00:00Z`);
  const series = makeSeries(count);
  const ground = await layGround(given, series);
  const events: Event[] = [];
  for (const each of series) events.push(...(await eventsOf(each, ground)));
  for (const [monday, entered] of weeksOf(events.filter(({ on }) => on <= TODAY))) {
    timeIs(`${monday}T20:00:00Z`);
    await settle();
    for (const { enter } of entered) await enter();
    await seal();
  }
  timeIs(`${TODAY}T20:00:00Z`);
  await settle();
  await seal();
}

async function layGround(given: Given, series: readonly Series[]): Promise<Ground> {
  const zones = new Map<string, string>();
  for (const timeZone of new Set(series.map(({ zone }) => zone))) {
    zones.set(timeZone, (await given.jurisdiction({ nameZh: timeZone, nameEn: null, timeZone })).id);
  }
  const sources = new Map<string, string>();
  for (const publisherClass of PUBLISHER_CLASSES) {
    sources.set(publisherClass, (await given.source({ publisherClass, publishedOn: FIRST_DAY })).id);
  }
  return { given, zones, sources, topicId: await given.any('topic'), unitId: await given.any('unit') };
}

async function eventsOf(series: Series, ground: Ground): Promise<Event[]> {
  const { given, zones, unitId } = ground;
  const { nth, zone, measure, parts } = series;
  const indicatorIds: string[] = [];
  for (let part = 0; part < parts; part++) {
    const { id } = await given.indicator({
      jurisdictionId: zones.get(zone)!,
      unitId,
      measure,
      definition: `series ${nth}`,
      nameZh: `${nameOf(nth + part).zh}${part === 0 ? '' : '配套'}`,
      nameEn: nameOf(nth + part).en,
    });
    indicatorIds.push(id);
  }
  return series.pledges.flatMap((pledge) => eventsOfPledge(series, pledge, indicatorIds, ground));
}

function eventsOfPledge(
  { nth, zone }: Series,
  { announcedOn, year, targets }: SeriesPledge,
  indicatorIds: readonly string[],
  ground: Ground,
): Event[] {
  const { given, zones, sources, topicId } = ground;
  const said = {
    jurisdictionId: zones.get(zone)!,
    topicId,
    sourceId: sources.get('government')!,
    titleZh: `${year}年${nameOf(nth).zh}`,
    titleEn: `${nameOf(nth).en}, ${year}`,
    locator: `series ${nth}`,
    announcedOn,
    targets: targets.map(({ part, version }) => ({ indicatorId: indicatorIds[part], version })),
  };
  let ids: string[] = [];
  const publish = async (): Promise<void> => {
    ids = (await given.pledge(said)).targets.map(({ id }) => id);
  };
  const events: Event[] = [{ on: announcedOn, enter: publish }];
  for (const [at, { part, figures, later = [] }] of targets.entries()) {
    for (const figure of figures) events.push(...eventsOfFigure(ground, indicatorIds[part]!, figure, () => ids[at]!));
    for (const version of later) {
      events.push({ on: version.announcedOn, enter: () => given.post(`targets/${ids[at]}/versions`, version) });
    }
  }
  return events;
}

/** A figure, and a revision 45 days later where it has one. `targetOf` is known once the promise is entered. */
function eventsOfFigure(
  { given, sources }: Ground,
  indicatorId: string,
  { isRevised, namesTarget = false, publisherClass, ...fields }: SeriesFigure,
  targetOf: () => string,
): Event[] {
  const said = { ...fields, sourceId: sources.get(publisherClass)! };
  let published = '';
  const enter = async (): Promise<void> => {
    const figure = { ...said, ...(namesTarget && { targetId: targetOf() }) };
    published = (await given.figure(indicatorId, figure)).id;
  };
  const events: Event[] = [{ on: said.publishedOn, enter }];
  if (isRevised && said.value !== null) {
    const on = addDays(said.publishedOn, 45);
    const revised = { ...said, value: String(Number(said.value) + 1), publishedOn: on };
    events.push({ on, enter: () => given.revision(published, revised) });
  }
  return events;
}

/** What is entered on each Monday: the first on or after the day of the event. */
function weeksOf(events: readonly Event[]): Map<Day, Event[]> {
  const weeks = new Map<Day, Event[]>();
  for (const event of events.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))) {
    const weekday = new Date(event.on).getUTCDay();
    const monday = addDays(event.on, (8 - weekday) % 7);
    weeks.set(monday, [...(weeks.get(monday) ?? []), event]);
  }
  return weeks;
}

function nameOf(nth: number): { zh: string; en: string } {
  return { zh: NAMES_ZH[nth % NAMES_ZH.length]!, en: NAMES_EN[nth % NAMES_EN.length]! };
}

const NAMES_ZH = [
  '老旧小区改造',
  '加装电梯',
  '新增停车位',
  '便民服务网点',
  '城镇新增就业',
  '养老床位',
  '托育学位',
  '口袋公园',
  '充电桩',
  '背街小巷整治',
  '农村公路',
  '污水管网',
  '义务教育学位',
  '社区卫生中心',
  '公租房',
  '危房改造',
];
const NAMES_EN = [
  'Old estates renovated',
  'Lifts added',
  'Parking places',
  'Corner shops',
  'Urban jobs',
  'Beds for the old',
  'Nursery places',
  'Pocket parks',
  'Charging posts',
  'Back lanes',
  'Rural roads',
  'Sewers',
  'School places',
  'Health centres',
  'Public rental homes',
  'Unsafe homes rebuilt',
];
