import { ApiProperty } from '@nestjs/swagger';
import { FigureView, IndicatorView, figureView, indicatorView } from '../figures/figures.dto.js';
import { CheckView, NoteView, checkView, noteView } from '../figures/notes.dto.js';
import { SourceView, sourceView } from '../sources/sources.dto.js';
import { VerdictView } from '../standings/api/standings.dto.js';
import {
  AGGREGATES,
  CADENCES,
  CLOSES,
  COMPARATORS,
  GOALPOSTS,
  HEADLINES,
  MEASURES,
  MISS_ALLOWED,
  type Aggregate,
  type Cadence,
  type Closes,
  type Comparator,
  type Goalpost,
  type Headline,
  type Measure,
  type MissAllowed,
} from '../verdicts/words.rules.js';
import type { KnownPledge, KnownTarget, KnownVersion, NamedRow, RollUp } from './pledge-reader.service.js';
import type { PledgeLine } from './pledge-lists.service.js';
import { VERSION_KINDS, type VersionKind } from './versions.rules.js';

const COUNTS = { type: 'object', additionalProperties: { type: 'integer' } } as const;

export class NamedView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  nameZh!: string;
  nameEn!: string | null;
}

export class JurisdictionOfPledgeView extends NamedView {
  /** The zone of its calendar. */
  timeZone!: string;
}

/** What a pledge shows of its targets: the worst headline, and how many have which. */
export class RollUpView {
  @ApiProperty({ enum: HEADLINES })
  headline!: Headline;
  /** How the promise was moved since it was made. */
  @ApiProperty({ enum: GOALPOSTS })
  goalpost!: Goalpost;
  /** Targets by headline; headlines without any are left out. */
  @ApiProperty(COUNTS)
  counts!: Partial<Record<Headline, number>>;
  /** The first due day of a target. */
  @ApiProperty({ type: String, format: 'date', nullable: true })
  due!: string | null;
  /** The instant it was settled for; null for a past day or an earlier knowledge. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  settledAt!: string | null;
}

export class PledgeLineView extends RollUpView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  titleZh!: string;
  titleEn!: string | null;
  @ApiProperty({ format: 'uuid' })
  jurisdictionId!: string;
  @ApiProperty({ format: 'uuid' })
  agencyId!: string | null;
  @ApiProperty({ format: 'uuid' })
  programmeId!: string | null;
  @ApiProperty({ format: 'uuid' })
  topicId!: string;
  setBy!: string | null;
  @ApiProperty({ format: 'uuid' })
  sourceId!: string;
  @ApiProperty({ format: 'date' })
  announcedOn!: string;
  /** The day of the last change that was told; of a past day, the day it began to read so. */
  @ApiProperty({ format: 'date' })
  changedOn!: string;
}

export class PledgeList {
  items!: PledgeLineView[];
  /** The cursor of the next page. */
  next!: string | null;
}

export class BaselineView {
  value!: string;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  on!: string | null;
}

export class PointView {
  @ApiProperty({ format: 'date' })
  on!: string;
  share!: string;
}

export class VersionView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ format: 'uuid' })
  targetId!: string;
  @ApiProperty({ enum: VERSION_KINDS })
  kind!: VersionKind;
  @ApiProperty({ format: 'date' })
  announcedOn!: string;
  reason!: string | null;
  @ApiProperty({ format: 'uuid' })
  sourceId!: string | null;
  @ApiProperty({ enum: COMPARATORS })
  comparator!: Comparator;
  value!: string | null;
  upper!: string | null;
  tolerance!: string | null;
  @ApiProperty({ enum: MISS_ALLOWED })
  missAllowed!: MissAllowed;
  @ApiProperty({ enum: MEASURES })
  measure!: Measure;
  @ApiProperty({ type: String, enum: AGGREGATES, nullable: true })
  aggregate!: Aggregate | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  start!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  due!: string | null;
  @ApiProperty({ enum: CLOSES })
  closes!: Closes;
  baseline!: BaselineView | null;
  @ApiProperty({ type: String, enum: CADENCES, nullable: true })
  cadence!: Cadence | null;
  publicationLagDays!: number;
  graceDays!: number;
  @ApiProperty({ type: [PointView], nullable: true })
  trajectory!: PointView[] | null;
  /** The fields that the source does not state. */
  assumed!: string[];
  /** How the source words the due day. */
  dueWords!: string | null;
  /** The first day that the source's words may mean. */
  @ApiProperty({ type: String, format: 'date', nullable: true })
  dueEarliest!: string | null;
  @ApiProperty({ format: 'date-time' })
  recordedAt!: string;
  /** Its place in the sealed log; null until it has one. */
  position!: number | null;
}

export class TargetView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  indicator!: IndicatorView;
  /** In the order in which they were announced; the first is the original. */
  versions!: VersionView[];
  /** Null where the target is set aside. */
  verdict!: VerdictView | null;
  /** Why its rule threw: it is set aside alone, and shown. */
  setAside!: string | null;
  /** The latest ones that bear on it; all are in the list of the indicator. */
  figures!: FigureView[];
  /** When somebody looked and found nothing. */
  checks!: CheckView[];
}

export class VoidOfPledgeView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  reason!: string;
  /** The pledge that stands instead. */
  @ApiProperty({ format: 'uuid' })
  standsId!: string | null;
  @ApiProperty({ format: 'date-time' })
  recordedAt!: string;
}

export class PledgeView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  titleZh!: string;
  titleEn!: string | null;
  quote!: string | null;
  locator!: string | null;
  @ApiProperty({ format: 'uuid' })
  sourceId!: string;
  jurisdiction!: JurisdictionOfPledgeView;
  agency!: NamedView | null;
  programme!: NamedView | null;
  topic!: NamedView;
  setBy!: string | null;
  @ApiProperty({ format: 'date' })
  announcedOn!: string;
  @ApiProperty({ format: 'date-time' })
  recordedAt!: string;
  /** Its place in the sealed log; null until it has one. */
  position!: number | null;
  /** Where it was taken back: why, and what stands instead. It is readable, and in no list, count or verdict. */
  void!: VoidOfPledgeView | null;
  /** The day it is shown for. */
  @ApiProperty({ format: 'date' })
  asOf!: string;
  rollUp!: RollUpView | null;
  targets!: TargetView[];
  /** Remarks of staff and replies of agencies, the latest first. */
  notes!: NoteView[];
  /** Every document that anything here names. */
  sources!: SourceView[];
}

export function pledgeLineView(line: PledgeLine): PledgeLineView {
  return {
    id: line.id,
    titleZh: line.titleZh,
    titleEn: line.titleEn,
    jurisdictionId: line.jurisdictionId,
    agencyId: line.agencyId,
    programmeId: line.programmeId,
    topicId: line.topicId,
    setBy: line.setBy,
    sourceId: line.sourceId,
    announcedOn: line.announcedOn,
    ...rollUpView(line),
    changedOn: line.changedOn,
  };
}

export function pledgeView(pledge: KnownPledge): PledgeView {
  const { jurisdiction, agency, programme, topic, rollUp } = pledge;
  return {
    id: pledge.id,
    titleZh: pledge.titleZh,
    titleEn: pledge.titleEn,
    quote: pledge.quote,
    locator: pledge.locator,
    sourceId: pledge.sourceId,
    jurisdiction: { ...namedView(jurisdiction), timeZone: jurisdiction.timeZone },
    agency: agency && namedView(agency),
    programme: programme && namedView(programme),
    topic: namedView(topic),
    setBy: pledge.setBy,
    announcedOn: pledge.announcedOn,
    recordedAt: pledge.recordedAt,
    position: pledge.position,
    void: pledge.void && voidView(pledge.void),
    asOf: pledge.asOf,
    rollUp: rollUp && rollUpView(rollUp),
    targets: pledge.targets.map(targetView),
    notes: pledge.notes.map(noteView),
    sources: pledge.sources.map(sourceView),
  };
}

export function targetView({ id, indicator, versions, verdict, setAside, figures, checks }: KnownTarget): TargetView {
  return {
    id,
    indicator: indicatorView(indicator),
    versions: versions.map(versionView),
    verdict,
    setAside,
    figures: figures.map(figureView),
    checks: checks.map(checkView),
  };
}

export function versionView(version: KnownVersion): VersionView {
  const { baseline } = version;
  return {
    id: version.id,
    targetId: version.targetId,
    kind: version.kind,
    announcedOn: version.announcedOn,
    reason: version.reason,
    sourceId: version.sourceId,
    comparator: version.comparator,
    value: version.value,
    upper: version.upper,
    tolerance: version.tolerance,
    missAllowed: version.missAllowed,
    measure: version.measure,
    aggregate: version.aggregate,
    start: version.start,
    due: version.due,
    closes: version.closes,
    baseline: baseline && { value: baseline.value, on: baseline.on },
    cadence: version.cadence,
    publicationLagDays: version.publicationLagDays,
    graceDays: version.graceDays,
    trajectory: version.trajectory?.map(({ on, share }) => ({ on, share })) ?? null,
    assumed: version.assumed,
    dueWords: version.dueWords,
    dueEarliest: version.dueEarliest,
    recordedAt: version.recordedAt,
    position: version.position,
  };
}

function rollUpView({ headline, goalpost, counts, due, settledAt }: RollUp): RollUpView {
  return { headline, goalpost, counts, due, settledAt };
}

function voidView({ id, reason, standsId, recordedAt }: VoidOfPledgeView): VoidOfPledgeView {
  return { id, reason, standsId, recordedAt };
}

function namedView({ id, nameZh, nameEn }: NamedRow): NamedView {
  return { id, nameZh, nameEn };
}
