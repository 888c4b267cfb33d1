import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const sweepMilliseconds = 25;

/**
 * No new connections; requests in flight get their answer, kept connections are closed as soon as they are idle.
 * Returns when all are gone; after `secondsMax` the rest is cut.
 */
export async function drainHttp(server: Server, secondsMax: number): Promise<void> {
  if (!server.listening) return;
  server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
    response.setHeader('connection', 'close');
  });
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const sweep = setInterval(() => server.closeIdleConnections(), sweepMilliseconds);
  const deadline = new AbortController();
  await Promise.race([closed, sleep(secondsMax * 1000, undefined, { signal: deadline.signal }).catch(() => undefined)]);
  deadline.abort();
  clearInterval(sweep);
  server.closeAllConnections();
}
