import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { Reflector } from '@nestjs/core';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth } from '@nestjs/swagger';
import type { May } from './may.rules.js';

export const KILOBYTE = 1024;
export const MEGABYTE = 1024 * KILOBYTE;

/** What a route is sent as a body. Bytes are handed over unread. */
export type Takes = 'nothing' | 'json' | 'form' | 'bytes';

/**
 * For whom an answer is made up: `data` for programs, `page` for people, with what it brings along, `embed` for pages of others,
 * `file` to be saved, `probe` for machines that ask every few seconds.
 */
export type Dress = 'data' | 'page' | 'embed' | 'file' | 'probe';

export interface Declaration {
  readonly may: May;
  readonly takes: Takes;
  /** the largest body, in bytes */
  readonly most: number;
  readonly dress: Dress;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    declaration?: Declaration;
  }
}

const MOST: Record<Takes, number> = { nothing: 0, json: MEGABYTE, form: 64 * KILOBYTE, bytes: MEGABYTE };
const Said = Reflector.createDecorator<Partial<Declaration>>();

/**
 * Says what a route may and takes. On a controller it stands for all its routes, on a method for the one, field by field.
 * What neither says is closed: for the admin alone, JSON where something is written, data. A controller without it does
 * not start.
 */
export function Route(said: Partial<Declaration> = {}): ClassDecorator & MethodDecorator {
  return (target: object, name?: string | symbol, method?: PropertyDescriptor): void => {
    if (method !== undefined) Said(said)(target, name!, method);
    else declareAll((target as { prototype: object }).prototype, said);
  };
}

/** The whole of what a route says. */
export function whole(isRead: boolean, said: Partial<Declaration>): Declaration {
  const takes = said.takes ?? (isRead ? 'nothing' : 'json');
  return { may: 'admin', takes, most: MOST[takes], dress: 'data', ...said };
}

/** What the route of a request, or one that is being added, says; undefined where there is no such route. */
export function declarationOf({ config }: { config?: { declaration?: Declaration } }): Declaration | undefined {
  return config?.declaration;
}

/** True for what any page of the web may read. */
export function isShared({ may, dress }: Declaration): boolean {
  return may === 'anybody' && (dress === 'data' || dress === 'embed');
}

function declareAll(prototype: object, saidByClass: Partial<Declaration>): void {
  for (const [name, method] of Object.entries(Object.getOwnPropertyDescriptors(prototype))) {
    const handler: unknown = method.value;
    if (typeof handler !== 'function') continue;
    const verb = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
    if (verb === undefined) continue;
    const said = (Reflect.getMetadata(Said.KEY, handler) ?? {}) as Partial<Declaration>;
    const declaration = whole(verb === RequestMethod.GET, { ...saidByClass, ...said });
    RouteConfig({ declaration })(prototype, name, method);
    if (declaration.may !== 'anybody') ApiBearerAuth()(prototype, name, method);
  }
}
