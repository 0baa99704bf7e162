import { Body, Controller, Get, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { By } from '../entries/by.js';
import type { Authorship } from '../entries/entries.service.js';
import { idCursor, ListQuery, pageOf } from '../http/lists.dto.js';
import { Route } from '../http/route.js';
import { ChangedNames, NewNames, TopicList, TopicView, topicView } from './governments.dto.js';
import { GovernmentsService } from './governments.service.js';

@ApiTags('topics')
@Controller('api/v1/topics')
@Route()
export class TopicsController {
  constructor(private readonly governments: GovernmentsService) {}

  /** Adds a field of policy. */
  @Post()
  async add(@Body() body: NewNames, @By() by: Authorship): Promise<TopicView> {
    return topicView(await this.governments.addTopic({ nameZh: body.nameZh, nameEn: body.nameEn ?? null }, by));
  }

  /** Fields of policy, in the order of their ids. */
  @Get()
  @Route({ may: 'anybody' })
  async list(@Query() query: ListQuery): Promise<TopicList> {
    const { limit, cursor } = query;
    const rows = await this.governments.topics({ after: idCursor(cursor), limit });
    return pageOf(rows, limit, ({ id }) => [id], topicView);
  }

  /** One topic. */
  @Get(':id')
  @Route({ may: 'anybody' })
  async one(@Param('id', ParseUUIDPipe) id: string): Promise<TopicView> {
    return topicView(await this.governments.topic(id));
  }

  /** Renames it; the log keeps what it was called. */
  @Patch(':id')
  async rename(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ChangedNames,
    @By() by: Authorship,
  ): Promise<TopicView> {
    return topicView(await this.governments.renameTopic(id, body, by));
  }
}
