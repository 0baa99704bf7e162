import type { FastifyReply, FastifyRequest } from 'fastify';
import { THEMES, type Theme } from '../html/layout.js';

/** How pages travel: as HTML that depends on the reader's cookie, checked again each time. */
export function sendPage(reply: FastifyReply, page: string, status = 200): void {
  void reply
    .status(status)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-cache')
    .header('vary', 'cookie')
    .send(page);
}

/** The theme that the reader's cookie asks for. */
export function themeOf({ headers }: FastifyRequest): Theme {
  const wanted = /(?:^|;\s*)theme=([a-z]+)/.exec(headers.cookie ?? '')?.[1];
  return THEMES.find((theme) => theme === wanted) ?? 'auto';
}

/** The cookie that keeps a theme for a year. */
export function themeCookie(theme: Theme): string {
  return `theme=${theme}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly`;
}

/** A place on this site to go back to; the board where another one is named. */
export function placeOnSite(back: unknown): string {
  if (typeof back !== 'string' || !/^\/(?![/\\])[^\s\\]*$/.test(back)) return '/';
  return back;
}
