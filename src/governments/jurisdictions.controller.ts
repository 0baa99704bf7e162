import { Body, Controller, Get, Param, ParseUUIDPipe, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { IDEMPOTENCY_KEY, authorshipOf } from '../entries/authorship.js';
import { idCursor, pageOf } from '../http/lists.dto.js';
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
export class JurisdictionsController {
  constructor(private readonly governments: GovernmentsService) {}

  /** Adds a government. */
  @Post()
  @ApiBearerAuth()
  @ApiHeader(IDEMPOTENCY_KEY)
  async add(@Body() body: NewJurisdiction, @Req() request: FastifyRequest): Promise<JurisdictionView> {
    return jurisdictionView(
      await this.governments.addJurisdiction(
        { nameZh: body.nameZh, nameEn: body.nameEn ?? null, parentId: body.parentId ?? null, timeZone: body.timeZone },
        authorshipOf(request),
      ),
    );
  }

  /** Governments, in the order of their ids. */
  @Get()
  async list(@Query() query: JurisdictionsQuery): Promise<JurisdictionList> {
    const { limit, cursor, parent } = query;
    const rows = await this.governments.jurisdictions({ after: idCursor(cursor), limit }, parent);
    return pageOf(rows, limit, ({ id }) => [id], jurisdictionView);
  }

  /** One jurisdiction. */
  @Get(':id')
  async one(@Param('id', ParseUUIDPipe) id: string): Promise<JurisdictionView> {
    return jurisdictionView(await this.governments.jurisdiction(id));
  }

  /** Renames it; the log keeps what it was called. */
  @Patch(':id')
  @ApiBearerAuth()
  @ApiHeader(IDEMPOTENCY_KEY)
  async rename(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChangedNames,
    @Req() request: FastifyRequest,
  ): Promise<JurisdictionView> {
    return jurisdictionView(await this.governments.renameJurisdiction(id, body, authorshipOf(request)));
  }
}
