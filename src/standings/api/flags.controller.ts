import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../../entries/by.js';
import type { Authorship } from '../../entries/entries.service.js';
import { decodeCursor } from '../../http/cursor.js';
import { isId, pageOf } from '../../http/lists.dto.js';
import { isInstant } from '../../http/formats.js';
import { Route } from '../../http/route.js';
import { FlagsService } from './flags.service.js';
import { FlagList, FlagView, FlagsQuery, NewAcknowledgement } from './standings.dto.js';

@ApiTags('flags')
@Controller('api/v1/flags')
@Route()
export class FlagsController {
  constructor(private readonly flags: FlagsService) {}

  /** Changes that want a person, the newest first. */
  @Get()
  @Route({ may: 'anybody' })
  async list(@Query() { state, kind, cursor, limit }: FlagsQuery): Promise<FlagList> {
    const after = cursor === undefined ? null : decodeCursor<[string, string]>(cursor, isInstant, isId);
    const rows = await this.flags.flags({ state, kind }, after, limit);
    return pageOf(
      rows,
      limit,
      ({ raisedAt, id }) => [raisedAt, id],
      (flag) => flag,
    );
  }

  /** Puts on record that a person has looked. */
  @Post(':id/acknowledgement')
  async acknowledge(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { note }: NewAcknowledgement,
    @By() by: Authorship,
  ): Promise<FlagView> {
    return this.flags.acknowledge(id, note, by);
  }
}
