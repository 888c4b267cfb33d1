import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Core, errorTable, RapportError, readBody } from '@rapport/sdk';
import { panelLimits } from './limits';

/** @throws RapportError body_too_large, invalid_json, bad_input where it is not said to be JSON: a form of any page could send it */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
    throw new RapportError('bad_input', 'Send JSON.');
  const body = await readBody(request, panelLimits.bodyBytesMax);
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new RapportError('invalid_json');
  }
}

export function sendJson(response: ServerResponse, body: object, headers: Readonly<Record<string, string>> = {}): void {
  if (response.destroyed) return;
  const text = Buffer.from(JSON.stringify(body));
  response.writeHead(200, {
    ...{
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'content-length': text.length,
    },
    ...headers,
  });
  response.end(text);
}

/** Unknown errors are logged by name: their texts may hold values. */
export function sendError(core: Core, response: ServerResponse, error: unknown): void {
  const coded = error instanceof RapportError ? error : new RapportError('internal_error');
  if (coded !== error)
    core.log.error({ error: error instanceof Error ? error.name : typeof error }, 'panel: a request failed');
  if (response.headersSent || response.destroyed) return;
  const { code, message, status } = coded;
  const headers: Record<string, string> = {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  };
  if (status === 503 || status === 429) headers['retry-after'] = '5';
  if (status === 413) headers['connection'] = 'close';
  response.writeHead(status, headers);
  response.end(JSON.stringify({ error: { code, message, retryable: errorTable[code].retryable } }));
}
