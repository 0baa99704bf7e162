import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength, MinLength, Validate } from 'class-validator';
import { CalendarDay, IS_ONE_LINE, IS_TEXT, ONE_LINE, TEXT } from '../http/formats.js';
import type { KnownCheck } from './checks.service.js';
import { NOTE_KINDS, type NoteKind } from './note.entity.js';
import type { KnownNote } from './notes.service.js';

export class NewCheckBody {
  /** The day on which somebody looked. */
  @ApiProperty({ format: 'date' })
  @Validate(CalendarDay)
  on!: string;

  /**
   * Where.
   * @example '市住建委网站，政务公开栏'
   */
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  @Matches(ONE_LINE, IS_ONE_LINE)
  where!: string;
}

export class NewNoteBody {
  /** A remark of staff, or what an agency replied. */
  @ApiProperty({ enum: NOTE_KINDS, required: false, default: 'staff' })
  @IsOptional()
  @IsIn(NOTE_KINDS)
  kind?: NoteKind | null;

  /** Who replied: an agency of the pledge's government or of one above it. */
  @IsOptional()
  @IsUUID()
  agencyId?: string | null;

  /**
   * What it says.
   * @example '数字与年报不一致，已去函询问。'
   */
  @IsString()
  @MinLength(1)
  @MaxLength(4000)
  @Matches(TEXT, IS_TEXT)
  text!: string;
}

export class CheckView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ format: 'uuid' })
  targetId!: string;
  /** The day on which somebody looked and found nothing. */
  @ApiProperty({ format: 'date' })
  on!: string;
  /** Where. */
  where!: string;
  /** Who looked. */
  by!: string;
  @ApiProperty({ format: 'date-time' })
  recordedAt!: string;
}

export class NoteView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty({ format: 'uuid' })
  pledgeId!: string;
  @ApiProperty({ enum: NOTE_KINDS })
  kind!: NoteKind;
  /** Who replied. */
  @ApiProperty({ format: 'uuid' })
  agencyId!: string | null;
  text!: string;
  /** Who wrote it down. */
  by!: string;
  @ApiProperty({ format: 'date-time' })
  recordedAt!: string;
}

export function checkView({ id, targetId, on, where, by, recordedAt }: KnownCheck): CheckView {
  return { id, targetId, on, where, by, recordedAt };
}

export function noteView({ id, pledgeId, kind, agencyId, text, by, recordedAt }: KnownNote): NoteView {
  return { id, pledgeId, kind, agencyId, text, by, recordedAt };
}
