import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../errors.js';
import { canonical } from './chain.rules.js';
import type { Authorship } from './entries.service.js';

/** Every write is the admin's until there are people. */
const ADMIN = 'admin';

/** The header in the API's description. */
export const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  required: false,
  description: 'The same key with the same request within 24 hours is carried out once and answered the same.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
};

/** Who writes by a request, and, where it carries an `Idempotency-Key`, that it be done once. `body` stands for an upload. */
export function authorshipOf(request: FastifyRequest, body: unknown = request.body): Authorship {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return { authorId: ADMIN };
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw new Refusal('invalid', 'idempotency_key_invalid', 'an Idempotency-Key is 1 to 200 visible ASCII characters');
  }
  return { authorId: ADMIN, once: { key, requestSha256: hashOf(request, body) } };
}

function hashOf({ method, url }: FastifyRequest, body: unknown): string {
  return createHash('sha256')
    .update(`${method} ${url}\n${canonical(body ?? null)}`)
    .digest('hex');
}
