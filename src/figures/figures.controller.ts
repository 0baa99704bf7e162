import { Body, Controller, Get, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { By } from '../entries/by.js';
import type { Authorship } from '../entries/entries.service.js';
import { Route } from '../http/route.js';
import { REVISIONS } from './examples.js';
import { FigureView, NewRevisionBody, figureDraft, figureView } from './figures.dto.js';
import { FiguresService } from './figures.service.js';

@ApiTags('figures')
@Controller('api/v1/figures')
@Route()
export class FiguresController {
  constructor(private readonly figures: FiguresService) {}

  /** One figure, also where it is superseded or void. */
  @Get(':id')
  @Route({ may: 'anybody' })
  async one(@Param('id', ParseUUIDPipe) id: string): Promise<FigureView> {
    return figureView(await this.figures.figure(id));
  }

  /** Puts a figure in the place of this one, which stays readable. Without `targetId` it speaks of the same target. */
  @Post(':id/revisions')
  @ApiBody({ type: NewRevisionBody, examples: REVISIONS })
  async revise(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: NewRevisionBody,
    @By() by: Authorship,
  ): Promise<FigureView> {
    const draft = { ...figureDraft(body), targetId: body.targetId };
    return figureView(await this.figures.reviseFigure(id, draft, body.because, by));
  }
}
