import type { FastifyRequest } from 'fastify';
import type { May } from '../http/may.rules.js';

/** Who sends a request, and what they may. */
export interface Caller {
  /** null for nobody in particular */
  readonly id: string | null;
  readonly may: May;
}

export const ANYBODY: Caller = { id: null, may: 'anybody' };
/** Whoever shows the token, until there are people. */
export const ADMIN: Caller = { id: 'admin', may: 'admin' };

declare module 'fastify' {
  interface FastifyRequest {
    caller?: Caller;
  }
}

/** Who the guard found behind a request. */
export function callerOf({ caller }: FastifyRequest): Caller {
  return caller ?? ANYBODY;
}
