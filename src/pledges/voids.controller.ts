import { Body, Controller, Post, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { IDEMPOTENCY_KEY, authorshipOf } from '../entries/authorship.js';
import { NewVoidBody, VoidView, voidView } from './voids.dto.js';
import { VoidsService } from './voids.service.js';

@ApiTags('voids')
@Controller('api/v1/voids')
export class VoidsController {
  constructor(private readonly voids: VoidsService) {}

  /** Takes a fact back that was our mistake, and settles the pledges it bore on. */
  @Post()
  @ApiBearerAuth()
  @ApiHeader(IDEMPOTENCY_KEY)
  async takeBack(@Body() body: NewVoidBody, @Req() request: FastifyRequest): Promise<VoidView> {
    const { factKind, factId, reason, standsId = null } = body;
    return voidView(await this.voids.takeBack({ factKind, factId, reason, standsId }, authorshipOf(request)));
  }
}
