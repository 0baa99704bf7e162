// Enters series of promises through the services, week by week, as staff would: lawful facts, verdicts, spans, changes, flags.
import { TODAY, addDays, makeSeries } from './series.rules.mjs';

const BY = { authorId: 'bench' };
const NO_VERSION = {
  upper: null,
  tolerance: null,
  missAllowed: 'none',
  measure: null,
  aggregate: null,
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
const NO_FIGURE = { locator: null, doubt: null, targetId: null, periodStart: null, statedShare: null, claim: null };
const CLASSES = ['government', 'auditor', 'independent'];

/**
 * Enters `count` series into an empty database. `services` are the program's, `timeIs` sets its clock. A pledge tells its
 * series by its locator, an indicator by its definition.
 */
export async function enterStencils({ services, timeIs }, count) {
  timeIs('2022-01-03T12:00:00Z');
  const series = makeSeries(count);
  const ground = await layGround(services, series);
  const weeks = weeksOf(await eventsOf(services, series, ground));
  for (const [monday, { pledges, others }] of weeks) {
    timeIs(`${monday}T20:00:00Z`);
    while ((await services.settle.settleDue()) > 0);
    if (pledges.length > 0) await publish(services, pledges);
    for (const enter of others) await enter();
    await services.settle.seal();
  }
  timeIs(`${TODAY}T20:00:00Z`);
  while ((await services.settle.settleDue()) > 0);
  await services.settle.seal();
}

async function layGround({ governments, sources }, series) {
  const topic = await governments.addTopic({ nameZh: '住房', nameEn: 'Housing' }, BY);
  const unit = await governments.addUnit({ zh: '个', en: 'units' }, BY);
  const zones = new Map();
  for (const timeZone of new Set(series.map(({ zone }) => zone))) {
    const { id } = await governments.addJurisdiction({ parentId: null, nameZh: timeZone, nameEn: null, timeZone }, BY);
    zones.set(timeZone, id);
  }
  const sourceIds = {};
  for (const publisherClass of CLASSES) {
    const draft = {
      publisher: publisherClass,
      publisherClass,
      title: null,
      address: 'https://example.org/',
      publishedOn: '2022-01-03',
    };
    sourceIds[publisherClass] = (await sources.addSource(draft, BY)).id;
  }
  return { topicId: topic.id, unitId: unit.id, zones, sourceIds };
}

/** Everything that is entered, each with its day: pledges as drafts, the rest as work to do. */
async function eventsOf(services, series, ground) {
  const events = [];
  for (const each of series) {
    const indicatorIds = await indicatorsOf(services, each, ground);
    for (const pledge of each.pledges) events.push(...eventsOfPledge(services, each, pledge, indicatorIds, ground));
  }
  return events;
}

async function indicatorsOf({ indicators }, { nth, zone, measure, parts }, { zones, unitId }) {
  const ids = [];
  for (let part = 0; part < parts; part++) {
    const draft = {
      jurisdictionId: zones.get(zone),
      unitId,
      measure,
      stage: null,
      definition: `series ${nth}`,
      nameZh: `${NAMES_ZH[(nth + part) % NAMES_ZH.length]}${part === 0 ? '' : '配套'}`,
      nameEn: NAMES_EN[(nth + part) % NAMES_EN.length],
    };
    ids.push((await indicators.addIndicator(draft, BY)).id);
  }
  return ids;
}

function eventsOfPledge(
  services,
  { nth, zone },
  { announcedOn, year, targets },
  indicatorIds,
  { zones, topicId, sourceIds },
) {
  const events = [];
  const ids = targets.map(() => crypto.randomUUID());
  const draft = {
    jurisdictionId: zones.get(zone),
    agencyId: null,
    programmeId: null,
    topicId,
    setBy: null,
    quote: null,
    titleZh: `${year}年${NAMES_ZH[nth % NAMES_ZH.length]}`,
    titleEn: `${NAMES_EN[nth % NAMES_EN.length]}, ${year}`,
    locator: `series ${nth}`,
    sourceId: sourceIds.government,
    announcedOn,
    figures: [],
    targets: targets.map(({ part, version }, at) => ({
      id: ids[at],
      indicatorId: indicatorIds[part],
      version: { ...NO_VERSION, ...version },
    })),
  };
  events.push({ on: announcedOn, pledge: draft });
  for (const [at, { part, figures, later = [] }] of targets.entries()) {
    for (const { publisherClass, isRevised, namesTarget = false, ...said } of figures) {
      const figure = {
        ...NO_FIGURE,
        ...said,
        sourceId: sourceIds[publisherClass],
        targetId: namesTarget ? ids[at] : null,
      };
      events.push(...eventsOfFigure(services, indicatorIds[part], figure, isRevised));
    }
    for (const { kind, announcedOn: on, said } of later) {
      if (on <= TODAY)
        events.push({ on, enter: () => services.pledges.announceVersion(ids[at], laterVersion(kind, on, said), BY) });
    }
  }
  return events.filter(({ on }) => on <= TODAY);
}

function eventsOfFigure({ figures }, indicatorId, figure, isRevised) {
  let published;
  const on = figure.publishedOn;
  const events = [{ on, enter: async () => void (published = await figures.publishFigure(indicatorId, figure, BY)) }];
  if (isRevised && figure.value !== null) {
    const revisedOn = addDays(on, 45);
    const revised = { ...figure, value: String(Number(figure.value) + 1), publishedOn: revisedOn };
    events.push({ on: revisedOn, enter: () => figures.reviseFigure(published.id, revised, 'revised', BY) });
  }
  return events;
}

function laterVersion(kind, announcedOn, said) {
  const {
    comparator: _comparator,
    announcedOn: _announcedOn,
    reason: _reason,
    sourceId: _sourceId,
    ...nothing
  } = NO_VERSION;
  const rest = kind === 'withdrawal' ? { value: null, start: null, due: null, closes: 'open', comparator: null } : said;
  return { kind, announcedOn, reason: null, sourceId: null, said: { ...nothing, ...rest } };
}

/** What is entered on each Monday: the first on or after the day of the event. */
function weeksOf(events) {
  const weeks = new Map();
  for (const event of events.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))) {
    const weekday = new Date(event.on).getUTCDay();
    const monday = addDays(event.on, (8 - weekday) % 7);
    if (!weeks.has(monday)) weeks.set(monday, { pledges: [], others: [] });
    if (event.pledge) weeks.get(monday).pledges.push(event.pledge);
    else weeks.get(monday).others.push(event.enter);
  }
  return weeks;
}

async function publish({ pledges }, drafts) {
  await pledges.publishPledges(drafts, BY);
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
