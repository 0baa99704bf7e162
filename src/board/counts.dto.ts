import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { MomentQuery } from '../http/lists.dto.js';
import { COUNTED, type Counted, type Counts, GROUPINGS, type Grouping } from './counts.service.js';

/** What is counted, and by what. */
export class BoardQuery extends MomentQuery {
  /** What groups are made by. */
  @ApiProperty({ enum: GROUPINGS, required: false })
  @IsOptional()
  @IsIn(GROUPINGS)
  by: Grouping = 'jurisdiction';

  /** What is counted: pledges by their worst target, or targets. */
  @ApiProperty({ enum: COUNTED, required: false })
  @IsOptional()
  @IsIn(COUNTED)
  of: Counted = 'pledges';
}

/** Headlines that somebody stands at; one that is not there counts nobody. */
const COUNTS = { type: 'object', additionalProperties: { type: 'integer', minimum: 1 } } as const;

export class BoardGroup {
  /** Null for what has no agency or programme. */
  @ApiProperty({ format: 'uuid' })
  id!: string | null;
  nameZh!: string | null;
  nameEn!: string | null;
  total!: number;
  @ApiProperty(COUNTS)
  counts!: Counts;
}

/** Counts by headline; the groups add up to the total. */
export class BoardView {
  @ApiProperty({ enum: GROUPINGS })
  by!: Grouping;
  @ApiProperty({ enum: COUNTED })
  of!: Counted;
  /** The day judged for; null: each target for today in its own zone. */
  @ApiProperty({ format: 'date' })
  asOf!: string | null;
  total!: number;
  @ApiProperty(COUNTS)
  counts!: Counts;
  groups!: BoardGroup[];
}
