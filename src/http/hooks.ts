import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../errors.js';
import { SHARED_HEADERS } from './cors.js';
import type { Draining } from './draining.js';
import { isSoundText } from './json.js';
import type { Metrics } from './metrics.js';
import { type Declaration, type Dress, declarationOf, isShared } from './route.js';

type Headers = readonly [name: string, value: string][];

/** What a browser is told of an answer that is data: not to guess what it is, not to run it, not to lend it to others. */
const DATA_HEADERS: Headers = [
  ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
  ['cross-origin-resource-policy', 'same-origin'],
  ['x-content-type-options', 'nosniff'],
];
/** What a browser is told of an answer, unless its route says otherwise. */
const HEADERS: Record<Dress, Headers> = {
  data: DATA_HEADERS,
  probe: DATA_HEADERS,
  file: [...DATA_HEADERS, ['x-frame-options', 'DENY']],
  page: [
    [
      'content-security-policy',
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
        "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ],
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    ['permissions-policy', 'camera=(), geolocation=(), microphone=()'],
    ['referrer-policy', 'same-origin'],
    ['x-content-type-options', 'nosniff'],
    ['x-frame-options', 'DENY'],
  ],
  embed: [
    [
      'content-security-policy',
      "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
        "form-action 'none'; base-uri 'none'; frame-ancestors *",
    ],
    ['referrer-policy', 'no-referrer'],
    ['x-content-type-options', 'nosniff'],
  ],
};

/** What happens to every request and answer, whatever the route. */
export function addHooks(fastify: FastifyInstance, metrics: Metrics, draining: Draining): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    done(
      addressIsSound(request.url)
        ? undefined
        : new Refusal('invalid', 'malformed_address', 'The address is malformed.'),
    );
  });
  fastify.addHook('onSend', (request, reply, payload, done) => {
    dress(reply, declarationOf(request.routeOptions));
    // Clients that keep connections open come back on a new one, to an instance that stays.
    if (draining.closing) void reply.header('connection', 'close');
    done(null, payload);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    metrics.answered(request.method, route, reply.statusCode, reply.elapsedTime);
    // Worth a line only when somebody is looking for something.
    const isProbe = declarationOf(request.routeOptions)?.dress === 'probe';
    request.log[isProbe ? 'debug' : 'info'](answered(request, reply, route), 'answered');
    done();
  });
}

/** Adds the headers of a dress; an answer where there is no route is data, and nobody else's. */
function dress(reply: FastifyReply, declaration: Declaration | undefined): void {
  const shared = declaration !== undefined && isShared(declaration) ? SHARED_HEADERS : [];
  for (const [name, value] of [...shared, ...HEADERS[declaration?.dress ?? 'data']]) {
    if (!reply.hasHeader(name)) void reply.header(name, value);
  }
}

function answered(request: FastifyRequest, reply: FastifyReply, route: string): object {
  const milliseconds = Math.round(reply.elapsedTime * 10) / 10;
  return {
    method: request.method,
    route,
    path: pathOf(request.url),
    status: reply.statusCode,
    milliseconds,
    ip: request.ip,
  };
}

function pathOf(address: string): string {
  return address.split('?', 1)[0]!;
}

/** True when path and parameters are percent-encoded UTF-8 that can be stored. */
function addressIsSound(address: string): boolean {
  if (!address.includes('%')) return isSoundText(address);
  try {
    return isSoundText(decodeURIComponent(address));
  } catch {
    return false;
  }
}
