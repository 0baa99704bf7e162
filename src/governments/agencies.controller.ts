import { Body, Controller, Get, Param, ParseUUIDPipe, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { IDEMPOTENCY_KEY, authorshipOf } from '../entries/authorship.js';
import { idCursor, pageOf } from '../http/lists.dto.js';
import { AgenciesQuery, AgencyList, AgencyView, ChangedNames, NewAgency, agencyView } from './governments.dto.js';
import { GovernmentsService } from './governments.service.js';

@ApiTags('agencies')
@Controller('api/v1/agencies')
export class AgenciesController {
  constructor(private readonly governments: GovernmentsService) {}

  /** Adds a body of a government. */
  @Post()
  @ApiBearerAuth()
  @ApiHeader(IDEMPOTENCY_KEY)
  async add(@Body() body: NewAgency, @Req() request: FastifyRequest): Promise<AgencyView> {
    return agencyView(
      await this.governments.addAgency(
        { jurisdictionId: body.jurisdictionId, nameZh: body.nameZh, nameEn: body.nameEn ?? null },
        authorshipOf(request),
      ),
    );
  }

  /** Bodies of governments, in the order of their ids. */
  @Get()
  async list(@Query() query: AgenciesQuery): Promise<AgencyList> {
    const { limit, cursor, jurisdiction } = query;
    const rows = await this.governments.agencies({ after: idCursor(cursor), limit }, jurisdiction);
    return pageOf(rows, limit, ({ id }) => [id], agencyView);
  }

  /** One agency. */
  @Get(':id')
  async one(@Param('id', ParseUUIDPipe) id: string): Promise<AgencyView> {
    return agencyView(await this.governments.agency(id));
  }

  /** Renames it; the log keeps what it was called. */
  @Patch(':id')
  @ApiBearerAuth()
  @ApiHeader(IDEMPOTENCY_KEY)
  async rename(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChangedNames,
    @Req() request: FastifyRequest,
  ): Promise<AgencyView> {
    return agencyView(await this.governments.renameAgency(id, body, authorshipOf(request)));
  }
}
