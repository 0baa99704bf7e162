import { Body, Controller, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../../entries/by.js';
import type { Authorship } from '../../entries/entries.service.js';
import { Route } from '../../http/route.js';
import { DecisionsService } from './decisions.service.js';
import { DecisionView, NewDecision } from './standings.dto.js';

@ApiTags('decisions')
@Controller('api/v1/targets/:id/decisions')
@Route()
export class DecisionsController {
  constructor(private readonly decisions: DecisionsService) {}

  /** Decides which delivery stands where publishers disagree, with the reason. */
  @Post()
  async decide(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { on, delivery, reason }: NewDecision,
    @By() by: Authorship,
  ): Promise<DecisionView> {
    return this.decisions.decide(id, { on: on ?? null, delivery, reason }, by);
  }
}
