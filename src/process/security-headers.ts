import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Headers of every answer, set before anybody else writes; whoever knows better (GraphiQL, the export's page) overwrites them.
 * Strapi's own policy is switched off in config/middlewares.ts: its lists are merged with ours place by place, so that none can be
 * made shorter.
 */
const everywhere: readonly (readonly [string, string])[] = [
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'no-referrer'],
  [
    'permissions-policy',
    'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()',
  ],
];

/** Answers that are data: nothing in them may run, be framed or load anything. */
export const dataPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/**
 * The panel: its own scripts only, none inline. Styles are inline, as styled-components makes them; pictures may be data (icons) and
 * blobs (previews of uploads).
 */
export const panelPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "frame-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const yearSeconds = 31_536_000;

export type HeaderOptions = {
  /** A proxy stands in front and says in X-Forwarded-Proto how it was asked. */
  readonly behindProxy: boolean;
  /** `strapi develop` injects scripts of its own. */
  readonly inDevelopment: boolean;
};

export function setSecurityHeaders(
  request: IncomingMessage,
  response: ServerResponse,
  of: 'data' | 'panel',
  { behindProxy, inDevelopment }: HeaderOptions,
): void {
  for (const [name, value] of everywhere) response.setHeader(name, value);
  if (of === 'data') response.setHeader('content-security-policy', dataPolicy);
  else if (!inDevelopment) response.setHeader('content-security-policy', panelPolicy);
  if (behindProxy && request.headers['x-forwarded-proto']?.toString().split(',')[0]?.trim() === 'https')
    response.setHeader('strict-transport-security', `max-age=${yearSeconds}; includeSubDomains`);
}
