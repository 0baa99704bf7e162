import { Body, Controller, Param, ParseUUIDPipe, Post, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { IDEMPOTENCY_KEY, authorshipOf } from '../../entries/authorship.js';
import { DecisionsService } from './decisions.service.js';
import { DecisionView, NewDecision } from './standings.dto.js';

@ApiTags('decisions')
@Controller('api/v1/targets/:id/decisions')
export class DecisionsController {
  constructor(private readonly decisions: DecisionsService) {}

  /** Decides which delivery stands where publishers disagree, with the reason. */
  @Post()
  @ApiBearerAuth()
  @ApiHeader(IDEMPOTENCY_KEY)
  async decide(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { on, delivery, reason }: NewDecision,
    @Req() request: FastifyRequest,
  ): Promise<DecisionView> {
    return this.decisions.decide(id, { on: on ?? null, delivery, reason }, authorshipOf(request));
  }
}
