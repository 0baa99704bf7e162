import { Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { GovernmentsService } from '../../governments/governments.service.js';
import { MomentQuery } from '../../http/lists.dto.js';
import { KILOBYTE, Route } from '../../http/route.js';
import { JudgingService } from './judging.service.js';
import { PREVIEWS, PreviewQuestion } from './preview.dto.js';
import { TargetVerdictView, VerdictView } from './standings.dto.js';

@ApiTags('verdicts')
@Controller('api/v1')
@Route()
export class VerdictsController {
  constructor(
    private readonly judging: JudgingService,
    private readonly governments: GovernmentsService,
  ) {}

  /** Judges any target by any figures for any day. Nothing is read or kept; needs no token. */
  @Post('verdicts/preview')
  @Route({ may: 'anybody', most: 64 * KILOBYTE })
  @HttpCode(200)
  @ApiBody({ type: PreviewQuestion, examples: PREVIEWS })
  preview(@Req() request: FastifyRequest): VerdictView {
    return this.judging.preview(request.body);
  }

  /** A target's verdict in its government's calendar, recomputed from the facts and explained. */
  @Get('targets/:id/verdict')
  @Route({ may: 'anybody' })
  async verdict(@Param('id', ParseUUIDPipe) id: string, @Query() query: MomentQuery): Promise<TargetVerdictView> {
    const jurisdictionId = await this.judging.jurisdictionOf(id);
    return this.judging.verdictOf(id, await this.governments.momentOf(query.asOf, query.knownAt, jurisdictionId));
  }
}
