import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parseForm } from './form.js';
import { parseJson } from './json.js';
import { type Takes, declarationOf } from './route.js';

/** Lets in bodies of the kind and size that a route takes: strict JSON, strict forms, or bytes that the route reads itself. */
export function takeBodies(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  addParser(fastify, 'application/json', 'json', parseJson);
  addParser(fastify, 'application/x-www-form-urlencoded', 'form', parseForm);
  fastify.addContentTypeParser('*', (request, payload, done) => {
    if (isLeftUnread(request)) done(null, payload);
    else done(unsupported());
  });
  fastify.addHook('onRoute', (route) => {
    const { takes, most } = declarationOf(route)!;
    // Bytes are counted by who reads them.
    if (takes === 'json' || takes === 'form') route.bodyLimit = most;
  });
}

function addParser(fastify: FastifyInstance, type: string, kind: Takes, parse: (bytes: Buffer) => unknown): void {
  fastify.addContentTypeParser(type, { parseAs: 'buffer' }, (request, body, done) => {
    if (isLeftUnread(request)) return done(null, body);
    if (takenBy(request) !== kind) return done(unsupported());
    try {
      done(null, parse(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}

function isLeftUnread(request: FastifyRequest): boolean {
  return request.is404 || takenBy(request) === 'bytes';
}

function takenBy(request: FastifyRequest): Takes | undefined {
  return declarationOf(request.routeOptions)?.takes;
}

function unsupported(): Error {
  return Object.assign(new Error('not what the route takes'), { statusCode: 415 });
}
