import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../entries/by.js';
import type { Authorship } from '../entries/entries.service.js';
import { Route } from '../http/route.js';
import { NewVoidBody, VoidView, voidView } from './voids.dto.js';
import { VoidsService } from './voids.service.js';

@ApiTags('voids')
@Controller('api/v1/voids')
@Route()
export class VoidsController {
  constructor(private readonly voids: VoidsService) {}

  /** Takes a fact back that was our mistake, and settles the pledges it bore on. */
  @Post()
  async takeBack(@Body() body: NewVoidBody, @By() by: Authorship): Promise<VoidView> {
    const { factKind, factId, reason, standsId = null } = body;
    return voidView(await this.voids.takeBack({ factKind, factId, reason, standsId }, by));
  }
}
