import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min, Validate } from 'class-validator';
import { decodeCursor, encodeCursor } from './cursor.js';
import { CalendarDay, Instant } from './formats.js';

/** Which part of a list is asked for. */
export class ListQuery {
  /** How many items at most. */
  @ApiProperty({ required: false, type: 'integer' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;

  /** `next` of the page before. */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  cursor?: string;
}

/** For which day, and as known when. */
export class MomentQuery {
  /** The day to judge for; today, or the day of `knownAt`, when absent. */
  @ApiProperty({ format: 'date' })
  @IsOptional()
  @Validate(CalendarDay)
  asOf?: string;

  /** What was on record here at this instant; what is now, when absent. */
  @ApiProperty({ format: 'date-time' })
  @IsOptional()
  @Validate(Instant)
  knownAt?: string;
}

/** A list that can be walked and looked back at. */
export class MomentListQuery extends ListQuery {
  /** The day to judge for; today, or the day of `knownAt`, when absent. */
  @ApiProperty({ format: 'date' })
  @IsOptional()
  @Validate(CalendarDay)
  asOf?: string;

  /** What was on record here at this instant; what is now, when absent. */
  @ApiProperty({ format: 'date-time' })
  @IsOptional()
  @Validate(Instant)
  knownAt?: string;
}

/** Cuts `limit + 1` rows to a page; `next` is the cursor behind its last row, null on the last page. */
export function pageOf<Row, View>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => (string | number | null)[],
  viewOf: (row: Row) => View,
): { items: View[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(viewOf), next: rows.length > limit && last ? encodeCursor(keyOf(last)) : null };
}

/** The id in the cursor of a list that goes by ids alone. */
export function idCursor(cursor: string | undefined): string | null {
  return cursor === undefined ? null : decodeCursor<[string]>(cursor, isId)[0];
}

/** True for a UUID as this program writes them: a part of a cursor. */
export function isId(part: unknown): part is string {
  return typeof part === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(part);
}
