import type { Day } from '../src/clock/calendar.rules.js';
import type {
  Aggregate,
  Bound,
  Cadence,
  Claim,
  Closes,
  Comparator,
  FigureStanding,
  Form,
  Measure,
  MissAllowed,
  PublisherClass,
} from '../src/verdicts/words.rules.js';
import fiveYearPlan from './beijing-14th-five-year-plan.json' with { type: 'json' };
import beijing from './beijing-2024.json' with { type: 'json' };
import hexi from './hexi-2023.json' with { type: 'json' };
import leftOutItems from './left-out.json' with { type: 'json' };
import referenceRows from './reference.json' with { type: 'json' };
import xicheng from './xicheng-2023.json' with { type: 'json' };
import yuncheng from './yuncheng-2022.json' with { type: 'json' };

/** Rows that pledges and indicators name by key. */
export type Reference = {
  jurisdictions: { key: string; parent: string | null; nameZh: string; nameEn: string; timeZone: string }[];
  agencies: { key: string; jurisdiction: string; nameZh: string; nameEn: string }[];
  topics: { key: string; nameZh: string; nameEn: string }[];
  units: { key: string; zh: string; en: string | null }[];
  programmes: { key: string; jurisdiction: string; nameZh: string; nameEn: string }[];
};

/** One published text with what was read out of it. Keys stand for ids; a field that is left out is null. */
export type SeedDocument = {
  source: SeedSource;
  /** headlines under the text, each by its own publisher on its own day */
  headlines?: SeedSource[];
  indicators: SeedIndicator[];
  pledges: SeedPledge[];
  figures: SeedFigure[];
};

export type SeedSource = {
  key: string;
  publisher: string;
  publisherClass: PublisherClass;
  titleZh: string;
  address?: string;
  publishedOn: Day;
  /** press: a text of its own; headline: only its title was read; repost: a copy on another's pages */
  kind: 'press' | 'headline' | 'repost';
};

export type SeedIndicator = {
  key: string;
  jurisdiction: string;
  nameZh: string;
  nameEn: string;
  unit: string;
  measure: Measure;
  stage?: 'started' | 'completed';
  definition?: string;
};

export type SeedPledge = {
  key: string;
  /** a headline of the document; its own text when left out */
  source?: string;
  titleZh: string;
  titleEn: string;
  quote: string;
  locator: string;
  jurisdiction: string;
  agency?: string;
  programme?: string;
  topic: string;
  setBy?: string;
  announcedOn: Day;
  targets: { indicator: string; version: SeedVersion }[];
};

/** What a target says (rules §1); `assumed` names the fields that the text does not state. */
export type SeedVersion = {
  comparator: Comparator;
  value?: string;
  upper?: string;
  tolerance?: string;
  missAllowed?: MissAllowed;
  measure: Measure;
  aggregate?: Aggregate;
  start?: Day;
  due?: Day;
  closes?: Closes;
  baseline?: { value: string; on: Day | null };
  cadence?: Cadence;
  announcedOn: Day;
  kind: 'original';
  assumed: string[];
  dueWords?: string;
  dueEarliest?: Day;
};

export type SeedFigure = {
  /** the item of the text, with a letter where one item holds several numbers */
  key: string;
  indicator: string;
  /** the pledge that a share or a claim speaks of */
  target?: string;
  locator: string;
  doubt?: string;
  periodStart?: Day;
  periodEnd: Day;
  form: Form;
  value?: string;
  bound?: Bound;
  standing?: FigureStanding;
  statedShare?: string;
  claim?: Claim;
  publishedOn: Day;
};

/** Items of the texts that are no pledge and no outcome: left out, or kept as a figure, each with the reason. */
export type ContextItems = Record<'leftOut' | 'keptContext', { key: string; reasonZh: string; reasonEn: string }[]>;

export const reference: Reference = referenceRows;
export const contextItems: ContextItems = leftOutItems;

/** The five documents, those whose indicators others share first. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JSON is typed as wide as string; test/gold.spec.ts reads every word of it
export const documents = [beijing, fiveYearPlan, xicheng, hexi, yuncheng] as unknown as SeedDocument[];
