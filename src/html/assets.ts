import { createHash } from 'node:crypto';
import { STYLE } from './style.css.js';

/** What pages ask for besides themselves, at addresses that name their content, so that they may be kept for good. */
export type Asset = { path: string; mediaType: string; body: string };

const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#16191d"/>' +
  '<path d="M7 19h12" stroke="#fff" stroke-width="6"/><path d="M24 8v16" stroke="#fff" stroke-width="4"/></svg>';

export const STYLE_SHEET = asset('style', 'css', 'text/css; charset=utf-8', compact(STYLE));
export const SITE_ICON = asset('icon', 'svg', 'image/svg+xml', ICON);

export const ASSETS: ReadonlyMap<string, Asset> = new Map([STYLE_SHEET, SITE_ICON].map((one) => [one.path, one]));

function asset(name: string, extension: string, mediaType: string, body: string): Asset {
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 12);
  return { path: `/assets/${name}-${hash}.${extension}`, mediaType, body };
}

function compact(css: string): string {
  return css
    .replaceAll(/\/\*.*?\*\//gs, '')
    .replaceAll(/\s*\n\s*/g, '')
    .trim();
}
