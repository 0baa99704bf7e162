import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type FastifyBaseLogger, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type { Logger } from 'pino';
import { parseJson } from './json.js';
import { problemOf, refuseConnection, sendProblem } from './problem.filter.js';

const KILOBYTE = 1024;
const MEGABYTE = 1024 * KILOBYTE;
/** Bodies are at most this large where a route does not say less. */
const BODY_LIMIT = MEGABYTE;
const ROUTE_LIMITS: Record<string, number> = { '/api/v1/verdicts/preview': 64 * KILOBYTE };

/** Fastify as Saydo runs it: strict JSON and nothing else in, problems out, also where no route was reached. */
export function httpAdapter(log: Logger, trustedProxies: readonly string[]): FastifyAdapter {
  const adapter = new FastifyAdapter({
    // There is no middleware: hooks do what is to be done for every request.
    skipMiddie: true,
    loggerInstance: log,
    // A request is one line, written when it is answered: it needs no log of its own.
    childLoggerFactory: (logger: FastifyBaseLogger) => logger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    bodyLimit: BODY_LIMIT,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    requestTimeout: 30_000,
    clientErrorHandler: refuseConnection,
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(reply, problemOf(error, request.url)),
  });
  const fastify = adapter.getInstance();
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, parseJson(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
  fastify.addHook('onRoute', (route) => {
    const limit = ROUTE_LIMITS[route.url];
    if (limit !== undefined) route.bodyLimit = limit;
  });
  return adapter;
}
