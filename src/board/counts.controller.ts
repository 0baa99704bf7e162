import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { GovernmentsService } from '../governments/governments.service.js';
import { Route } from '../http/route.js';
import { BoardQuery, BoardView } from './counts.dto.js';
import { CountsService, sumOf } from './counts.service.js';

@ApiTags('board')
@Controller('api/v1/board')
@Route()
export class CountsController {
  constructor(
    private readonly counts: CountsService,
    private readonly governments: GovernmentsService,
  ) {}

  /** How many pledges or targets stand where, on a day and as known at an instant. */
  @Get()
  @Route({ may: 'anybody' })
  async board(@Query() { by, of, asOf, knownAt }: BoardQuery): Promise<BoardView> {
    const moment = await this.governments.momentOf(asOf, knownAt);
    const groups = await this.counts.counts(by, of, moment);
    return { by, of, asOf: moment.asOf, ...sumOf(groups), groups };
  }
}
