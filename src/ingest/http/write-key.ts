import type { IncomingHttpHeaders } from 'node:http';
import type { JsonObject } from '@rapport/sdk';

/**
 * A write key stands in one of four places, looked at in this order: the user name of Basic authorization, the header X-Write-Key
 * (before a colon), `writeKey` or `api_key` in the body, `writeKey` in the query (beacons can set no header).
 */
export function keyInHeaders(headers: IncomingHttpHeaders): string | null {
  const basic = /^basic +([A-Za-z0-9+/=_-]+) *$/i.exec(headers.authorization ?? '');
  const user = basic?.[1] === undefined ? '' : beforeColon(Buffer.from(basic[1], 'base64').toString('utf8'));
  if (user !== '') return user;
  const header = headers['x-write-key'];
  const key = beforeColon((Array.isArray(header) ? header[0] : header) ?? '').trim();
  return key === '' ? null : key;
}

export function keyInBody(body: JsonObject): string | null {
  return text(body['writeKey']) ?? text(body['api_key']);
}

export function keyInQuery(query: string): string | null {
  return text(new URLSearchParams(query).get('writeKey'));
}

function beforeColon(value: string): string {
  const colon = value.indexOf(':');
  return colon === -1 ? value : value.slice(0, colon);
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
