import type { EntityManager } from 'typeorm';
import type { Day } from '../clock/calendar.rules.js';
import { rows } from '../database/rows.js';
import { isVoid, stands, targetStands } from '../facts/standing.sql.js';
import { Faults, Refusal } from '../errors.js';
import { MOST_FIGURES } from '../verdicts/parse.rules.js';
import type { Measure, PublisherClass } from '../verdicts/words.rules.js';
import type { PlacedFigure } from './figure-drafts.js';
import { faultsOfFigure } from './figures.rules.js';

interface IndicatorOfFigure {
  id: string;
  measure: Measure;
  timeZone: string;
  figures: number;
}

interface TargetOfFigure {
  id: string;
  indicatorId: string;
  stands: boolean;
}

interface Superseded {
  id: string;
  targetId: string | null;
  publisherClass: PublisherClass;
  hasValue: boolean;
  isVoid: boolean;
  isSuperseded: boolean;
}

/** Throws what the product does not take of figures, all of it at once. The locks of their indicators are held. */
export async function refuseFigures(
  tx: EntityManager,
  drafts: readonly PlacedFigure[],
  sources: Map<string, { publisherClass: PublisherClass }>,
  today: (zone: string) => Day,
): Promise<void> {
  const ids = (of: (draft: PlacedFigure) => string | null): string[][] => [
    [...new Set(drafts.flatMap((draft) => of(draft) ?? []))],
  ];
  const indicators = byId(
    await rows<IndicatorOfFigure>(
      tx,
      INDICATORS,
      ids((draft) => draft.indicatorId),
    ),
  );
  const targets = byId(
    await rows<TargetOfFigure>(
      tx,
      TARGETS,
      ids((draft) => draft.targetId),
    ),
  );
  const superseded = byId(
    await rows<Superseded>(
      tx,
      SUPERSEDED,
      ids((draft) => draft.supersedes),
    ),
  );

  const faults = new Faults();
  for (const draft of drafts) {
    const { at } = draft;
    const source = sources.get(draft.sourceId);
    const indicator = indicators.get(draft.indicatorId);
    if (!source) faults.add(`${at}/sourceId`, 'unknown_source', 'names no source');
    if (!indicator) {
      faults.add(`${at}/indicatorId`, 'unknown_indicator', 'names no indicator');
      continue;
    }
    faults.addAll(faultsOfFigure(draft, indicator.measure, at));
    if (draft.publishedOn > today(indicator.timeZone)) {
      faults.add(`${at}/publishedOn`, 'published_in_future', 'is a day to come in its jurisdiction');
    }
    if (draft.targetId !== null) addFaultsOfTarget(draft, targets.get(draft.targetId), faults);
    if (draft.supersedes !== null) addFaultsOfRevision(draft, superseded.get(draft.supersedes)!, source, faults);
    indicator.figures++;
    if (indicator.figures > MOST_FIGURES) {
      faults.add(`${at}/indicatorId`, 'too_many_figures', `an indicator has at most ${MOST_FIGURES} figures`);
    }
  }
  faults.refuse('figure_refused');
}

function addFaultsOfTarget(
  { at, indicatorId }: PlacedFigure,
  target: TargetOfFigure | undefined,
  faults: Faults,
): void {
  if (!target?.stands) faults.add(`${at}/targetId`, 'unknown_target', 'names no target');
  else if (target.indicatorId !== indicatorId) {
    faults.add(`${at}/targetId`, 'target_of_other_indicator', 'names a target of another indicator');
  }
}

function addFaultsOfRevision(
  { at, value, targetId }: PlacedFigure,
  earlier: Superseded,
  source: { publisherClass: PublisherClass } | undefined,
  faults: Faults,
): void {
  if (earlier.isVoid)
    throw new Refusal('conflict', 'figure_void', 'the figure was taken back: there is nothing to revise');
  if (earlier.isSuperseded) {
    throw new Refusal('conflict', 'already_superseded', 'another figure supersedes it already: revise that one');
  }
  if (source && earlier.publisherClass !== source.publisherClass) {
    faults.add(`${at}/sourceId`, 'other_publisher_class', 'a revision comes from a publisher of the same class');
  }
  // Otherwise the figure would leave targets that its revision does not reach.
  if (earlier.hasValue !== (value !== null)) {
    const message = 'a number is revised by a number: else take it back and publish another';
    faults.add(`${at}/value`, 'revision_of_other_kind', message);
  } else if (!earlier.hasValue && earlier.targetId !== targetId) {
    const message = 'speaks of another target: take it back and publish another';
    faults.add(`${at}/targetId`, 'revision_of_other_target', message);
  }
}

const INDICATORS = `
SELECT indicator.id, indicator.measure, jurisdiction.time_zone,
  (SELECT count(*) FROM figure WHERE figure.indicator_id = indicator.id AND ${stands('figure', 'NULL')}) AS figures
FROM indicator JOIN jurisdiction ON jurisdiction.id = indicator.jurisdiction_id WHERE indicator.id = ANY($1)`;

const TARGETS = `
SELECT id, indicator_id, ${targetStands('target', 'NULL')} AS stands FROM target WHERE id = ANY($1)`;

const SUPERSEDED = `
SELECT id, target_id, publisher_class, value IS NOT NULL AS has_value,
  ${isVoid('figure', 'NULL')} AS is_void,
  EXISTS (SELECT FROM figure later WHERE later.supersedes = figure.id AND ${stands('later', 'NULL')}) AS is_superseded
FROM figure WHERE id = ANY($1)`;

function byId<Row extends { id: string }>(rows: Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}
