import type { IncomingMessage, ServerResponse } from 'node:http';
import { isJsonObject, RapportError, type Json, type JsonObject } from '@rapport/sdk';
import { corsHeaders } from './answer';

/** One transparent point: the smallest GIF that everything shows. */
const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** Deeper names are no event's. The server bounds the length of an address. */
const pathPartsMax = 32;

/**
 * The event in the address of an image, for mails and pages where nothing but images is loaded. Segment's `data` is its JSON, mostly
 * in base64; else each parameter is a field, its name the path: `properties.subject=Hello` (so do RudderStack's).
 * @throws RapportError invalid_json, invalid_body
 */
export function readPixel(query: string): JsonObject {
  const parameters = new URLSearchParams(query);
  const data = parameters.get('data');
  if (data === null) return objectOf([...parameters]);
  const event = parsed(data);
  if (!isJsonObject(event)) throw new RapportError('invalid_body');
  return event;
}

function parsed(data: string): unknown {
  // A plus that nobody escaped is a space by now.
  const text = data.trimStart().startsWith('{')
    ? data
    : Buffer.from(data.replaceAll(' ', '+'), 'base64').toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    throw new RapportError('invalid_json');
  }
}

type Branch = Map<string, string | Branch>;

/** A name that is a text and a path at once is what was said last. */
function objectOf(fields: readonly (readonly [path: string, value: string])[]): JsonObject {
  const root: Branch = new Map();
  for (const [path, value] of fields) {
    const parts = path.split('.');
    const last = parts.pop();
    if (last === undefined || parts.length >= pathPartsMax) throw new RapportError('invalid_body');
    let branch = root;
    for (const part of parts) {
      const found = branch.get(part);
      const next: Branch = found instanceof Map ? found : new Map<string, string | Branch>();
      branch.set(part, next);
      branch = next;
    }
    branch.set(last, value);
  }
  return plain(root);
}

function plain(branch: Branch): JsonObject {
  return Object.fromEntries(
    [...branch].map(([key, value]): [string, Json] => [key, value instanceof Map ? plain(value) : value]),
  );
}

/** The image comes in any case; the status tells what became of the event. Nobody may keep it: each view is one. */
export function sendPixel(request: IncomingMessage, response: ServerResponse, status: number): void {
  response.writeHead(status, {
    'content-type': 'image/gif',
    'content-length': gif.length,
    'cache-control': 'no-store',
    ...corsHeaders(request),
  });
  response.end(gif);
}
