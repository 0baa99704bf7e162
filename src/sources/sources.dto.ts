import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength, MinLength, Validate, ValidateIf } from 'class-validator';
import { CalendarDay, IS_ONE_LINE, ONE_LINE } from '../http/formats.js';
import { PUBLISHER_CLASSES, type PublisherClass } from '../verdicts/words.rules.js';
import { WebAddress } from './address.js';
import type { KnownSource } from './sources.service.js';

export class NewSourceBody {
  /**
   * Who published it.
   * @example '北京市人民政府'
   */
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  @Matches(ONE_LINE, IS_ONE_LINE)
  publisher!: string;

  /** What kind of publisher that is: figures of auditors and independents are set beside the government's. */
  @ApiProperty({ enum: PUBLISHER_CLASSES })
  @IsIn(PUBLISHER_CLASSES)
  publisherClass!: PublisherClass;

  /**
   * How it is called.
   * @example '2024年重要民生实事项目'
   */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  @Matches(ONE_LINE, IS_ONE_LINE)
  title?: string | null;

  /**
   * Where it stands, http or https.
   * @example 'https://www.example.org/2024.html'
   */
  @ApiProperty({ format: 'iri' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  @Validate(WebAddress)
  address?: string | null;

  /** The day on which it was published. */
  @ApiProperty({ format: 'date' })
  @Validate(CalendarDay)
  publishedOn!: string;
}

export class ChangedSource {
  /**
   * Who published it.
   * @example '北京市人民政府办公厅'
   */
  @ValidateIf((_, value) => value !== undefined)
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  @Matches(ONE_LINE, IS_ONE_LINE)
  publisher?: string;

  /** How it is called; null takes it away. */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(300)
  @Matches(ONE_LINE, IS_ONE_LINE)
  title?: string | null;

  /** Where it stands, http or https; null takes it away. */
  @ApiProperty({ format: 'iri' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  @Validate(WebAddress)
  address?: string | null;
}

export class CopyView {
  /** SHA-256 of the bytes, in hexadecimal. */
  sha256!: string;
  mediaType!: string;
  /** Bytes. */
  size!: number;
}

export class SourceView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  publisher!: string;
  @ApiProperty({ enum: PUBLISHER_CLASSES })
  publisherClass!: PublisherClass;
  title!: string | null;
  address!: string | null;
  @ApiProperty({ format: 'date' })
  publishedOn!: string;
  /** The copy that is kept here, at `/api/v1/sources/:id/copy`. */
  copy!: CopyView | null;
}

export function sourceView(source: KnownSource): SourceView {
  const { id, publisher, publisherClass, title, address, publishedOn, copy } = source;
  return { id, publisher, publisherClass, title, address, publishedOn, copy: copy && copyView(copy) };
}

function copyView({ sha256, mediaType, size }: CopyView): CopyView {
  return { sha256, mediaType, size };
}
