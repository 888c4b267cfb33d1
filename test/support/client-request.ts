import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { isJsonObject, type JsonObject } from '@rapport/sdk';
import type { IncomingEvent } from '@rapport/sdk';

/** When the door of these tests gets everything; the clients' clocks are right. */
export const receivedAt = Date.parse('2026-11-22T00:20:00.000Z');

/** A request as a client of that name writes it, and what must be understood of it. */
export type ClientRequest = {
  readonly client: string;
  readonly path: string;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string | Uint8Array;
  /** Without a Content-Length, in pieces. */
  readonly chunked?: boolean;
  /** One line for each event: type, name, identifiers, time. */
  readonly understood: readonly string[];
};

export type ClientAnswer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: JsonObject;
};

export function sendAsClient(url: string, call: ClientRequest): Promise<ClientAnswer> {
  const length = call.chunked === true ? {} : { 'content-length': Buffer.byteLength(call.body) };
  return new Promise((resolve, reject) => {
    const sending = request(`${url}${call.path}`, { method: 'POST', headers: { ...length, ...call.headers } });
    sending.once('error', reject);
    sending.once('response', (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.once('end', () => {
        const body: unknown = JSON.parse(Buffer.concat(pieces).toString());
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: isJsonObject(body) ? body : {} });
      });
    });
    const bytes = Buffer.from(call.body);
    const send = () => {
      sending.write(bytes.subarray(0, 20));
      sending.end(bytes.subarray(20));
    };
    // curl, PHP and .NET wait for "100 Continue" before they send a longer body.
    if (call.headers['expect'] === undefined) send();
    else {
      sending.once('continue', send);
      sending.flushHeaders();
    }
  });
}

export function inOneLine(event: IncomingEvent): string {
  const ids = event.identifiers.map(({ kind, value }) => `${kind}=${value}`);
  if (event.previousId !== null) ids.push(`previous=${event.previousId}`);
  if (event.group !== null) ids.push(`group=${event.group.externalId}`);
  const name = event.name === '' ? [] : [`"${event.name}"`];
  return [event.type, ...name, ...ids, `at ${new Date(event.occurredAt).toISOString()}`].join(' ');
}
