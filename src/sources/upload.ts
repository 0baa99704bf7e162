import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../errors.js';
import { MEGABYTE, declarationOf } from '../http/route.js';

/**
 * Reads the bytes of a route that takes them; null where JSON or a form was sent. Refuses more than the route takes, without
 * breaking the connection, so that the refusal arrives.
 */
export async function readUpload({ body, headers, routeOptions }: FastifyRequest): Promise<Buffer | null> {
  if (!(body instanceof Readable)) return null;
  const limit = declarationOf(routeOptions)!.most;
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
  return new Refusal('too_large', 'copy_too_large', `a kept copy has at most ${limit / MEGABYTE} MB`);
}
