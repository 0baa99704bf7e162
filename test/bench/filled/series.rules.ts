// What stencils are made of: series of promises as governments make them, year after year, and what was published since.
// Plain data from a seeded lot, the same each time.
import type { Day } from '../../../src/clock/calendar.rules.js';
import type { Measure } from '../../../src/verdicts/words.rules.js';
import { Chance } from '../../support/chance.js';
import { KINDS, type Made, two } from './kinds.rules.js';

export interface SeriesTarget extends Made {
  part: number;
}

export interface SeriesPledge {
  year: number;
  announcedOn: Day;
  targets: SeriesTarget[];
}

export interface Series {
  nth: number;
  zone: string;
  measure: Measure;
  parts: number;
  pledges: SeriesPledge[];
}

/**
 * A series is one indicator (or two, or three) in one government, promised for one to three years running, with its
 * figures. Kinds and reporting habits are spread as in the five documents: most are counts, many are reported once or never.
 */
export function makeSeries(count: number, seed = 20251124): Series[] {
  const lot = new Chance(seed);
  return Array.from({ length: count }, (_, nth) => seriesOf(nth, lot));
}

function seriesOf(nth: number, lot: Chance): Series {
  const zone = lot.weighted([
    ['Asia/Shanghai', 85],
    ['Europe/Berlin', 10],
    ['America/New_York', 5],
  ]);
  const { measure, make } = lot.weighted(KINDS);
  const years = lot.weighted([
    [1, 60],
    [2, 25],
    [3, 15],
  ]);
  const first = lot.weighted([
    [2022, 6],
    [2023, 10],
    [2024, 19],
    [2025, 65],
  ]);
  const parts = lot.weighted([
    [1, 80],
    [2, 15],
    [3, 5],
  ]);
  const pledges: SeriesPledge[] = [];
  for (let year = first; year < first + years && year <= 2025; year++) {
    const announcedOn = `${year}-01-${two(8 + lot.below(21))}`;
    const targets = Array.from({ length: parts }, (_, part) => ({ part, ...make(lot, year) }));
    pledges.push({ year, announcedOn, targets });
  }
  return { nth, zone, measure, parts, pledges };
}
