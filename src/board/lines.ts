import { type Day, dayNumber, daysBetween } from '../clock/calendar.rules.js';
import type { Told } from '../html/language.rules.js';
import { forDrawing, type Limit } from '../html/numbers.rules.js';
import type { KnownVersion } from '../pledges/pledge-reader.service.js';
import { amountOf, asRatio, textOf } from '../verdicts/amount.rules.js';
import type { Explained } from '../verdicts/explain.rules.js';
import { parseTarget } from '../verdicts/parse.rules.js';
import { sceneOn } from '../verdicts/standing.rules.js';
import { HEADLINES, type Headline, type Measure, type Timeliness } from '../verdicts/words.rules.js';
import type { Counts, TargetLine } from './board.view.js';

/** Turns verdicts and versions into what a line shows of them. */

/** A target with the names of what it counts. */
export type NamedTarget = {
  id: string;
  pledgeId: string;
  nameZh: string;
  nameEn: string | null;
  unitZh: string;
  unitEn: string | null;
};

type Promised = { measure: Measure; limit: Limit };

/** Past due and not settled: only then do days past due say anything. */
const LATE: ReadonlySet<Timeliness> = new Set([
  'awaiting_figures',
  'unreported',
  'in_grace',
  'overdue',
  'long_overdue',
]);

/** A target's line on `day`, from the version that the headline stands on. */
export function lineOf(target: NamedTarget, base: KnownVersion, verdict: Explained, day: Day): TargetLine {
  const limit = limitOf(base);
  return {
    id: target.id,
    measure: base.measure,
    limit,
    unit: { zh: target.unitZh, en: target.unitEn },
    due: base.due,
    headline: verdict.headline,
    delivery: verdict.delivery,
    timeliness: verdict.timeliness,
    achieved: verdict.achieved,
    share: verdict.share,
    reached: reachedOf({ measure: base.measure, limit }, verdict),
    metOn: verdict.metOn,
    daysLate: verdict.daysLate,
    daysPastDue: base.due !== null && LATE.has(verdict.timeliness) ? daysBetween(base.due, day) : null,
    coveredTo: verdict.coveredTo,
    lastPublishedOn: verdict.lastPublishedOn,
    sentence: { zh: verdict.sentenceZh, en: verdict.sentenceEn },
  };
}

/** The version that the headline stands on, as the rules choose it; null before the first was announced. */
export function baseOf(versions: readonly KnownVersion[], day: Day): KnownVersion | null {
  if (versions.length < 2) return versions[0] ?? null;
  const judged = versions.map((version, order) => ({
    order,
    kind: version.kind,
    announcedOn: dayNumber(version.announcedOn),
    assumed: version.assumed,
    target: parseTarget(promisedOf(version)),
  }));
  const scene = sceneOn({ versions: judged, figures: [], decisions: [] }, dayNumber(day));
  return scene === null ? null : versions[scene.base.order]!;
}

/** What a promise says about its number. */
export function limitOf({ comparator, value, upper, tolerance }: KnownVersion): Limit {
  return { comparator, value, upper, tolerance };
}

/** How long the bar is, 1 at the promise: the share where there is one, else the value beside the limit. */
function reachedOf({ measure, limit }: Promised, { achieved, share }: Explained): number | null {
  if (measure === 'deliverable') return achieved === null ? null : 1;
  if (share !== null) return forDrawing(share);
  if (achieved === null || limit.value === null || forDrawing(limit.value) <= 0) return null;
  return forDrawing(achieved) / forDrawing(limit.value);
}

/** What a floor still lacks, exactly; null where it is reached, settled, or no count. */
export function remainingOf({ measure, limit }: Promised, { achieved, headline }: Explained): string | null {
  const floor = limit.comparator === 'at_least' || limit.comparator === 'more_than';
  if (measure !== 'flow' || !floor || limit.value === null || achieved === null) return null;
  if (headline === 'withdrawn' || headline === 'missed' || headline === 'claimed') return null;
  const rest = amountOf(limit.value) - amountOf(achieved);
  return rest > 0n ? textOf(asRatio(rest)) : null;
}

/** Counts with every headline in them. */
export function countsOf(rows: readonly { headline: Headline; count: number }[]): Counts {
  const found = new Map(rows.map(({ headline, count }) => [headline, count]));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made of every headline
  return Object.fromEntries(HEADLINES.map((headline) => [headline, found.get(headline) ?? 0])) as Counts;
}

export function told({ nameZh, nameEn }: { nameZh: string; nameEn: string | null }): Told {
  return { zh: nameZh, en: nameEn };
}

const PROMISED = [
  'comparator',
  'value',
  'upper',
  'tolerance',
  'missAllowed',
  'measure',
  'aggregate',
  'start',
  'due',
  'closes',
  'baseline',
  'cadence',
  'publicationLagDays',
  'graceDays',
  'trajectory',
] as const satisfies (keyof KnownVersion)[];

/** A version as the rules read a target. */
function promisedOf(version: KnownVersion): object {
  return Object.fromEntries(PROMISED.map((field) => [field, version[field]]));
}
