import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { IDEMPOTENCY_KEY, authorshipOf } from '../../entries/authorship.js';
import { decodeCursor } from '../../http/cursor.js';
import { isId, pageOf } from '../../http/lists.dto.js';
import { isInstant } from '../../http/formats.js';
import { FlagsService } from './flags.service.js';
import { FlagList, FlagView, FlagsQuery, NewAcknowledgement } from './standings.dto.js';

@ApiTags('flags')
@Controller('api/v1/flags')
export class FlagsController {
  constructor(private readonly flags: FlagsService) {}

  /** Changes that want a person, the newest first. */
  @Get()
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
  @ApiBearerAuth()
  @ApiHeader(IDEMPOTENCY_KEY)
  async acknowledge(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { note }: NewAcknowledgement,
    @Req() request: FastifyRequest,
  ): Promise<FlagView> {
    return this.flags.acknowledge(id, note, authorshipOf(request));
  }
}
