import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, IsUUID, Matches, MaxLength, MinLength, ValidateIf } from 'class-validator';
import { ListQuery } from '../http/lists.dto.js';
import { IS_ONE_LINE, ONE_LINE } from '../http/formats.js';
import type { Agency } from './agency.entity.js';
import type { Jurisdiction } from './jurisdiction.entity.js';
import type { Topic } from './topic.entity.js';
import type { Unit } from './unit.entity.js';

const isGiven = (_: unknown, value: unknown): boolean => value !== undefined;

export class NewNames {
  /**
   * Its name in Chinese.
   * @example '住房'
   */
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  @Matches(ONE_LINE, IS_ONE_LINE)
  nameZh!: string;

  /**
   * Its name in English, where there is one.
   * @example 'Housing'
   */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  @Matches(ONE_LINE, IS_ONE_LINE)
  nameEn?: string | null;
}

export class ChangedNames {
  /**
   * Its name in Chinese.
   * @example '住房保障'
   */
  @ValidateIf(isGiven)
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  @Matches(ONE_LINE, IS_ONE_LINE)
  nameZh?: string;

  /**
   * Its name in English; null takes it away.
   * @example 'Housing security'
   */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  @Matches(ONE_LINE, IS_ONE_LINE)
  nameEn?: string | null;
}

export class NewJurisdiction extends NewNames {
  /** The government above it. */
  @IsOptional()
  @IsUUID()
  parentId?: string | null;

  /**
   * The zone of its calendar, such as Asia/Shanghai. It cannot be changed later: days on record hang on it.
   * @example 'Asia/Shanghai'
   */
  @IsString()
  @MaxLength(60)
  timeZone!: string;
}

export class NewAgency extends NewNames {
  /** The government whose body it is. */
  @IsUUID()
  jurisdictionId!: string;
}

export class NewUnit {
  /**
   * In Chinese: 个, 万元.
   * @example '个'
   */
  @IsString()
  @MinLength(1)
  @MaxLength(40)
  @Matches(ONE_LINE, IS_ONE_LINE)
  zh!: string;

  /**
   * In English, where there is a word.
   * @example 'items'
   */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(60)
  @Matches(ONE_LINE, IS_ONE_LINE)
  en?: string | null;
}

export class ChangedUnit {
  /**
   * In Chinese: 个, 万元.
   * @example '万元'
   */
  @ValidateIf(isGiven)
  @IsString()
  @MinLength(1)
  @MaxLength(40)
  @Matches(ONE_LINE, IS_ONE_LINE)
  zh?: string;

  /**
   * In English; null takes it away.
   * @example '10,000 yuan'
   */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(60)
  @Matches(ONE_LINE, IS_ONE_LINE)
  en?: string | null;
}

export class JurisdictionsQuery extends ListQuery {
  /** Only those right below this government. */
  @IsOptional()
  @IsUUID()
  parent?: string;
}

export class AgenciesQuery extends ListQuery {
  /** Only the bodies of this government. */
  @IsOptional()
  @IsUUID()
  jurisdiction?: string;
}

export class JurisdictionView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  /** The government above it. */
  @ApiProperty({ format: 'uuid' })
  parentId!: string | null;
  nameZh!: string;
  nameEn!: string | null;
  /** The zone of its calendar. */
  timeZone!: string;
}

export class AgencyView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  /** The government whose body it is. */
  @ApiProperty({ format: 'uuid' })
  jurisdictionId!: string;
  nameZh!: string;
  nameEn!: string | null;
}

export class TopicView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  nameZh!: string;
  nameEn!: string | null;
}

export class UnitView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  zh!: string;
  en!: string | null;
}

export class JurisdictionList {
  items!: JurisdictionView[];
  /** The cursor of the next page. */
  next!: string | null;
}

export class AgencyList {
  items!: AgencyView[];
  /** The cursor of the next page. */
  next!: string | null;
}

export class TopicList {
  items!: TopicView[];
  /** The cursor of the next page. */
  next!: string | null;
}

export class UnitList {
  items!: UnitView[];
  /** The cursor of the next page. */
  next!: string | null;
}

export function jurisdictionView({ id, parentId, nameZh, nameEn, timeZone }: Jurisdiction): JurisdictionView {
  return { id, parentId, nameZh, nameEn, timeZone };
}

export function agencyView({ id, jurisdictionId, nameZh, nameEn }: Agency): AgencyView {
  return { id, jurisdictionId, nameZh, nameEn };
}

export function topicView({ id, nameZh, nameEn }: Topic): TopicView {
  return { id, nameZh, nameEn };
}

export function unitView({ id, zh, en }: Unit): UnitView {
  return { id, zh, en };
}
