import { Body, Controller, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { By } from '../entries/by.js';
import type { Authorship } from '../entries/entries.service.js';
import { Route } from '../http/route.js';
import { VERSIONS } from './examples.js';
import { VersionView, versionView } from './pledge-views.dto.js';
import { LaterVersionBody, laterVersionDraft } from './pledges.dto.js';
import { PledgesService } from './pledges.service.js';

@ApiTags('targets')
@Controller('api/v1/targets')
@Route()
export class TargetsController {
  constructor(private readonly pledges: PledgesService) {}

  /** Announces an amendment, a clarification or a withdrawal, and settles the pledge. */
  @Post(':id/versions')
  @ApiBody({ type: LaterVersionBody, examples: VERSIONS })
  async announce(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: LaterVersionBody,
    @By() by: Authorship,
  ): Promise<VersionView> {
    return versionView(await this.pledges.announceVersion(id, laterVersionDraft(body), by));
  }
}
