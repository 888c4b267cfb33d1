import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const sweepMilliseconds = 25;

export type DrainTimes = {
  /** Requests are taken at least so long: until those who send here have noticed that /readyz says no. */
  readonly delaySeconds: number;
  /** After the delay: the longest wait for requests in flight. */
  readonly secondsMax: number;
};

/**
 * The end of an HTTP server, in three states:
 * - open: it counts what is in flight;
 * - leaving: all is still answered, the health addresses too, while the delay lasts and what was in flight at its beginning
 *   is not done. Each answer says `Connection: close`, so that a kept connection comes to its end between two requests and
 *   its client opens the next one elsewhere: to close it from here could meet a request on its way;
 * - closing: no new connections; what is in flight gets its answer, idle connections are closed. After `secondsMax` the rest
 *   is cut.
 */
export class HttpDrain {
  private readonly inFlight = new Set<ServerResponse>();
  private isLeaving = false;

  constructor(private readonly server: Server) {
    server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
      this.inFlight.add(response);
      response.once('close', () => this.inFlight.delete(response));
      if (this.isLeaving) response.setHeader('connection', 'close');
    });
  }

  /** Returns when all connections are gone. */
  async run({ delaySeconds, secondsMax }: DrainTimes): Promise<void> {
    if (!this.server.listening) return;
    this.isLeaving = true;
    const late = new AbortController();
    const { signal } = late;
    const deadline = sleep((delaySeconds + secondsMax) * 1000, undefined, { signal }).catch(() => undefined);
    const answered = [...this.inFlight].map((response) => {
      if (!response.headersSent) response.setHeader('connection', 'close');
      return once(response, 'close');
    });
    await Promise.race([deadline, Promise.all([sleep(delaySeconds * 1000), ...answered])]);
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    const sweep = setInterval(() => this.server.closeIdleConnections(), sweepMilliseconds);
    await Promise.race([deadline, closed]);
    late.abort();
    clearInterval(sweep);
    this.server.closeAllConnections();
  }
}
