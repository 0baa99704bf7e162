import type { Day } from '../clock/calendar.rules.js';
import { newId } from '../database/ids.js';
import type { Faults } from '../errors.js';
import type { FigureOfIndicator } from '../figures/figure-drafts.js';
import type { FigureOfPledge, NewPledge, NewTarget } from './drafts.js';
import type { Pledge } from './pledge.entity.js';
import type { Named } from './named-rows.js';
import type { Target } from './target.entity.js';
import { type VersionRow, faultsOfRow, versionRow } from './version-rows.js';
import { wordsOf } from './search-words.rules.js';

export type PledgeRow = Omit<Pledge, 'entryId'>;

/** What a pledge becomes in the tables. */
export interface PledgeRows {
  pledge: PledgeRow;
  targets: TargetRows[];
  figures: (FigureOfIndicator & { at: string })[];
}

export interface TargetRows {
  target: Target;
  version: VersionRow;
}

/** Tells what day it is in a zone. */
export type Today = (zone: string) => Day;

/** The rows of a pledge at `at`; what the product refuses of it goes to `faults`. */
export function pledgeRows(draft: NewPledge, at: string, named: Named, today: Today, faults: Faults): PledgeRows {
  const { targets, figures, id = newId() } = draft;
  const zone = named.jurisdictions.get(draft.jurisdictionId)?.timeZone ?? 'UTC';
  addFaultsOfReferences(draft, at, named, faults);
  if (draft.announcedOn > today(zone)) {
    faults.add(`${at}/announcedOn`, 'announced_in_future', 'is a day to come in its jurisdiction');
  }
  const pledge: PledgeRow = {
    id,
    jurisdictionId: draft.jurisdictionId,
    agencyId: draft.agencyId,
    programmeId: draft.programmeId,
    topicId: draft.topicId,
    setBy: draft.setBy,
    titleZh: draft.titleZh,
    titleEn: draft.titleEn,
    quote: draft.quote,
    locator: draft.locator,
    sourceId: draft.sourceId,
    announcedOn: draft.announcedOn,
    words: wordsOf(textsOf(draft, named)),
  };
  const rows = targets.map((target, nth) =>
    targetRows(target, `${at}/targets/${nth}`, pledge, named, today(zone), faults),
  );
  return {
    pledge,
    targets: rows,
    figures: figures.map((figure, nth) => placed(figure, `${at}/figures/${nth}`, rows, faults)),
  };
}

/** The rows of a target of a pledge. */
export function targetRows(
  { id = newId(), indicatorId, version: draft }: NewTarget,
  at: string,
  pledge: Pick<PledgeRow, 'id' | 'sourceId' | 'announcedOn'>,
  named: Named,
  today: Day,
  faults: Faults,
): TargetRows {
  const indicator = named.indicators.get(indicatorId);
  if (!indicator) faults.add(`${at}/indicatorId`, 'unknown_indicator', 'names no indicator');
  const measure = draft.measure ?? indicator?.measure ?? 'flow';
  if (indicator && measure !== indicator.measure) {
    faults.add(`${at}/version/measure`, 'other_measure', `the indicator is a ${indicator.measure}`);
  }
  const sourceId = draft.sourceId ?? pledge.sourceId;
  if (draft.sourceId !== null && !named.sources.has(sourceId)) {
    faults.add(`${at}/version/sourceId`, 'unknown_source', 'names no source');
  }
  const announcedOn = draft.announcedOn ?? pledge.announcedOn;
  const version = versionRow(id, 'original', { ...draft, measure, sourceId, announcedOn });
  faults.addAll(faultsOfRow(version, today, `${at}/version`));
  return { target: { id, pledgeId: pledge.id, indicatorId }, version };
}

/** Every id that a pledge names besides those of its figures. */
export function idsNamedBy(drafts: readonly NewPledge[]) {
  return {
    jurisdictionIds: drafts.map(({ jurisdictionId }) => jurisdictionId),
    agencyIds: drafts.flatMap(({ agencyId }) => agencyId ?? []),
    programmeIds: drafts.flatMap(({ programmeId }) => programmeId ?? []),
    topicIds: drafts.map(({ topicId }) => topicId),
    indicatorIds: drafts.flatMap(({ targets }) => targets.map(({ indicatorId }) => indicatorId)),
    sourceIds: drafts.flatMap(({ sourceId, targets }) => [
      sourceId,
      ...targets.flatMap(({ version }) => version.sourceId ?? []),
    ]),
  };
}

function addFaultsOfReferences(draft: NewPledge, at: string, named: Named, faults: Faults): void {
  const { jurisdictionId, agencyId, programmeId, topicId, sourceId } = draft;
  const jurisdiction = named.jurisdictions.get(jurisdictionId);
  if (!jurisdiction) faults.add(`${at}/jurisdictionId`, 'unknown_jurisdiction', 'names no jurisdiction');
  const line = jurisdiction?.line ?? [];
  const check = (
    noun: 'agency' | 'programme',
    id: string | null,
    rows: Map<string, { jurisdictionId: string }>,
  ): void => {
    if (id === null) return;
    const row = rows.get(id);
    if (!row) faults.add(`${at}/${noun}Id`, `unknown_${noun}`, `names no ${noun}`);
    else if (jurisdiction && !line.includes(row.jurisdictionId)) {
      const message = `names a row of another jurisdiction: neither its own nor one above`;
      faults.add(`${at}/${noun}Id`, `${noun}_of_other_jurisdiction`, message);
    }
  };
  check('agency', agencyId, named.agencies);
  check('programme', programmeId, named.programmes);
  if (!named.topics.has(topicId)) faults.add(`${at}/topicId`, 'unknown_topic', 'names no topic');
  if (!named.sources.has(sourceId)) faults.add(`${at}/sourceId`, 'unknown_source', 'names no source');
}

function textsOf({ titleZh, titleEn, agencyId, targets }: NewPledge, named: Named): (string | null)[] {
  const agency = named.agencies.get(agencyId ?? '');
  const names = [agency, ...targets.map(({ indicatorId }) => named.indicators.get(indicatorId))];
  return [titleZh, titleEn, ...names.flatMap((row) => (row ? [row.nameZh, row.nameEn] : []))];
}

/** The figure of a pledge as one of its indicator, its target named by id. */
function placed({ target, ...figure }: FigureOfPledge, at: string, targets: readonly TargetRows[], faults: Faults) {
  const named = target === null ? null : targets[target];
  if (named === undefined) faults.add(`${at}/target`, 'unknown_target', 'is no place in the list of targets');
  return { ...figure, targetId: named?.target.id ?? null, at };
}
