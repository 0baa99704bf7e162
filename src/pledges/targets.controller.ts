import { Body, Controller, Param, ParseUUIDPipe, Post, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { IDEMPOTENCY_KEY, authorshipOf } from '../entries/authorship.js';
import { VERSIONS } from './examples.js';
import { VersionView, versionView } from './pledge-views.dto.js';
import { LaterVersionBody, laterVersionDraft } from './pledges.dto.js';
import { PledgesService } from './pledges.service.js';

@ApiTags('targets')
@Controller('api/v1/targets')
export class TargetsController {
  constructor(private readonly pledges: PledgesService) {}

  /** Announces an amendment, a clarification or a withdrawal, and settles the pledge. */
  @Post(':id/versions')
  @ApiBearerAuth()
  @ApiHeader(IDEMPOTENCY_KEY)
  @ApiBody({ type: LaterVersionBody, examples: VERSIONS })
  async announce(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: LaterVersionBody,
    @Req() request: FastifyRequest,
  ): Promise<VersionView> {
    return versionView(await this.pledges.announceVersion(id, laterVersionDraft(body), authorshipOf(request)));
  }
}
