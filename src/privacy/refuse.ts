import type { ServerResponse } from 'node:http';
import type { RapportError } from '@rapport/sdk';

/** `{ code, message }`, with its status. */
export function refuse(response: ServerResponse, error: RapportError): void {
  response.writeHead(error.status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify({ code: error.code, message: error.message }));
}
