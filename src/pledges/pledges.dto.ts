import { ApiProperty, OmitType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsDefined,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  Validate,
  ValidateNested,
} from 'class-validator';
import { NewFigureBody, figureDraft } from '../figures/figures.dto.js';
import { MomentListQuery } from '../http/lists.dto.js';
import { CalendarDay, IS_DECIMAL, IS_ONE_LINE, IS_TEXT, ONE_LINE, TEXT } from '../http/formats.js';
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
import { SORTS, type PledgeFilter, type Sort } from './pledge-lists.service.js';
import type { FigureOfPledge, LaterVersion, NewPledge, NewTarget, NewVersion } from './drafts.js';
import { ASSUMABLE, LATER_KINDS, type LaterKind } from './versions.rules.js';

/** Where a level starts from. */
export class BaselineBody {
  /**
   * A plain decimal.
   * @example '5.9'
   */
  @IsString()
  @Matches(/^-?\d{1,20}(\.\d{1,12})?$/, IS_DECIMAL)
  value!: string;

  /** The day it was read at. */
  @ApiProperty({ format: 'date', required: false })
  @IsOptional()
  @Validate(CalendarDay)
  on?: string | null;
}

/** A point of the government's own ramp. */
export class PointBody {
  /** The day. */
  @ApiProperty({ format: 'date' })
  @Validate(CalendarDay)
  on!: string;

  /**
   * The share of the whole that is due by then: a plain decimal from 0 to 1.
   * @example '0.5'
   */
  @IsString()
  @Matches(/^-?\d{1,20}(\.\d{1,12})?$/, IS_DECIMAL)
  share!: string;
}

/** What a target says (rules §1), beside the comparator. */
class PromisedBody {
  /**
   * A plain decimal; null where the number was never published.
   * @example '300'
   */
  @IsOptional()
  @IsString()
  @Matches(/^-?\d{1,20}(\.\d{1,12})?$/, IS_DECIMAL)
  value?: string | null;

  /** The upper end of a band. */
  @IsOptional()
  @IsString()
  @Matches(/^-?\d{1,20}(\.\d{1,12})?$/, IS_DECIMAL)
  upper?: string | null;

  /** How far from the value is still "about". */
  @IsOptional()
  @IsString()
  @Matches(/^-?\d{1,20}(\.\d{1,12})?$/, IS_DECIMAL)
  tolerance?: string | null;

  /** The side of "about" on which missing is no miss. */
  @ApiProperty({ enum: MISS_ALLOWED, required: false, default: 'none' })
  @IsOptional()
  @IsIn(MISS_ALLOWED)
  missAllowed?: MissAllowed | null;

  /** As the indicator measures, when absent. */
  @ApiProperty({ enum: MEASURES, required: false })
  @IsOptional()
  @IsIn(MEASURES)
  measure?: Measure | null;

  /** Of levels: the value at the due day, the mean of the window, every single period. */
  @ApiProperty({ enum: AGGREGATES, required: false })
  @IsOptional()
  @IsIn(AGGREGATES)
  aggregate?: Aggregate | null;

  /** The first day of what is counted. */
  @ApiProperty({ format: 'date', required: false })
  @IsOptional()
  @Validate(CalendarDay)
  start?: string | null;

  /** The last possible day. */
  @ApiProperty({ format: 'date', required: false })
  @IsOptional()
  @Validate(CalendarDay)
  due?: string | null;

  /** Whether it can still be delivered late. */
  @ApiProperty({ enum: CLOSES, required: false, default: 'open' })
  @IsOptional()
  @IsIn(CLOSES)
  closes?: Closes | null;

  /** Where a level starts from. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => BaselineBody)
  baseline?: BaselineBody | null;

  /** How often figures are due. */
  @ApiProperty({ enum: CADENCES, required: false })
  @IsOptional()
  @IsIn(CADENCES)
  cadence?: Cadence | null;

  /**
   * Days after a period's end within which its figure is expected: 30, for deliverables 0.
   * @example 30
   */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(3650)
  publicationLagDays?: number | null;

  /**
   * Days after due that a law grants: 0.
   * @example 0
   */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(3650)
  graceDays?: number | null;

  /** The government's own ramp; a straight line when absent. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(200)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => PointBody)
  trajectory?: PointBody[] | null;

  /** The fields that the source does not state. */
  @ApiProperty({ enum: ASSUMABLE, isArray: true, required: false })
  @IsOptional()
  @IsArray()
  @ArrayUnique()
  @IsIn(ASSUMABLE, { each: true })
  assumed?: string[] | null;

  /**
   * How the source words the due day.
   * @example '年内'
   */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  @Matches(ONE_LINE, IS_ONE_LINE)
  dueWords?: string | null;

  /** The first day that the source's words may mean. */
  @ApiProperty({ format: 'date', required: false })
  @IsOptional()
  @Validate(CalendarDay)
  dueEarliest?: string | null;

  /** The document that announced it; the pledge's when absent. */
  @IsOptional()
  @IsUUID()
  sourceId?: string | null;

  /** Why it says what it says. */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  @Matches(TEXT, IS_TEXT)
  reason?: string | null;
}

/** What a target says from the beginning. */
export class NewVersionBody extends PromisedBody {
  /** 不少于 at_least, 超过 more_than, 不超过 at_most, 低于 less_than, 左右 about. */
  @ApiProperty({ enum: COMPARATORS })
  @IsIn(COMPARATORS)
  comparator!: Comparator;

  /** The day of the pledge when absent. */
  @ApiProperty({ format: 'date', required: false })
  @IsOptional()
  @Validate(CalendarDay)
  announcedOn?: string | null;
}

/** What a target says from a later day on: all of it. A withdrawal says nothing but that. */
export class LaterVersionBody extends PromisedBody {
  /** It moves the promise, makes it plainer, or takes it away. */
  @ApiProperty({ enum: LATER_KINDS })
  @IsIn(LATER_KINDS)
  kind!: LaterKind;

  /** 不少于 at_least, 超过 more_than, 不超过 at_most, 低于 less_than, 左右 about. A withdrawal has none. */
  @ApiProperty({ enum: COMPARATORS, required: false })
  @IsOptional()
  @IsIn(COMPARATORS)
  comparator?: Comparator | null;

  /** The day on which it was announced. */
  @ApiProperty({ format: 'date' })
  @Validate(CalendarDay)
  announcedOn!: string;
}

export class NewTargetBody {
  /** What is counted. */
  @IsUUID()
  indicatorId!: string;

  /** What it says. */
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => NewVersionBody)
  version!: NewVersionBody;
}

/** A figure that comes with its pledge. */
export class FigureOfPledgeBody extends OmitType(NewFigureBody, ['targetId']) {
  /** What was counted. */
  @IsUUID()
  indicatorId!: string;

  /** The place in `targets` of the target that its share or claim speaks of, counted from 0. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(99)
  target?: number | null;
}

export class NewPledgeBody {
  /** The government that promises. */
  @IsUUID()
  jurisdictionId!: string;

  /** Who leads: an agency of the government or of one above it. */
  @IsOptional()
  @IsUUID()
  agencyId?: string | null;

  /** What it was issued with. */
  @IsOptional()
  @IsUUID()
  programmeId?: string | null;

  /** The field it belongs to. */
  @IsUUID()
  topicId!: string;

  /**
   * The higher level that set the task.
   * @example '省政府'
   */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  @Matches(ONE_LINE, IS_ONE_LINE)
  setBy?: string | null;

  /**
   * The promise in our own words.
   * @example '改造三百个老旧小区'
   */
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  @Matches(ONE_LINE, IS_ONE_LINE)
  titleZh!: string;

  /**
   * The promise in English.
   * @example 'Renovate 300 old estates'
   */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  @Matches(ONE_LINE, IS_ONE_LINE)
  titleEn?: string | null;

  /**
   * The promise in its own words.
   * @example '老旧小区综合整治300个'
   */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  @Matches(ONE_LINE, IS_ONE_LINE)
  quote?: string | null;

  /**
   * Where in the document.
   * @example '第二部分，第5项'
   */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  @Matches(ONE_LINE, IS_ONE_LINE)
  locator?: string | null;

  /** The document that says it. */
  @IsUUID()
  sourceId!: string;

  /** The day on which it was made. */
  @ApiProperty({ format: 'date' })
  @Validate(CalendarDay)
  announcedOn!: string;

  /** Its measurable parts. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => NewTargetBody)
  targets!: NewTargetBody[];

  /** What was published about them so far. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(1000)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => FigureOfPledgeBody)
  figures?: FigureOfPledgeBody[] | null;
}

export class PledgesQuery extends MomentListQuery {
  /** Words of its titles, or of the names of its agency and its indicators. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;

  /** Its headline; several with commas between them. */
  @ApiProperty({ enum: HEADLINES, isArray: true, required: false, example: ['overdue', 'long_overdue'] })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? [...new Set(value.split(','))] : [value]))
  @IsIn(HEADLINES, { each: true })
  headline?: Headline[];

  @IsOptional()
  @IsUUID()
  jurisdiction?: string;

  @IsOptional()
  @IsUUID()
  agency?: string;

  @IsOptional()
  @IsUUID()
  topic?: string;

  @IsOptional()
  @IsUUID()
  programme?: string;

  /** First due on this day or later. */
  @ApiProperty({ format: 'date', required: false })
  @IsOptional()
  @Validate(CalendarDay)
  dueFrom?: string;

  /** First due on this day or earlier. */
  @ApiProperty({ format: 'date', required: false })
  @IsOptional()
  @Validate(CalendarDay)
  dueTo?: string;

  /** How the promise was moved since it was made. */
  @ApiProperty({ enum: GOALPOSTS, required: false })
  @IsOptional()
  @IsIn(GOALPOSTS)
  goalpost?: Goalpost;

  /** Worst first; the next due day first; the latest change first; the latest promise first. */
  @ApiProperty({ enum: SORTS, required: false, default: 'worst' })
  @IsOptional()
  @IsIn(SORTS)
  sort: Sort = 'worst';
}

export function filterOf(query: PledgesQuery): PledgeFilter {
  const { q, headline, jurisdiction, agency, topic, programme, dueFrom, dueTo, goalpost } = query;
  return { q, headlines: headline, jurisdiction, agency, topic, programme, dueFrom, dueTo, goalpost };
}

export function pledgeDraft(body: NewPledgeBody): NewPledge {
  return {
    jurisdictionId: body.jurisdictionId,
    agencyId: body.agencyId ?? null,
    programmeId: body.programmeId ?? null,
    topicId: body.topicId,
    setBy: body.setBy ?? null,
    titleZh: body.titleZh,
    titleEn: body.titleEn ?? null,
    quote: body.quote ?? null,
    locator: body.locator ?? null,
    sourceId: body.sourceId,
    announcedOn: body.announcedOn,
    targets: body.targets.map(targetDraft),
    figures: (body.figures ?? []).map(figureOfPledge),
  };
}

export function targetDraft({ indicatorId, version }: NewTargetBody): NewTarget {
  const { comparator, announcedOn = null } = version;
  return { indicatorId, version: { ...promised(version), comparator, announcedOn } };
}

/** A withdrawal as its fact, anything else with all it says; what a withdrawal must not say is left to the service. */
export function laterVersionDraft(body: LaterVersionBody): LaterVersion {
  const { kind, announcedOn, comparator } = body;
  const { reason, sourceId, ...said } = promised(body);
  return { kind, announcedOn, reason, sourceId, said: { ...said, comparator: comparator ?? null } };
}

function figureOfPledge(body: FigureOfPledgeBody): FigureOfPledge {
  const { targetId: _targetId, ...figure } = figureDraft(body);
  return { ...figure, indicatorId: body.indicatorId, target: body.target ?? null };
}

function promised(body: PromisedBody): Omit<NewVersion, 'comparator' | 'announcedOn'> {
  const { baseline } = body;
  return {
    value: body.value ?? null,
    upper: body.upper ?? null,
    tolerance: body.tolerance ?? null,
    missAllowed: body.missAllowed ?? 'none',
    measure: body.measure ?? null,
    aggregate: body.aggregate ?? null,
    start: body.start ?? null,
    due: body.due ?? null,
    closes: body.closes ?? 'open',
    baseline: baseline ? { value: baseline.value, on: baseline.on ?? null } : null,
    cadence: body.cadence ?? null,
    publicationLagDays: body.publicationLagDays ?? null,
    graceDays: body.graceDays ?? 0,
    trajectory: body.trajectory?.map(({ on, share }) => ({ on, share })) ?? null,
    assumed: body.assumed ?? [],
    dueWords: body.dueWords ?? null,
    dueEarliest: body.dueEarliest ?? null,
    sourceId: body.sourceId ?? null,
    reason: body.reason ?? null,
  };
}
