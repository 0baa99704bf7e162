import { Controller, Get, Query } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { GovernmentsService } from '../governments/governments.service.js';
import { MomentQuery } from '../http/lists.dto.js';
import {
  COUNTED,
  type Counted,
  type Counts,
  CountsService,
  GROUPINGS,
  type Grouping,
  sumOf,
} from './counts.service.js';

/** What is counted, and by what. */
export class BoardQuery extends MomentQuery {
  /** What groups are made by. */
  @IsOptional()
  @IsIn(GROUPINGS)
  by: Grouping = 'jurisdiction';

  /** What is counted: pledges by their worst target, or targets. */
  @IsOptional()
  @IsIn(COUNTED)
  of: Counted = 'pledges';
}

/** Headlines that somebody stands at; one that is not there counts nobody. */
const COUNTS = { type: 'object', additionalProperties: { type: 'integer', minimum: 1 } } as const;

export class BoardGroup {
  /** Null for what has no agency or programme. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  id!: string | null;
  @ApiProperty({ type: String, nullable: true })
  nameZh!: string | null;
  @ApiProperty({ type: String, nullable: true })
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
  @ApiProperty({ type: String, format: 'date', nullable: true })
  asOf!: string | null;
  total!: number;
  @ApiProperty(COUNTS)
  counts!: Counts;
  groups!: BoardGroup[];
}

@ApiTags('board')
@Controller('api/v1/board')
export class CountsController {
  constructor(
    private readonly counts: CountsService,
    private readonly governments: GovernmentsService,
  ) {}

  /** How many pledges or targets stand where, on a day and as known at an instant. */
  @Get()
  async board(@Query() { by, of, asOf, knownAt }: BoardQuery): Promise<BoardView> {
    const moment = await this.governments.momentOf(asOf, knownAt);
    const groups = await this.counts.counts(by, of, moment);
    return { by, of, asOf: moment.asOf, ...sumOf(groups), groups };
  }
}
