import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { EntriesService } from '../../entries/entries.service.js';
import { Route } from '../../http/route.js';
import { ChangePage, ChangesQuery } from './standings.dto.js';
import { SettleService } from '../settle/settle.service.js';

@ApiTags('changes')
@Controller('api/v1/changes')
@Route()
export class ChangesController {
  constructor(
    private readonly entries: EntriesService,
    private readonly standings: SettleService,
  ) {}

  /** The log from a position on: dense, in one order for all, what was read never changes. Seals first what is open. */
  @Get()
  @Route({ may: 'anybody' })
  async page(@Query() { after, limit, kind }: ChangesQuery): Promise<ChangePage> {
    if (await this.entries.hasOpen()) await this.standings.seal();
    return this.entries.page(after, limit, kind);
  }
}
