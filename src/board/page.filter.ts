import { randomUUID } from 'node:crypto';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Injectable, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Day, isDay } from '../clock/calendar.rules.js';
import { Refusal } from '../errors.js';
import type { Frame } from '../html/layout.js';
import { problemOf, sendProblem } from '../http/problem.filter.js';
import { declarationOf } from '../http/route.js';
import { languageOf } from './address.js';
import { FramesService } from './frames.service.js';
import { sendPage, themeOf } from './sending.js';
import { badRequestPage, faultPage, notFoundPage, refusedDayPage, type RefusedDay } from './states.page.js';

/** Days that cannot be shown, by the code of the refusal. */
const DAY_REFUSALS: Record<string, RefusedDay['why']> = {
  not_a_day: 'not_a_day',
  as_of_in_future: 'future',
  known_at_in_future: 'future',
  not_yet_known: 'before_first',
  not_yet_announced: 'before_first',
};

type PageRequest = FastifyRequest<{ Querystring: Record<string, unknown>; Params: { id?: string } }>;

/** Answers people with pages where programs get problem details: what cannot be shown, why, and what to do next. */
@Catch()
@Injectable()
export class PageFilter implements ExceptionFilter {
  private readonly logger = new Logger(PageFilter.name);

  constructor(private readonly frames: FramesService) {}

  async catch(thrown: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<PageRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = problemOf(thrown, request.url);
    if (!wantsPage(request)) return sendProblem(reply, problem);
    if (problem.status === 500) return this.fault(thrown, request, reply);
    try {
      const frame = await this.frameOf(request);
      sendPage(reply, await this.pageFor(thrown, frame, request), problem.status);
    } catch (error) {
      this.fault(error, request, reply);
    }
  }

  private async pageFor(thrown: unknown, frame: Frame, request: PageRequest): Promise<string> {
    if (thrown instanceof Refusal) {
      const why = DAY_REFUSALS[thrown.code];
      if (why !== undefined) return refusedDayPage(frame, await this.refusedDay(thrown, why, frame, request));
      if (thrown.kind !== 'not_found') return badRequestPage(frame, thrown.message);
    }
    if (thrown instanceof HttpException && thrown.getStatus() === 400) return badRequestPage(frame, thrown.message);
    return notFoundPage(frame);
  }

  private async refusedDay(thrown: Refusal, why: RefusedDay['why'], frame: Frame, request: PageRequest) {
    const { asOf, knownAt } = request.query;
    if (why === 'before_first' && typeof knownAt === 'string' && thrown.code === 'not_yet_known') {
      return { asked: knownAt, why: 'before_record' as const, nearest: isDay(asOf) ? asOf : frame.today };
    }
    const asked = [asOf, knownAt].filter((one) => typeof one === 'string').join(', ');
    const nearest = why === 'before_first' ? await this.firstDay(thrown, request) : frame.today;
    return { asked, why, nearest };
  }

  private async firstDay(thrown: Refusal, request: PageRequest): Promise<Day | null> {
    const { id } = request.params;
    return thrown.code === 'not_yet_announced' && id !== undefined
      ? this.frames.announcedOn(id)
      : this.frames.firstDay();
  }

  /** The frame of a page that could not be shown: of today, and without the parameters that were refused. */
  private async frameOf(request: PageRequest): Promise<Frame> {
    return this.frames.frame({ ...askedBy(request), asOf: undefined, knownAt: undefined });
  }

  private fault(thrown: unknown, request: PageRequest, reply: FastifyReply): void {
    const number = randomUUID().slice(0, 8);
    this.logger.error({ msg: 'a page broke', number, error: thrown }, request.url);
    const asked = { ...askedBy(request), asOf: undefined, knownAt: undefined };
    sendPage(reply, faultPage(this.frames.bare(asked), number), 500);
  }
}

function askedBy(request: PageRequest) {
  const path = request.url.split('?', 1)[0]!;
  return { language: languageOf(request.query), theme: themeOf(request), path, query: {} };
}

/** Browsers name HTML; programs do not. */
function wantsPage({ headers, routeOptions }: FastifyRequest): boolean {
  return declarationOf(routeOptions)?.dress === 'page' && /text\/html/.test(headers.accept ?? '');
}
