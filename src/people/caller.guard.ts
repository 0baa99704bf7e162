import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../errors.js';
import { reaches } from '../http/may.rules.js';
import { declarationOf } from '../http/route.js';
import { ADMIN, ANYBODY } from './caller.js';
import { AdminToken } from './token.js';

const BEARER = /^bearer +(\S+)$/i;

/** Finds out who sends a request, and turns away who may not what the route asks; a token that is not ours is nobody's. */
@Injectable()
export class CallerGuard implements CanActivate {
  constructor(private readonly token: AdminToken) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const [, given] = BEARER.exec(request.headers.authorization ?? '') ?? [];
    const caller = given !== undefined && this.token.is(given) ? ADMIN : ANYBODY;
    request.caller = caller;
    if (reaches(caller.may, declarationOf(request.routeOptions)?.may ?? 'admin')) return true;
    if (given === undefined) throw new Refusal('unauthorized', 'token_missing', 'This needs a token.');
    throw new Refusal('unauthorized', 'token_wrong', 'That is not the token.');
  }
}
