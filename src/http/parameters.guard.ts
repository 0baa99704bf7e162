import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/internal';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../errors.js';
import { escapePointer } from './json.js';
import { type Dress, declarationOf } from './route.js';

/** Addresses that people pass on with what others have put behind them, and what machines ask as they are set up. */
const LENIENT = new Set<Dress | undefined>(['page', 'probe']);

type Known = 'checked by its DTO' | ReadonlySet<string>;

/** Refuses parameters that a route for programs does not have; those of a DTO are left to validation. */
@Injectable()
export class ParametersGuard implements CanActivate {
  private readonly known = new WeakMap<object, Known>();

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const given = Object.keys(request.query as object);
    if (given.length === 0 || LENIENT.has(declarationOf(request.routeOptions)?.dress)) return true;
    const known = this.parametersOf(context);
    const unknown = given.filter((name) => (known === 'checked by its DTO' ? isOfAnyObject(name) : !known.has(name)));
    if (unknown.length === 0) return true;
    const message = 'is not a parameter of this address';
    const errors = unknown.map((name) => ({ pointer: `/${escapePointer(name)}`, code: 'unknown_field', message }));
    throw new Refusal('invalid', 'invalid_request', 'The request is not as documented.', errors);
  }

  private parametersOf(context: ExecutionContext): Known {
    const handler = context.getHandler();
    let known = this.known.get(handler);
    if (!known) {
      known = parametersOf(context.getClass(), handler.name);
      this.known.set(handler, known);
    }
    return known;
  }
}

/** True for names that every object has, which validation would take for known. */
function isOfAnyObject(name: string): boolean {
  return name in Object.prototype;
}

/** Nest keeps a route's arguments under `<kind>:<index>`; one without a name takes all parameters into a DTO. */
function parametersOf(controller: object, handler: string): Known {
  const routeArguments = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, handler) ?? {}) as Record<
    string,
    { data?: unknown }
  >;
  const queries = Object.entries(routeArguments).filter(([key]) => key.startsWith(`${RouteParamtypes.QUERY}:`));
  if (queries.some(([, { data }]) => typeof data !== 'string')) return 'checked by its DTO';
  return new Set(queries.map(([, { data }]) => data as string));
}
