import { Body, Controller, Get, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../entries/by.js';
import type { Authorship } from '../entries/entries.service.js';
import { ChangedNames } from '../governments/governments.dto.js';
import { idCursor, pageOf } from '../http/lists.dto.js';
import { Route } from '../http/route.js';
import { NewProgramme, ProgrammeList, ProgrammesQuery, ProgrammeView, programmeView } from './programmes.dto.js';
import { ProgrammesService } from './programmes.service.js';

@ApiTags('programmes')
@Controller('api/v1/programmes')
@Route()
export class ProgrammesController {
  constructor(private readonly programmes: ProgrammesService) {}

  /** Adds promises that were issued together. */
  @Post()
  async add(@Body() body: NewProgramme, @By() by: Authorship): Promise<ProgrammeView> {
    return programmeView(
      await this.programmes.addProgramme(
        { jurisdictionId: body.jurisdictionId, nameZh: body.nameZh, nameEn: body.nameEn ?? null },
        by,
      ),
    );
  }

  /** Programmes, in the order of their ids. */
  @Get()
  @Route({ may: 'anybody' })
  async list(@Query() query: ProgrammesQuery): Promise<ProgrammeList> {
    const { limit, cursor, jurisdiction } = query;
    const rows = await this.programmes.programmes(idCursor(cursor), limit, jurisdiction);
    return pageOf(rows, limit, ({ id }) => [id], programmeView);
  }

  /** One programme. */
  @Get(':id')
  @Route({ may: 'anybody' })
  async one(@Param('id', ParseUUIDPipe) id: string): Promise<ProgrammeView> {
    return programmeView(await this.programmes.programme(id));
  }

  /** Renames it; the log keeps what it was called. */
  @Patch(':id')
  async rename(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChangedNames,
    @By() by: Authorship,
  ): Promise<ProgrammeView> {
    return programmeView(await this.programmes.renameProgramme(id, body, by));
  }
}
