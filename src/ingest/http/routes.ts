import { eventTypes, type EventType } from '@rapport/sdk';

export type Route =
  | { readonly kind: 'events'; readonly type: EventType | null }
  | { readonly kind: 'pixel'; readonly type: EventType }
  | { readonly kind: 'projectSettings'; readonly writeKey: string }
  | { readonly kind: 'sourceConfig' }
  | { readonly kind: 'script' }
  | { readonly kind: 'chunk'; readonly file: string };

/** The paths that the door lives on, and everything below them. */
export const doorPaths = [
  '/v1',
  '/beacon/v1',
  '/pixel/v1',
  '/sourceConfig',
  '/analytics.js',
  '/analytics-next',
] as const;

const eventPaths = new Map<string, EventType | null>([
  ['/v1/batch', null],
  ['/v1/b', null],
  ['/v1/import', null],
  ['/beacon/v1/batch', null],
  ['/v1/identify', 'identify'],
  ['/v1/i', 'identify'],
  ['/v1/track', 'track'],
  ['/v1/t', 'track'],
  ['/v1/page', 'page'],
  ['/v1/p', 'page'],
  ['/v1/screen', 'screen'],
  ['/v1/s', 'screen'],
  ['/v1/group', 'group'],
  ['/v1/g', 'group'],
  ['/v1/alias', 'alias'],
  ['/v1/a', 'alias'],
]);

/** @param path without the query; a trailing slash is fine */
export function findRoute(path: string): Route | null {
  const plain = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
  const type = eventPaths.get(plain);
  if (type !== undefined) return { kind: 'events', type };
  const pixel = /^(?:\/v1\/pixel|\/pixel\/v1)\/([a-z]+)$/.exec(plain)?.[1];
  const seen = eventTypes.find((each) => each === pixel);
  if (seen !== undefined) return { kind: 'pixel', type: seen };
  if (plain === '/sourceConfig') return { kind: 'sourceConfig' };
  const settings = /^\/v1\/projects\/([^/]+)\/settings$/.exec(plain);
  if (settings?.[1] !== undefined) return { kind: 'projectSettings', writeKey: decode(settings[1]) };
  if (/^\/analytics\.js\/v1\/[^/]+\/analytics(?:\.min)?\.js$/.test(plain)) return { kind: 'script' };
  const chunk = /^\/analytics-next\/bundles\/([\w.-]+)$/.exec(plain);
  return chunk?.[1] === undefined ? null : { kind: 'chunk', file: chunk[1] };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
