import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { isDay } from '../clock/calendar.rules.js';
import { By } from '../entries/by.js';
import type { Authorship } from '../entries/entries.service.js';
import { GovernmentsService } from '../governments/governments.service.js';
import { decodeCursor } from '../http/cursor.js';
import { MomentListQuery, MomentQuery, idCursor, isId, pageOf } from '../http/lists.dto.js';
import { Route } from '../http/route.js';
import { FIGURES } from './examples.js';
import {
  FigureList,
  FigureView,
  IndicatorList,
  IndicatorView,
  IndicatorsQuery,
  NewFigureBody,
  NewIndicatorBody,
  figureDraft,
  figureView,
  indicatorView,
} from './figures.dto.js';
import { FiguresService } from './figures.service.js';
import { IndicatorsService } from './indicators.service.js';

@ApiTags('indicators')
@Controller('api/v1/indicators')
@Route()
export class IndicatorsController {
  constructor(
    private readonly indicators: IndicatorsService,
    private readonly figures: FiguresService,
    private readonly governments: GovernmentsService,
  ) {}

  /** Adds something that is counted. */
  @Post()
  async add(@Body() body: NewIndicatorBody, @By() by: Authorship): Promise<IndicatorView> {
    const { jurisdictionId, unitId, nameZh, nameEn = null, measure, stage = null, definition = null } = body;
    const draft = { jurisdictionId, unitId, nameZh, nameEn, measure, stage, definition };
    return indicatorView(await this.indicators.addIndicator(draft, by));
  }

  /** What is counted, in the order of its ids. */
  @Get()
  @Route({ may: 'anybody' })
  async list(@Query() query: IndicatorsQuery): Promise<IndicatorList> {
    const { limit, cursor, jurisdiction = null, measure = null, asOf, knownAt } = query;
    const moment = await this.governments.momentOf(asOf, knownAt);
    const rows = await this.indicators.indicators({ jurisdiction, measure }, moment, idCursor(cursor), limit);
    return pageOf(rows, limit, ({ id }) => [id], indicatorView);
  }

  /** One thing that is counted. */
  @Get(':id')
  @Route({ may: 'anybody' })
  async one(@Param('id', ParseUUIDPipe) id: string, @Query() query: MomentQuery): Promise<IndicatorView> {
    const { jurisdictionId } = await this.indicators.indicator(id);
    const moment = await this.governments.momentOf(query.asOf, query.knownAt, jurisdictionId);
    return indicatorView(await this.indicators.indicator(id, moment));
  }

  /** Its figures, the latest period first: every one with its source and its vintage. */
  @Get(':id/figures')
  @Route({ may: 'anybody' })
  async figuresOf(@Param('id', ParseUUIDPipe) id: string, @Query() query: MomentListQuery): Promise<FigureList> {
    const { limit, cursor, asOf, knownAt } = query;
    const { jurisdictionId } = await this.indicators.indicator(id);
    const moment = await this.governments.momentOf(asOf, knownAt, jurisdictionId);
    const after = cursor === undefined ? null : decodeCursor<[string, string]>(cursor, isDay, isId);
    const place = after && { periodEnd: after[0], id: after[1] };
    const rows = await this.figures.figuresOf(id, moment, place, limit);
    return pageOf(rows, limit, (figure) => [figure.periodEnd, figure.id], figureView);
  }

  /** Publishes a figure, and settles the pledges it bears on. */
  @Post(':id/figures')
  @ApiBody({ type: NewFigureBody, examples: FIGURES })
  async publish(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: NewFigureBody,
    @By() by: Authorship,
  ): Promise<FigureView> {
    return figureView(await this.figures.publishFigure(id, figureDraft(body), by));
  }
}
