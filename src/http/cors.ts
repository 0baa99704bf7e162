import type { FastifyInstance } from 'fastify';
import { declarationOf, isShared, whole } from './route.js';

const A_DAY = 86_400;
const PREFLIGHT = { declaration: whole(true, { may: 'anybody' }) };

/** What a browser is told of what any page of the web may read. Nothing of the reader's goes along: no cookie, no token. */
export const SHARED_HEADERS: readonly [name: string, value: string][] = [
  ['access-control-allow-origin', '*'],
  ['access-control-expose-headers', 'etag, link'],
  ['cross-origin-resource-policy', 'cross-origin'],
];

/** Answers browsers that ask whether a page of another place may ask an address of open data, and by which methods. */
export function shareOpenData(fastify: FastifyInstance): void {
  const methodsAt = new Map<string, Set<string>>();
  fastify.addHook('onRoute', ({ method, url, ...route }) => {
    if (method === 'OPTIONS' || !isShared(declarationOf(route)!)) return;
    const added = methodsAt.get(url);
    const methods = added ?? new Set<string>();
    for (const one of [method].flat()) methods.add(one);
    if (added) return;
    methodsAt.set(url, methods);
    fastify.options(url, { config: PREFLIGHT }, (_request, reply) => {
      void reply
        .status(204)
        .header('access-control-allow-methods', [...methods].join(', '))
        .header('access-control-allow-headers', 'content-type, if-none-match')
        .header('access-control-max-age', A_DAY)
        .send();
    });
  });
}
