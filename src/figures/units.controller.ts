import { Body, Controller, Get, Param, ParseUUIDPipe, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { IDEMPOTENCY_KEY, authorshipOf } from '../entries/authorship.js';
import { idCursor, ListQuery, pageOf } from '../http/lists.dto.js';
import { ChangedUnit, NewUnit, UnitList, UnitView, unitView } from '../governments/governments.dto.js';
import { GovernmentsService } from '../governments/governments.service.js';
import { UnitsService } from './units.service.js';

@ApiTags('units')
@Controller('api/v1/units')
export class UnitsController {
  constructor(
    private readonly governments: GovernmentsService,
    private readonly units: UnitsService,
  ) {}

  /** Adds a unit. */
  @Post()
  @ApiBearerAuth()
  @ApiHeader(IDEMPOTENCY_KEY)
  async add(@Body() body: NewUnit, @Req() request: FastifyRequest): Promise<UnitView> {
    return unitView(await this.governments.addUnit({ zh: body.zh, en: body.en ?? null }, authorshipOf(request)));
  }

  /** Units, in the order of their ids. */
  @Get()
  async list(@Query() query: ListQuery): Promise<UnitList> {
    const { limit, cursor } = query;
    const rows = await this.governments.units({ after: idCursor(cursor), limit });
    return pageOf(rows, limit, ({ id }) => [id], unitView);
  }

  /** One unit. */
  @Get(':id')
  async one(@Param('id', ParseUUIDPipe) id: string): Promise<UnitView> {
    return unitView(await this.governments.unit(id));
  }

  /** Renames it; the log keeps what it was called. */
  @Patch(':id')
  @ApiBearerAuth()
  @ApiHeader(IDEMPOTENCY_KEY)
  async rename(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChangedUnit,
    @Req() request: FastifyRequest,
  ): Promise<UnitView> {
    return unitView(await this.units.renameUnit(id, body, authorshipOf(request)));
  }
}
