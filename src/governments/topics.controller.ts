import { Body, Controller, Get, Param, ParseUUIDPipe, Patch, Post, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { IDEMPOTENCY_KEY, authorshipOf } from '../entries/authorship.js';
import { idCursor, ListQuery, pageOf } from '../http/lists.dto.js';
import { ChangedNames, NewNames, TopicList, TopicView, topicView } from './governments.dto.js';
import { GovernmentsService } from './governments.service.js';

@ApiTags('topics')
@Controller('api/v1/topics')
export class TopicsController {
  constructor(private readonly governments: GovernmentsService) {}

  /** Adds a field of policy. */
  @Post()
  @ApiBearerAuth()
  @ApiHeader(IDEMPOTENCY_KEY)
  async add(@Body() body: NewNames, @Req() request: FastifyRequest): Promise<TopicView> {
    return topicView(
      await this.governments.addTopic({ nameZh: body.nameZh, nameEn: body.nameEn ?? null }, authorshipOf(request)),
    );
  }

  /** Fields of policy, in the order of their ids. */
  @Get()
  async list(@Query() query: ListQuery): Promise<TopicList> {
    const { limit, cursor } = query;
    const rows = await this.governments.topics({ after: idCursor(cursor), limit });
    return pageOf(rows, limit, ({ id }) => [id], topicView);
  }

  /** One topic. */
  @Get(':id')
  async one(@Param('id', ParseUUIDPipe) id: string): Promise<TopicView> {
    return topicView(await this.governments.topic(id));
  }

  /** Renames it; the log keeps what it was called. */
  @Patch(':id')
  @ApiBearerAuth()
  @ApiHeader(IDEMPOTENCY_KEY)
  async rename(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChangedNames,
    @Req() request: FastifyRequest,
  ): Promise<TopicView> {
    return topicView(await this.governments.renameTopic(id, body, authorshipOf(request)));
  }
}
