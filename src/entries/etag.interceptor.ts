import { createHash } from 'node:crypto';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Observable, finalize, of, tap } from 'rxjs';
import { Clock } from '../clock/clock.js';
import { type Dress, declarationOf } from '../http/route.js';
import { callerOf } from '../people/caller.js';
import { EntriesService } from './entries.service.js';

const A_MINUTE = 60_000;
/** Pages and probes are made anew each time. */
const UNTAGGED = new Set<Dress | undefined>(['page', 'probe']);

/**
 * Gives every read of data a tag of the log's state, and answers 304 without asking the database for more when the
 * reader holds it already. What time alone changes (a day turns, a settling moves a pace) shows within a minute.
 */
@Injectable()
export class EtagInterceptor implements NestInterceptor {
  constructor(
    private readonly entries: EntriesService,
    private readonly clock: Clock,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return next.handle().pipe(finalize(() => this.entries.noteWrite()));
    }
    if (UNTAGGED.has(declarationOf(request.routeOptions)?.dress)) return next.handle();

    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const tag = await this.tagOf(request);
    const tagged = (): void => void reply.header('etag', tag).header('cache-control', 'no-cache');
    if (holds(request.headers['if-none-match'], tag)) {
      tagged();
      void reply.code(304);
      return of(undefined);
    }
    return next.handle().pipe(tap(tagged));
  }

  /** Who may more may be shown more: a tag is good for those who may the same. */
  private async tagOf(request: FastifyRequest): Promise<string> {
    const minute = Math.floor(this.clock.now().getTime() / A_MINUTE);
    const said = `${await this.entries.stateTag()} ${minute} ${callerOf(request).may} ${request.url}`;
    return `W/"${createHash('sha256').update(said).digest('base64url').slice(0, 22)}"`;
  }
}

/** Compared weakly, as RFC 9110 has it for this header. */
function holds(ifNoneMatch: string | undefined, tag: string): boolean {
  return (ifNoneMatch ?? '').split(',').some((held) => held.trim().replace(/^W\//, '') === tag.slice(2));
}
