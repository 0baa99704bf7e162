import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength, MinLength } from 'class-validator';
import { IS_TEXT, TEXT } from '../http/formats.js';
import { VOIDABLE, type Voidable } from './void.entity.js';
import type { KnownVoid } from './voids.service.js';

export class NewVoidBody {
  /** What kind of fact is taken back. A target goes with its original version. */
  @ApiProperty({ enum: VOIDABLE })
  @IsIn(VOIDABLE)
  factKind!: Voidable;

  /** The fact. */
  @IsUUID()
  factId!: string;

  /**
   * What our mistake was.
   * @example '同一数字录入了两次。'
   */
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  @Matches(TEXT, IS_TEXT)
  reason!: string;

  /** For a duplicate: the fact of the same kind that stands instead. */
  @IsOptional()
  @IsUUID()
  standsId?: string | null;
}

export class VoidView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ enum: VOIDABLE })
  factKind!: Voidable;
  @ApiProperty({ format: 'uuid' })
  factId!: string;
  reason!: string;
  @ApiProperty({ format: 'uuid' })
  standsId!: string | null;
  /** Who took it back. */
  by!: string;
  @ApiProperty({ format: 'date-time' })
  recordedAt!: string;
}

export function voidView({ id, factKind, factId, reason, standsId, by, recordedAt }: KnownVoid): VoidView {
  return { id, factKind, factId, reason, standsId, by, recordedAt };
}
