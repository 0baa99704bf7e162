import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../errors.js';

/** The one route whose body is not JSON. */
const COPY_ROUTE = '/api/v1/sources/:id/copy';

/** Lets bodies of any type through to the route that keeps copies, unread; everywhere else they stay refused. */
export function acceptUploads(fastify: FastifyInstance): void {
  fastify.addContentTypeParser('*', (request, payload, done) => {
    if (request.is404 || request.routeOptions.url === COPY_ROUTE) done(null, payload);
    else done(Object.assign(new Error('the body must be application/json'), { statusCode: 415 }));
  });
}

/**
 * Reads an uploaded body; null where the body was not an upload. Refuses what is larger than `limit`, without breaking the
 * connection, so that the refusal arrives.
 */
export async function readUpload({ body, headers }: FastifyRequest, limit: number): Promise<Buffer | null> {
  if (!(body instanceof Readable)) return null;
  if (Number(headers['content-length'] ?? 0) > limit) throw tooLarge(limit);
  const chunks: Buffer[] = [];
  let size = 0;
  await new Promise<void>((resolve, reject) => {
    body.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else reject(tooLarge(limit));
    });
    body.once('end', resolve);
    body.once('error', reject);
    body.once('close', resolve);
  });
  return Buffer.concat(chunks);
}

function tooLarge(limit: number): Refusal {
  return new Refusal('too_large', 'copy_too_large', `a kept copy has at most ${limit / 1024 / 1024} MB`);
}
