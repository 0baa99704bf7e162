import { Body, Controller, Get, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../entries/by.js';
import type { Authorship } from '../entries/entries.service.js';
import { idCursor, ListQuery, pageOf } from '../http/lists.dto.js';
import { ChangedUnit, NewUnit, UnitList, UnitView, unitView } from '../governments/governments.dto.js';
import { GovernmentsService } from '../governments/governments.service.js';
import { Route } from '../http/route.js';
import { UnitsService } from './units.service.js';

@ApiTags('units')
@Controller('api/v1/units')
@Route()
export class UnitsController {
  constructor(
    private readonly governments: GovernmentsService,
    private readonly units: UnitsService,
  ) {}

  /** Adds a unit. */
  @Post()
  async add(@Body() body: NewUnit, @By() by: Authorship): Promise<UnitView> {
    return unitView(await this.governments.addUnit({ zh: body.zh, en: body.en ?? null }, by));
  }

  /** Units, in the order of their ids. */
  @Get()
  @Route({ may: 'anybody' })
  async list(@Query() query: ListQuery): Promise<UnitList> {
    const { limit, cursor } = query;
    const rows = await this.governments.units({ after: idCursor(cursor), limit });
    return pageOf(rows, limit, ({ id }) => [id], unitView);
  }

  /** One unit. */
  @Get(':id')
  @Route({ may: 'anybody' })
  async one(@Param('id', ParseUUIDPipe) id: string): Promise<UnitView> {
    return unitView(await this.governments.unit(id));
  }

  /** Renames it; the log keeps what it was called. */
  @Patch(':id')
  async rename(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChangedUnit,
    @By() by: Authorship,
  ): Promise<UnitView> {
    return unitView(await this.units.renameUnit(id, body, by));
  }
}
