import { Body, Controller, Get, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../entries/by.js';
import type { Authorship } from '../entries/entries.service.js';
import { idCursor, pageOf } from '../http/lists.dto.js';
import { Route } from '../http/route.js';
import { AgenciesQuery, AgencyList, AgencyView, ChangedNames, NewAgency, agencyView } from './governments.dto.js';
import { GovernmentsService } from './governments.service.js';

@ApiTags('agencies')
@Controller('api/v1/agencies')
@Route()
export class AgenciesController {
  constructor(private readonly governments: GovernmentsService) {}

  /** Adds a body of a government. */
  @Post()
  async add(@Body() body: NewAgency, @By() by: Authorship): Promise<AgencyView> {
    return agencyView(
      await this.governments.addAgency(
        { jurisdictionId: body.jurisdictionId, nameZh: body.nameZh, nameEn: body.nameEn ?? null },
        by,
      ),
    );
  }

  /** Bodies of governments, in the order of their ids. */
  @Get()
  @Route({ may: 'anybody' })
  async list(@Query() query: AgenciesQuery): Promise<AgencyList> {
    const { limit, cursor, jurisdiction } = query;
    const rows = await this.governments.agencies({ after: idCursor(cursor), limit }, jurisdiction);
    return pageOf(rows, limit, ({ id }) => [id], agencyView);
  }

  /** One agency. */
  @Get(':id')
  @Route({ may: 'anybody' })
  async one(@Param('id', ParseUUIDPipe) id: string): Promise<AgencyView> {
    return agencyView(await this.governments.agency(id));
  }

  /** Renames it; the log keeps what it was called. */
  @Patch(':id')
  async rename(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChangedNames,
    @By() by: Authorship,
  ): Promise<AgencyView> {
    return agencyView(await this.governments.renameAgency(id, body, by));
  }
}
