import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../errors.js';
import { declarationOf } from '../http/route.js';
import { callerOf } from '../people/caller.js';
import { canonical } from './chain.rules.js';
import type { Authorship } from './entries.service.js';

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  required: false,
  description: 'The same key with the same request within 24 hours is carried out once and answered the same.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
};

/**
 * Who writes by a request, and, where it carries an `Idempotency-Key`, that it be done once; the description of the route
 * names that header by it.
 */
export const By = createParamDecorator(
  (_: unknown, context: ExecutionContext): Authorship => authorshipOf(context.switchToHttp().getRequest()),
  [
    (target, name) => {
      const method = Object.getOwnPropertyDescriptor(target, name!)!;
      ApiHeader(IDEMPOTENCY_KEY)(target, name!, method);
    },
  ],
);

/** The same write, with the bytes it brings: they are part of what is done once. */
export function bringing(by: Authorship, sha256: string): Authorship {
  if (by.once === undefined) return by;
  const requestSha256 = createHash('sha256').update(`${by.once.requestSha256} ${sha256}`).digest('hex');
  return { ...by, once: { ...by.once, requestSha256 } };
}

function authorshipOf(request: FastifyRequest): Authorship {
  const { id: authorId } = callerOf(request);
  if (authorId === null) throw new Error(`${request.method} ${request.url} writes for nobody`);
  const key = request.headers['idempotency-key'];
  if (key === undefined) return { authorId };
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw new Refusal('invalid', 'idempotency_key_invalid', 'an Idempotency-Key is 1 to 200 visible ASCII characters');
  }
  return { authorId, once: { key, requestSha256: hashOf(request) } };
}

/** Bytes that wait to be read are not in it. */
function hashOf({ method, url, body, routeOptions }: FastifyRequest): string {
  const said = declarationOf(routeOptions)?.takes === 'bytes' ? null : (body ?? null);
  return createHash('sha256')
    .update(`${method} ${url}\n${canonical(said)}`)
    .digest('hex');
}
