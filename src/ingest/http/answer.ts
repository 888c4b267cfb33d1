import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { RapportError } from '@rapport/sdk';

/**
 * Any page may send: the door knows no cookies, only write keys. The origin is named (not `*`), since some SDKs send with
 * credentials; Retry-After is exposed, or a browser's SDK could not read it.
 */
export function corsHeaders(request: IncomingMessage): OutgoingHttpHeaders {
  const { origin } = request.headers;
  if (origin === undefined) return { 'access-control-allow-origin': '*' };
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': 'Retry-After',
    vary: 'Origin',
  };
}

const usualHeaders = 'authorization, content-type, content-encoding, x-write-key, x-retry-count, anonymousid';

/** A preflight: whatever headers the SDK wants to send are welcome. */
export function sendPreflight(request: IncomingMessage, response: ServerResponse): void {
  const asked = request.headers['access-control-request-headers'];
  response.writeHead(204, {
    ...corsHeaders(request),
    'access-control-allow-methods': 'GET, POST, OPTIONS',
    'access-control-allow-headers': asked !== undefined && /^[\w\-, ]{1,1000}$/.test(asked) ? asked : usualHeaders,
    'access-control-max-age': '86400',
  });
  response.end();
}

export function sendJson(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: OutgoingHttpHeaders = {},
): void {
  const text = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': text.length,
    'cache-control': 'no-store',
    ...corsHeaders(request),
    ...headers,
  });
  response.end(request.method === 'HEAD' ? undefined : text);
}

/** `{ success: false, code, message }`, with an integer Retry-After where waiting helps. */
export function sendError(
  request: IncomingMessage,
  response: ServerResponse,
  error: RapportError,
  headers: OutgoingHttpHeaders = {},
): void {
  const waits = error.status === 429 || error.status === 503;
  const retryAfter = waits ? { 'retry-after': String(Math.max(1, Math.ceil(error.retryAfterSeconds ?? 1))) } : {};
  const body = { success: false, code: error.code, message: error.message };
  sendJson(request, response, error.status, body, { ...retryAfter, ...headers });
}
