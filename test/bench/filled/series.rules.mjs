// What stencils are made of: series of promises as governments make them, year after year, and what was published since.
// Plain data from a seeded lot, the same each time.

/** The day for which everything is settled. */
export const TODAY = '2025-11-24';

/**
 * A series is one indicator (or two, or three) in one government, promised for one to three years running, with its
 * figures. Kinds and reporting habits are spread as in the five documents: most are counts, many are reported once or never.
 */
export function makeSeries(count, seed = 20251124) {
  const lot = lots(seed);
  return Array.from({ length: count }, (_, nth) => seriesOf(nth, lot));
}

function seriesOf(nth, lot) {
  const zone = lot.one([
    ['Asia/Shanghai', 85],
    ['Europe/Berlin', 10],
    ['America/New_York', 5],
  ]);
  const kind = lot.one([
    [count, 46],
    [deliverable, 16],
    [level, 10],
    [rate, 8],
    [limit, 8],
    [share, 7],
    [silent, 5],
  ]);
  const years = lot.one([
    [1, 60],
    [2, 25],
    [3, 15],
  ]);
  const first = lot.one([
    [2022, 6],
    [2023, 10],
    [2024, 19],
    [2025, 65],
  ]);
  const parts = lot.one([
    [1, 80],
    [2, 15],
    [3, 5],
  ]);
  const pledges = [];
  for (let year = first; year < first + years && year <= 2025; year++) {
    const announcedOn = `${year}-01-${two(8 + lot.below(21))}`;
    const targets = Array.from({ length: parts }, (_, part) => ({ part, ...kind(lot, year, announcedOn) }));
    pledges.push({ year, announcedOn, targets });
  }
  return { nth, zone, measure: kind.measure, parts, pledges };
}

/** A count to be reached within a year, at least. */
function count(lot, year) {
  const value = 20 * (1 + lot.below(200));
  const closes = lot.chance(80) ? 'open' : 'fixed';
  const version = {
    comparator: 'at_least',
    value: String(value),
    closes,
    start: `${year}-01-01`,
    due: `${year}-12-31`,
  };
  const pace = 0.5 + lot.below(90) / 100;
  const figures = habit(lot, year).map(({ from, to, whole, isPart }) => ({
    form: isPart ? 'increment' : 'running_total',
    periodStart: isPart ? from : `${year}-01-01`,
    periodEnd: to,
    value: String(Math.max(1, Math.floor(value * pace * whole))),
  }));
  return {
    version: { ...version, cadence: cadenceOf(figures) },
    figures: figures.map((each) => published(lot, each)),
    ...later(lot, year, version, value),
  };
}
count.measure = 'flow';

/** Something to be there by a day. */
function deliverable(lot, year) {
  const month = 3 * (1 + lot.below(4));
  const due = lastOfMonth(year, month);
  const version = {
    comparator: 'done',
    value: null,
    start: null,
    due,
    closes: 'open',
    publicationLagDays: lot.chance(50) ? 0 : 30,
  };
  const acts = lot.chance(62) ? [{ form: 'level', periodEnd: `${year}-${two(1 + lot.below(12))}-20`, value: '1' }] : [];
  return { version, figures: acts.map((each) => published(lot, each)) };
}
deliverable.measure = 'deliverable';

/** A level to be reached at the end of the year, from where it was. */
function level(lot, year) {
  const baseline = 40 + lot.below(30);
  const value = baseline + 4 + lot.below(8);
  const version = {
    comparator: 'at_least',
    value: String(value),
    aggregate: 'last',
    closes: 'open',
    start: `${year}-01-01`,
    due: `${year}-12-31`,
    baseline: { value: String(baseline), on: `${year - 1}-12-31` },
  };
  const figures = habit(lot, year).map(({ to, far }) => ({
    form: 'level',
    periodEnd: to,
    value: (baseline + (value - baseline) * far * (0.6 + lot.below(60) / 100)).toFixed(1),
  }));
  return { version, figures: figures.map((each) => published(lot, each)), ...later(lot, year, version, value) };
}
level.measure = 'level';

/** A yearly mean to be kept below a line, published month by month. */
function rate(lot, year) {
  const value = (2 + lot.below(40) / 10).toFixed(1);
  const version = {
    comparator: 'at_most',
    value,
    aggregate: 'mean',
    closes: 'fixed',
    cadence: 'monthly',
    start: `${year}-01-01`,
    due: `${year}-12-31`,
  };
  const figures = monthsUpTo(year, lot.chance(75) ? 12 : lot.below(12)).map(({ from, to }) => ({
    form: 'level',
    periodStart: from,
    periodEnd: to,
    value: (Number(value) - 0.8 + lot.below(14) / 10).toFixed(1),
  }));
  return { version, figures: figures.map((each) => published(lot, each)) };
}
rate.measure = 'level';

/** A count that is not to be passed. */
function limit(lot, year) {
  const value = 100 * (1 + lot.below(50));
  const version = {
    comparator: 'at_most',
    value: String(value),
    closes: 'fixed',
    start: `${year}-01-01`,
    due: `${year}-12-31`,
  };
  const figures = habit(lot, year).map(({ from, to, whole, isPart }) => ({
    form: isPart ? 'increment' : 'running_total',
    periodStart: isPart ? from : `${year}-01-01`,
    periodEnd: to,
    value: String(Math.floor(value * whole * (0.6 + lot.below(50) / 100))),
  }));
  return { version, figures: figures.map((each) => published(lot, each)) };
}
limit.measure = 'flow';

/** A number that was never published; shares of it are. */
function share(lot, year) {
  const version = { comparator: 'at_least', value: null, closes: 'open', start: `${year}-01-01`, due: `${year}-12-31` };
  const figures = habit(lot, year).map(({ to, far }) => ({
    form: 'running_total',
    periodStart: `${year}-01-01`,
    periodEnd: to,
    value: null,
    namesTarget: true,
    statedShare: (far * (0.7 + lot.below(50) / 100)).toFixed(2),
  }));
  return { version, figures: figures.map((each) => published(lot, each)) };
}
share.measure = 'flow';

/** Promised over years, and nothing was ever published. */
function silent(lot, year) {
  const due = `${year + lot.below(4)}-12-31`;
  return {
    version: {
      comparator: 'at_least',
      value: String(10 * (1 + lot.below(90))),
      closes: 'open',
      start: `${year}-01-01`,
      due,
    },
    figures: [],
  };
}
silent.measure = 'flow';

/** How a government reports: never, once, by half-years, by quarters or by months. Stretches that are over today. */
function habit(lot, year) {
  const each = lot.one([
    [0, 20],
    [12, 33],
    [6, 12],
    [3, 22],
    [1, 13],
  ]);
  if (each === 0) return [];
  const isPart = each === 1;
  return stretches(year, each).map(({ from, to, far }) => ({ from, to, far, isPart, whole: isPart ? each / 12 : far }));
}

function stretches(year, each) {
  const list = [];
  for (let month = each; month <= 12; month += each) {
    const to = lastOfMonth(year, month);
    if (to < TODAY) list.push({ from: `${year}-${two(month - each + 1)}-01`, to, far: month / 12 });
  }
  return list;
}

function monthsUpTo(year, count) {
  return stretches(year, 1).slice(0, count);
}

function cadenceOf(figures) {
  if (figures.length >= 8) return 'monthly';
  return figures.length >= 3 ? 'quarterly' : null;
}

/** When and as what a figure is published; some by others, some changed afterwards. */
function published(lot, figure) {
  return {
    ...figure,
    publishedOn: addDays(figure.periodEnd, 6 + lot.below(40)),
    standing: lot.chance(85) ? 'final' : 'provisional',
    bound: lot.chance(80) ? 'exact' : 'about',
    publisherClass: lot.one([
      ['government', 98],
      ['auditor', 1],
      ['independent', 1],
    ]),
    isRevised: lot.chance(6),
  };
}

/** What was announced after the original: an amendment now and then, seldom a withdrawal. */
function later(lot, year, version, value) {
  if (lot.chance(2)) return { later: [{ kind: 'withdrawal', announcedOn: `${year}-09-10` }] };
  if (!lot.chance(8)) return {};
  const said = lot.chance(50)
    ? { due: `${year + 1}-06-30` }
    : { value: String(Math.round(value * (lot.chance(60) ? 0.8 : 1.2))) };
  return { later: [{ kind: 'amendment', announcedOn: `${year}-07-15`, said: { ...version, ...said } }] };
}

/** A seeded lot (mulberry32). */
function lots(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    below: (most) => Math.floor(next() * most),
    chance: (percent) => next() * 100 < percent,
    one: (weighted) => {
      let at = next() * weighted.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of weighted) if ((at -= weight) < 0) return value;
      return weighted.at(-1)[0];
    },
  };
}

/** The day `count` days on. */
export function addDays(day, count) {
  return new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10);
}

function lastOfMonth(year, month) {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

function two(number) {
  return String(number).padStart(2, '0');
}
