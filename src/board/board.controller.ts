import { Controller, Get, NotFoundException, Param, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ASSETS } from '../html/assets.js';
import { THEMES, type Frame, dayOf } from '../html/layout.js';
import { isId } from '../http/lists.dto.js';
import { Route } from '../http/route.js';
import { type Address, addressOf } from './address.js';
import { BoardService } from './board.service.js';
import { FramesService } from './frames.service.js';
import { frontPage } from './front.page.js';
import { jobsPage } from './jobs.page.js';
import { JobsService } from './jobs.service.js';
import { listPage } from './list.page.js';
import { PageFilter } from './page.filter.js';
import { PledgePageService } from './pledge-page.service.js';
import { pledgePage } from './pledge.page.js';
import { rulesPage } from './rules.page.js';
import { placeOnSite, sendPage, themeCookie, themeOf } from './sending.js';
import { stylePage } from './style.page.js';

type Given = Record<string, unknown>;

/** Pages for people: the board, lists, one promise, what the marks mean. */
@ApiExcludeController()
@Controller()
@Route({ may: 'anybody', dress: 'page' })
@UseFilters(PageFilter)
export class BoardController {
  constructor(
    private readonly board: BoardService,
    private readonly pledges: PledgePageService,
    private readonly jobs: JobsService,
    private readonly frames: FramesService,
  ) {}

  @Get()
  async front(@Query() given: Given, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const address = addressOf(given);
    const moment = await this.frames.momentOf(address.asOf, address.knownAt);
    const frame = await this.frameOf(address, request);
    sendPage(reply, frontPage(frame, await this.board.front(address.filter.headlines ?? [], moment, dayOf(frame))));
  }

  @Get('pledges')
  async list(@Query() given: Given, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const address = addressOf(given);
    const moment = await this.frames.momentOf(address.asOf, address.knownAt);
    const frame = await this.frameOf(address, request);
    sendPage(reply, listPage(frame, await this.board.list(address, moment, dayOf(frame))));
  }

  @Get('pledges/:id')
  async pledge(
    @Param('id') id: string,
    @Query() given: Given,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!isId(id)) throw new NotFoundException();
    const address = addressOf(given);
    const frame = await this.frameOf(address, request);
    const view = await this.pledges.page(id, address.asOf, address.knownAt, frame.today);
    sendPage(reply, pledgePage(frame, view));
  }

  @Get('style')
  async style(@Query() given: Given, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    sendPage(reply, stylePage(await this.frameOf(addressOf(given), request)));
  }

  @Get('rules')
  async rules(@Query() given: Given, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    sendPage(reply, rulesPage(await this.frameOf(addressOf(given), request)));
  }

  @Get('jobs')
  async runs(@Query() given: Given, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const frame = await this.frameOf(addressOf(given), request);
    sendPage(reply, jobsPage(frame, await this.jobs.jobs()));
  }

  /** Keeps the reader's choice of light or dark in a cookie and goes back. */
  @Get('theme')
  theme(@Query() given: Given, @Res() reply: FastifyReply): void {
    const theme = THEMES.find((one) => one === given['theme']) ?? 'auto';
    void reply
      .header('set-cookie', themeCookie(theme))
      .header('cache-control', 'no-store')
      .redirect(placeOnSite(given['back']), 303);
  }

  @Get('assets/:name')
  asset(@Param('name') name: string, @Res() reply: FastifyReply): void {
    const asset = ASSETS.get(`/assets/${name}`);
    if (asset === undefined) throw new NotFoundException();
    void reply.type(asset.mediaType).header('cache-control', 'public, max-age=31536000, immutable').send(asset.body);
  }

  @Get('favicon.ico')
  icon(@Res() reply: FastifyReply): void {
    void reply.status(204).header('cache-control', 'public, max-age=86400').send();
  }

  private async frameOf({ language, asOf, knownAt, query }: Address, request: FastifyRequest): Promise<Frame> {
    const path = request.url.split('?', 1)[0]!;
    return this.frames.frame({ language, theme: themeOf(request), path, query, asOf, knownAt });
  }
}
