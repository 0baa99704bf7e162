import { Body, Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { By } from '../entries/by.js';
import type { Authorship } from '../entries/entries.service.js';
import { GovernmentsService } from '../governments/governments.service.js';
import { decodeCursor } from '../http/cursor.js';
import { MomentListQuery, MomentQuery, isId, pageOf } from '../http/lists.dto.js';
import { Route } from '../http/route.js';
import { PledgeReaderService } from './pledge-reader.service.js';
import { PLEDGES, TARGETS } from './examples.js';
import { EventList, eventView } from './history.dto.js';
import { PledgeTimelineService } from './pledge-timeline.service.js';
import { PledgeListsService, type Sort, isKeyOf } from './pledge-lists.service.js';
import { PledgeList, PledgeView, TargetView, pledgeLineView, pledgeView, targetView } from './pledge-views.dto.js';
import { NewPledgeBody, NewTargetBody, PledgesQuery, filterOf, pledgeDraft, targetDraft } from './pledges.dto.js';
import { PledgesService } from './pledges.service.js';

@ApiTags('pledges')
@Controller('api/v1/pledges')
@Route()
export class PledgesController {
  constructor(
    private readonly pledges: PledgesService,
    private readonly reader: PledgeReaderService,
    private readonly lists: PledgeListsService,
    private readonly timeline: PledgeTimelineService,
    private readonly governments: GovernmentsService,
  ) {}

  /** Pledges, each with the worst of its targets and how many have which headline. */
  @Get()
  @Route({ may: 'anybody' })
  async list(@Query() query: PledgesQuery): Promise<PledgeList> {
    const { sort, limit, cursor, asOf, knownAt } = query;
    const moment = await this.governments.momentOf(asOf, knownAt);
    const rows = await this.lists.pledges(filterOf(query), sort, moment, placeOf(cursor, sort), limit);
    return pageOf(rows, limit, ({ key, id }) => [sort, key, id], pledgeLineView);
  }

  /** Publishes a pledge with its targets and, if there are any, figures, and settles once. */
  @Post()
  @ApiBody({ type: NewPledgeBody, examples: PLEDGES })
  async publish(@Body() body: NewPledgeBody, @By() by: Authorship): Promise<PledgeView> {
    return pledgeView(await this.pledges.publishPledge(pledgeDraft(body), by));
  }

  /** One pledge with its targets, their versions, verdicts and latest figures, its sources and notes. */
  @Get(':id')
  @Route({ may: 'anybody' })
  async one(@Param('id', ParseUUIDPipe) id: string, @Query() query: MomentQuery): Promise<PledgeView> {
    return pledgeView(await this.reader.pledge(id, query.asOf, query.knownAt));
  }

  /** What was recorded about a pledge and what it led to, the latest first. */
  @Get(':id/history')
  @Route({ may: 'anybody' })
  async history(@Param('id', ParseUUIDPipe) id: string, @Query() query: MomentListQuery): Promise<EventList> {
    const { limit, cursor, asOf, knownAt } = query;
    const moment = await this.reader.momentOf(id, asOf, knownAt);
    const before = cursor === undefined ? null : decodeCursor<[number]>(cursor, isEntry)[0];
    const rows = await this.timeline.eventsOf(id, moment, before, limit);
    return pageOf(rows, limit, (event) => [event.id], eventView);
  }

  /** Adds a measurable part to a pledge, and settles it. */
  @Post(':id/targets')
  @ApiBody({ type: NewTargetBody, examples: TARGETS })
  async addTarget(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: NewTargetBody,
    @By() by: Authorship,
  ): Promise<TargetView> {
    return targetView(await this.pledges.addTarget(id, targetDraft(body), by));
  }
}

/** The place behind which a page begins. A cursor belongs to the order it was made in. */
function placeOf(cursor: string | undefined, sort: Sort): { key: string | number; id: string } | null {
  if (cursor === undefined) return null;
  const isSort = (part: unknown): part is Sort => part === sort;
  const [, key, id] = decodeCursor<[Sort, string | number, string]>(cursor, isSort, isKeyOf(sort), isId);
  return { key, id };
}

function isEntry(part: unknown): part is number {
  return Number.isSafeInteger(part) && (part as number) >= 0;
}
