import { Body, Controller, Get, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../entries/by.js';
import type { Authorship } from '../entries/entries.service.js';
import { idCursor, pageOf } from '../http/lists.dto.js';
import { Route } from '../http/route.js';
import {
  ChangedNames,
  JurisdictionList,
  JurisdictionsQuery,
  JurisdictionView,
  NewJurisdiction,
  jurisdictionView,
} from './governments.dto.js';
import { GovernmentsService } from './governments.service.js';

@ApiTags('jurisdictions')
@Controller('api/v1/jurisdictions')
@Route()
export class JurisdictionsController {
  constructor(private readonly governments: GovernmentsService) {}

  /** Adds a government. */
  @Post()
  async add(@Body() body: NewJurisdiction, @By() by: Authorship): Promise<JurisdictionView> {
    return jurisdictionView(
      await this.governments.addJurisdiction(
        { nameZh: body.nameZh, nameEn: body.nameEn ?? null, parentId: body.parentId ?? null, timeZone: body.timeZone },
        by,
      ),
    );
  }

  /** Governments, in the order of their ids. */
  @Get()
  @Route({ may: 'anybody' })
  async list(@Query() query: JurisdictionsQuery): Promise<JurisdictionList> {
    const { limit, cursor, parent } = query;
    const rows = await this.governments.jurisdictions({ after: idCursor(cursor), limit }, parent);
    return pageOf(rows, limit, ({ id }) => [id], jurisdictionView);
  }

  /** One jurisdiction. */
  @Get(':id')
  @Route({ may: 'anybody' })
  async one(@Param('id', ParseUUIDPipe) id: string): Promise<JurisdictionView> {
    return jurisdictionView(await this.governments.jurisdiction(id));
  }

  /** Renames it; the log keeps what it was called. */
  @Patch(':id')
  async rename(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChangedNames,
    @By() by: Authorship,
  ): Promise<JurisdictionView> {
    return jurisdictionView(await this.governments.renameJurisdiction(id, body, by));
  }
}
