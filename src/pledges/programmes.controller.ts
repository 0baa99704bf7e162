import { Body, Controller, Get, Param, ParseUUIDPipe, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { IDEMPOTENCY_KEY, authorshipOf } from '../entries/authorship.js';
import { ChangedNames } from '../governments/governments.dto.js';
import { idCursor, pageOf } from '../http/lists.dto.js';
import { NewProgramme, ProgrammeList, ProgrammesQuery, ProgrammeView, programmeView } from './programmes.dto.js';
import { ProgrammesService } from './programmes.service.js';

@ApiTags('programmes')
@Controller('api/v1/programmes')
export class ProgrammesController {
  constructor(private readonly programmes: ProgrammesService) {}

  /** Adds promises that were issued together. */
  @Post()
  @ApiBearerAuth()
  @ApiHeader(IDEMPOTENCY_KEY)
  async add(@Body() body: NewProgramme, @Req() request: FastifyRequest): Promise<ProgrammeView> {
    return programmeView(
      await this.programmes.addProgramme(
        { jurisdictionId: body.jurisdictionId, nameZh: body.nameZh, nameEn: body.nameEn ?? null },
        authorshipOf(request),
      ),
    );
  }

  /** Programmes, in the order of their ids. */
  @Get()
  async list(@Query() query: ProgrammesQuery): Promise<ProgrammeList> {
    const { limit, cursor, jurisdiction } = query;
    const rows = await this.programmes.programmes(idCursor(cursor), limit, jurisdiction);
    return pageOf(rows, limit, ({ id }) => [id], programmeView);
  }

  /** One programme. */
  @Get(':id')
  async one(@Param('id', ParseUUIDPipe) id: string): Promise<ProgrammeView> {
    return programmeView(await this.programmes.programme(id));
  }

  /** Renames it; the log keeps what it was called. */
  @Patch(':id')
  @ApiBearerAuth()
  @ApiHeader(IDEMPOTENCY_KEY)
  async rename(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChangedNames,
    @Req() request: FastifyRequest,
  ): Promise<ProgrammeView> {
    return programmeView(await this.programmes.renameProgramme(id, body, authorshipOf(request)));
  }
}
