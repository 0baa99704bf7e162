import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../errors.js';
import type { Draining } from './draining.js';
import { isSoundText } from './json.js';
import type { Metrics } from './metrics.js';

/** What a browser is told of an answer that is data: not to guess what it is, not to run it, not to lend it to others. */
const DATA_HEADERS: readonly [name: string, value: string][] = [
  ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
  ['cross-origin-resource-policy', 'same-origin'],
  ['x-content-type-options', 'nosniff'],
];
/** And what it is told of a page. */
const PAGE_HEADERS: readonly [name: string, value: string][] = [
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
];
/** The API's documentation brings a style sheet of its own within the page. */
const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** Asked every few seconds by machines: worth a line only when somebody is looking for something. */
const PROBES = new Set(['/health/live', '/health/ready', '/metrics']);

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
    const headers = isPage(reply) ? PAGE_HEADERS : DATA_HEADERS;
    for (const [name, value] of headers) if (!reply.hasHeader(name)) void reply.header(name, value);
    if (request.url.startsWith('/docs')) void reply.header('content-security-policy', DOCS_POLICY);
    // Clients that keep connections open come back on a new one, to an instance that stays.
    if (draining.closing) void reply.header('connection', 'close');
    done(null, payload);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    metrics.answered(request.method, route, reply.statusCode, reply.elapsedTime);
    request.log[PROBES.has(route) ? 'debug' : 'info'](answered(request, reply, route), 'answered');
    done();
  });
}

function isPage(reply: FastifyReply): boolean {
  return String(reply.getHeader('content-type')).startsWith('text/html');
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
