import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../errors.js';
import { AdminToken } from './token.js';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);
/** What writes nothing although it is sent a body. */
const OPEN = new Set(['POST /api/v1/verdicts/preview']);
const BEARER = /^bearer +(\S+)$/i;

/** No token, no write, wherever the request comes from. */
@Injectable()
export class TokenGuard implements CanActivate {
  constructor(private readonly token: AdminToken) {}

  canActivate(context: ExecutionContext): boolean {
    const { method, routeOptions, headers } = context.switchToHttp().getRequest<FastifyRequest>();
    if (READS.has(method) || OPEN.has(`${method} ${routeOptions.url}`)) return true;
    const [, given] = BEARER.exec(headers.authorization ?? '') ?? [];
    if (given === undefined) throw new Refusal('unauthorized', 'token_missing', 'Writing needs a token.');
    if (!this.token.is(given)) throw new Refusal('unauthorized', 'token_wrong', 'That is not the token.');
    return true;
  }
}
