import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, Matches, Max, MaxLength, Min, Validate } from 'class-validator';
import { Transform, Type } from 'class-transformer';
import { FEED_KINDS, type EntryKind } from '../../entries/entries.service.js';
import { ListQuery } from '../../http/lists.dto.js';
import { CalendarDay, TEXT } from '../../http/formats.js';
import { ALERTS, type Alert } from '../../verdicts/alerts.rules.js';
import {
  CONFIDENCES,
  DELIVERIES,
  FRESHNESSES,
  GOALPOSTS,
  HEADLINES,
  PACES,
  PUBLISHER_CLASSES,
  TIMELINESSES,
  type Confidence,
  type Delivery,
  type Freshness,
  type Goalpost,
  type Headline,
  type Pace,
  type PublisherClass,
  type Timeliness,
} from '../../verdicts/words.rules.js';
import { FLAG_KINDS, FLAG_STATES, type FlagKind, type FlagState } from '../settle/flags.rules.js';

/** What the remaining periods must bring. Decimals in plain text. */
export class NeededView {
  /** Length of a period in months. */
  months!: number;
  perPeriod!: string;
  @ApiProperty({ type: String, nullable: true })
  best!: string | null;
}

/** What stands against the current version of an amended promise. */
export class CurrentView {
  @ApiProperty({ enum: HEADLINES })
  headline!: Headline;
  @ApiProperty({ enum: DELIVERIES })
  delivery!: Delivery;
  @ApiProperty({ enum: TIMELINESSES })
  timeliness!: Timeliness;
  @ApiProperty({ type: String, nullable: true })
  share!: string | null;
  @ApiProperty({ type: String, nullable: true })
  achieved!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  metOn!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  due!: string | null;
}

/** What another publisher class leads to. */
export class ClassView {
  @ApiProperty({ enum: PUBLISHER_CLASSES })
  publisherClass!: PublisherClass;
  @ApiProperty({ enum: DELIVERIES })
  delivery!: Delivery;
  @ApiProperty({ type: String, nullable: true })
  achieved!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  coveredTo!: string | null;
}

/** A verdict with every number that went into it. Decimals in plain text, cut after 12 digits; what is not known is null. */
export class VerdictView {
  @ApiProperty({ format: 'date' })
  asOf!: string;
  rulesVersion!: number;
  @ApiProperty({ enum: HEADLINES })
  headline!: Headline;
  @ApiProperty({ enum: DELIVERIES })
  delivery!: Delivery;
  @ApiProperty({ enum: TIMELINESSES })
  timeliness!: Timeliness;
  @ApiProperty({ enum: PACES })
  pace!: Pace;
  @ApiProperty({ enum: FRESHNESSES })
  freshness!: Freshness;
  @ApiProperty({ enum: CONFIDENCES })
  confidence!: Confidence;
  @ApiProperty({ enum: GOALPOSTS })
  goalpost!: Goalpost;
  @ApiProperty({ type: String, nullable: true })
  achieved!: string | null;
  @ApiProperty({ type: String, nullable: true })
  share!: string | null;
  @ApiProperty({ type: String, nullable: true })
  expectedShare!: string | null;
  @ApiProperty({ type: String, nullable: true })
  ratio!: string | null;
  @ApiProperty({ type: String, nullable: true })
  requiredMean!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  metOn!: string | null;
  @ApiProperty({ type: Number, nullable: true })
  daysLate!: number | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  changesOn!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  coveredTo!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  firstPublishedOn!: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true })
  lastPublishedOn!: string | null;
  @ApiProperty({ type: NeededView, nullable: true })
  needed!: NeededView | null;
  @ApiProperty({ enum: ALERTS, isArray: true })
  alerts!: Alert[];
  /** Fields that the source does not state. */
  assumed!: string[];
  @ApiProperty({ type: CurrentView, nullable: true })
  current!: CurrentView | null;
  @ApiProperty({ type: [ClassView] })
  classes!: ClassView[];
  /** A reviewer's ruling stands. */
  decided!: boolean;
  sentenceZh!: string;
  sentenceEn!: string;
}

/** A target's verdict, recomputed. */
export class TargetVerdictView extends VerdictView {
  @ApiProperty({ format: 'uuid' })
  targetId!: string;
  @ApiProperty({ format: 'uuid' })
  pledgeId!: string;
}

/** Which part of the log is asked for. */
export class ChangesQuery {
  /** The position to go on from: `next` of the page before, 0 for the beginning. */
  @ApiProperty({ required: false, type: 'integer' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  after: number = 0;

  /** How many entries at most. */
  @ApiProperty({ required: false, type: 'integer' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  limit: number = 100;

  /** Kinds of entries, with commas between them; all of the feed when absent. */
  @ApiProperty({ enum: FEED_KINDS, isArray: true, required: false, example: ['figure', 'change'] })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsIn(FEED_KINDS, { each: true })
  kind?: EntryKind[];
}

/** An entry of the log. Whoever has read up to a position never later finds an entry at or below it. */
export class ChangeView {
  position!: number;
  @ApiProperty({ format: 'date-time' })
  knownAt!: string;
  @ApiProperty({ enum: FEED_KINDS })
  kind!: EntryKind;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  pledgeId!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  targetId!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  factId!: string | null;
  @ApiProperty({ type: Object, additionalProperties: true })
  body!: Record<string, unknown>;
  @ApiProperty({ type: String, nullable: true })
  authorId!: string | null;
  @ApiProperty({ type: String, nullable: true })
  reviewerId!: string | null;
  forced!: boolean;
  @ApiProperty({ format: 'date-time' })
  recordedAt!: string;
  /** The link of the hash chain, SHA-256 in hex. */
  chain!: string;
}

export class ChangePage {
  items!: ChangeView[];
  /** The position to go on from. */
  next!: number;
  /** The last position of the log. */
  head!: number;
}

/** Which flags are asked for. */
export class FlagsQuery extends ListQuery {
  @IsOptional()
  @IsIn(FLAG_STATES)
  state?: FlagState;

  @IsOptional()
  @IsIn(FLAG_KINDS)
  kind?: FlagKind;
}

/** A change that wants a person. */
export class FlagView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ format: 'uuid' })
  targetId!: string;
  @ApiProperty({ format: 'uuid' })
  pledgeId!: string;
  @ApiProperty({ enum: FLAG_KINDS })
  kind!: FlagKind;
  @ApiProperty({ enum: FLAG_STATES })
  state!: FlagState;
  /** What tells it from an earlier flag of its kind: the goalpost, the data alerts. */
  @ApiProperty({ type: String, nullable: true })
  detail!: string | null;
  /** The day since when it is true. */
  @ApiProperty({ format: 'date' })
  raisedOn!: string;
  @ApiProperty({ format: 'date-time' })
  raisedAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  acknowledgedAt!: string | null;
  @ApiProperty({ type: String, nullable: true })
  acknowledgedBy!: string | null;
  @ApiProperty({ type: String, nullable: true })
  note!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  clearedAt!: string | null;
}

export class FlagList {
  items!: FlagView[];
  @ApiProperty({ type: String, nullable: true })
  next!: string | null;
}

/** What a person found on looking at a flag. */
export class NewAcknowledgement {
  /**
   * What was found.
   * @example '已核实，见市政府七月通报。'
   */
  @Matches(TEXT)
  @MaxLength(2000)
  note!: string;
}

/** A reviewer's ruling. */
export class NewDecision {
  /** The day from which it holds; today when absent. */
  @ApiProperty({ format: 'date' })
  @IsOptional()
  @Validate(CalendarDay)
  on?: string | null;

  /** What stands. */
  @IsIn(DELIVERIES)
  delivery!: Delivery;

  /**
   * Why.
   * @example '审计报告与现场核查一致。'
   */
  @Matches(TEXT)
  @MaxLength(2000)
  reason!: string;
}

export class DecisionView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ format: 'uuid' })
  targetId!: string;
  @ApiProperty({ format: 'date' })
  on!: string;
  @ApiProperty({ enum: DELIVERIES })
  delivery!: Delivery;
  reason!: string;
}
