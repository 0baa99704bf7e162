import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength, MinLength, Validate } from 'class-validator';
import { UnitView } from '../governments/governments.dto.js';
import { MomentListQuery } from '../http/lists.dto.js';
import { CalendarDay, IS_DECIMAL, IS_ONE_LINE, IS_TEXT, ONE_LINE, TEXT } from '../http/formats.js';
import { SourceView, sourceView } from '../sources/sources.dto.js';
import {
  BOUNDS,
  CLAIMS,
  FORMS,
  MEASURES,
  PUBLISHER_CLASSES,
  STANDINGS,
  type Bound,
  type Claim,
  type FigureStanding,
  type Form,
  type Measure,
  type PublisherClass,
} from '../verdicts/words.rules.js';
import { BECAUSE, type Because } from './figure.entity.js';
import type { NewFigure } from './figure-drafts.js';
import type { KnownFigure } from './figures.service.js';
import { STAGES, type Stage } from './indicator.entity.js';
import type { KnownIndicator } from './indicators.service.js';

export class NewIndicatorBody {
  /** Whose calendar and whose matter it is. */
  @IsUUID()
  jurisdictionId!: string;

  /** What it is counted in. */
  @IsUUID()
  unitId!: string;

  /**
   * What is counted, in Chinese.
   * @example '老旧小区综合整治完工'
   */
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  @Matches(ONE_LINE, IS_ONE_LINE)
  nameZh!: string;

  /**
   * What is counted, in English.
   * @example 'Old estates renovated'
   */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  @Matches(ONE_LINE, IS_ONE_LINE)
  nameEn?: string | null;

  /** Counts that add up, a rate or stock read at a date, or a thing that is there or not. */
  @ApiProperty({ enum: MEASURES })
  @IsIn(MEASURES)
  measure!: Measure;

  /** Begun or finished, where that is a difference. */
  @ApiProperty({ enum: STAGES, required: false })
  @IsOptional()
  @IsIn(STAGES)
  stage?: Stage | null;

  /**
   * What counts and what does not.
   * @example '验收合格的小区数'
   */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  @Matches(TEXT, IS_TEXT)
  definition?: string | null;
}

export class IndicatorsQuery extends MomentListQuery {
  /** Only those of this government. */
  @IsOptional()
  @IsUUID()
  jurisdiction?: string;

  /** Only those that measure so. */
  @ApiProperty({ enum: MEASURES, required: false })
  @IsOptional()
  @IsIn(MEASURES)
  measure?: Measure;
}

/** One published statement (rules §1), with where it stands. */
export class NewFigureBody {
  /** The document that says it; its publisher's class is the figure's. */
  @IsUUID()
  sourceId!: string;

  /**
   * Where in the document.
   * @example '第三部分，第2段'
   */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  @Matches(ONE_LINE, IS_ONE_LINE)
  locator?: string | null;

  /** Why the number may not be what it seems. */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  @Matches(TEXT, IS_TEXT)
  doubt?: string | null;

  /** The target that a share or a claim speaks of. */
  @IsOptional()
  @IsUUID()
  targetId?: string | null;

  /** The first day it speaks of. */
  @ApiProperty({ format: 'date', required: false })
  @IsOptional()
  @Validate(CalendarDay)
  periodStart?: string | null;

  /** The last day it speaks of. */
  @ApiProperty({ format: 'date' })
  @Validate(CalendarDay)
  periodEnd!: string;

  /** What it adds to what was before, a running total, or a level. */
  @ApiProperty({ enum: FORMS })
  @IsIn(FORMS)
  form!: Form;

  /**
   * A plain decimal; null where the document gives only words or a share.
   * @example '120'
   */
  @IsOptional()
  @IsString()
  @Matches(/^-?\d{1,20}(\.\d{1,12})?$/, IS_DECIMAL)
  value?: string | null;

  /** How exact the number is. */
  @ApiProperty({ enum: BOUNDS, required: false, default: 'exact' })
  @IsOptional()
  @IsIn(BOUNDS)
  bound?: Bound | null;

  /** How final the number is. */
  @ApiProperty({ enum: STANDINGS, required: false, default: 'final' })
  @IsOptional()
  @IsIn(STANDINGS)
  standing?: FigureStanding | null;

  /** A share of the whole target: 104.19 % is 1.0419. */
  @IsOptional()
  @IsString()
  @Matches(/^-?\d{1,20}(\.\d{1,12})?$/, IS_DECIMAL)
  statedShare?: string | null;

  /** What the document says in words. */
  @ApiProperty({ enum: CLAIMS, required: false })
  @IsOptional()
  @IsIn(CLAIMS)
  claim?: Claim | null;

  /** The day on which it was published: unknown before it. */
  @ApiProperty({ format: 'date' })
  @Validate(CalendarDay)
  publishedOn!: string;
}

export class NewRevisionBody extends NewFigureBody {
  /** The publisher changed it, or we had mistyped it. */
  @ApiProperty({ enum: BECAUSE })
  @IsIn(BECAUSE)
  because!: Because;
}

export class IndicatorView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ format: 'uuid' })
  jurisdictionId!: string;
  unit!: UnitView;
  nameZh!: string;
  nameEn!: string | null;
  @ApiProperty({ enum: MEASURES })
  measure!: Measure;
  @ApiProperty({ enum: STAGES, nullable: true, type: String })
  stage!: Stage | null;
  definition!: string | null;
  /** How many figures stand. */
  figures!: number;
  /** The last day that one of them speaks of. */
  @ApiProperty({ format: 'date', nullable: true, type: String })
  lastPeriodEnd!: string | null;
}

export class IndicatorList {
  items!: IndicatorView[];
  /** The cursor of the next page. */
  next!: string | null;
}

export class FigureView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ format: 'uuid' })
  indicatorId!: string;
  /** The target that its share or claim speaks of. */
  @ApiProperty({ format: 'uuid' })
  targetId!: string | null;
  source!: SourceView;
  /** The class of the source's publisher. */
  @ApiProperty({ enum: PUBLISHER_CLASSES })
  publisherClass!: PublisherClass;
  locator!: string | null;
  doubt!: string | null;
  @ApiProperty({ format: 'date', nullable: true, type: String })
  periodStart!: string | null;
  @ApiProperty({ format: 'date' })
  periodEnd!: string;
  @ApiProperty({ enum: FORMS })
  form!: Form;
  value!: string | null;
  @ApiProperty({ enum: BOUNDS })
  bound!: Bound;
  @ApiProperty({ enum: STANDINGS })
  standing!: FigureStanding;
  statedShare!: string | null;
  @ApiProperty({ enum: CLAIMS, nullable: true, type: String })
  claim!: Claim | null;
  /** Its vintage: the day from which it was public. */
  @ApiProperty({ format: 'date' })
  publishedOn!: string;
  /** When it was recorded here. */
  @ApiProperty({ format: 'date-time' })
  recordedAt!: string;
  /** Its place in the sealed log; null until it has one. */
  position!: number | null;
  /** The figure that it stands in the place of, and why. */
  @ApiProperty({ format: 'uuid' })
  supersedes!: string | null;
  @ApiProperty({ enum: BECAUSE, nullable: true, type: String })
  because!: Because | null;
  /** The figure that stands in its place. */
  @ApiProperty({ format: 'uuid' })
  supersededBy!: string | null;
  /** True where it was taken back: it leaves every list, count and verdict. */
  isVoid!: boolean;
}

export class FigureList {
  items!: FigureView[];
  /** The cursor of the next page. */
  next!: string | null;
}

export function figureDraft(body: NewFigureBody): NewFigure {
  return {
    sourceId: body.sourceId,
    locator: body.locator ?? null,
    doubt: body.doubt ?? null,
    targetId: body.targetId ?? null,
    periodStart: body.periodStart ?? null,
    periodEnd: body.periodEnd,
    form: body.form,
    value: body.value ?? null,
    bound: body.bound ?? 'exact',
    standing: body.standing ?? 'final',
    statedShare: body.statedShare ?? null,
    claim: body.claim ?? null,
    publishedOn: body.publishedOn,
  };
}

export function indicatorView(indicator: KnownIndicator): IndicatorView {
  const { id, jurisdictionId, unit, nameZh, nameEn, measure, stage, definition, figures, lastPeriodEnd } = indicator;
  return { id, jurisdictionId, unit, nameZh, nameEn, measure, stage, definition, figures, lastPeriodEnd };
}

export function figureView(figure: KnownFigure): FigureView {
  return {
    id: figure.id,
    indicatorId: figure.indicatorId,
    targetId: figure.targetId,
    source: sourceView(figure.source),
    publisherClass: figure.publisherClass,
    locator: figure.locator,
    doubt: figure.doubt,
    periodStart: figure.periodStart,
    periodEnd: figure.periodEnd,
    form: figure.form,
    value: figure.value,
    bound: figure.bound,
    standing: figure.standing,
    statedShare: figure.statedShare,
    claim: figure.claim,
    publishedOn: figure.publishedOn,
    recordedAt: figure.recordedAt,
    position: figure.position,
    supersedes: figure.supersedes,
    because: figure.because,
    supersededBy: figure.supersededBy,
    isVoid: figure.isVoid,
  };
}
