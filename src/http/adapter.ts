import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type FastifyBaseLogger, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type { Logger } from 'pino';
import { takeBodies } from './bodies.js';
import { shareOpenData } from './cors.js';
import { problemOf, refuseConnection, sendProblem } from './problem.filter.js';
import { MEGABYTE, declarationOf } from './route.js';

/** Fastify as Saydo runs it: routes that say what they may, problems out, also where no route was reached. */
export function httpAdapter(log: Logger, trustedProxies: readonly string[]): FastifyAdapter {
  const adapter = new FastifyAdapter({
    // There is no middleware: hooks do what is to be done for every request.
    skipMiddie: true,
    loggerInstance: log,
    // A request is one line, written when it is answered: it needs no log of its own.
    childLoggerFactory: (logger: FastifyBaseLogger) => logger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    bodyLimit: MEGABYTE,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    requestTimeout: 30_000,
    clientErrorHandler: refuseConnection,
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(reply, problemOf(error, request.url)),
  });
  const fastify = adapter.getInstance();
  fastify.addHook('onRoute', (route) => {
    if (declarationOf(route)) return;
    throw new Error(`${String(route.method)} ${route.url} does not say what it may: its controller wants @Route`);
  });
  takeBodies(fastify);
  shareOpenData(fastify);
  return adapter;
}
