import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { IDEMPOTENCY_KEY, authorshipOf } from '../entries/authorship.js';
import { REVISIONS } from './examples.js';
import { FigureView, NewRevisionBody, figureDraft, figureView } from './figures.dto.js';
import { FiguresService } from './figures.service.js';

@ApiTags('figures')
@Controller('api/v1/figures')
export class FiguresController {
  constructor(private readonly figures: FiguresService) {}

  /** One figure, also where it is superseded or void. */
  @Get(':id')
  async one(@Param('id', ParseUUIDPipe) id: string): Promise<FigureView> {
    return figureView(await this.figures.figure(id));
  }

  /** Puts a figure in the place of this one, which stays readable. Without `targetId` it speaks of the same target. */
  @Post(':id/revisions')
  @ApiBearerAuth()
  @ApiHeader(IDEMPOTENCY_KEY)
  @ApiBody({ type: NewRevisionBody, examples: REVISIONS })
  async revise(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: NewRevisionBody,
    @Req() request: FastifyRequest,
  ): Promise<FigureView> {
    const draft = { ...figureDraft(body), targetId: body.targetId };
    return figureView(await this.figures.reviseFigure(id, draft, body.because, authorshipOf(request)));
  }
}
