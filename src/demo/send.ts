import { BrowserClient } from './browser-client';
import type { DemoCall } from './call';
import { day } from './clock';
import type { Door } from './door';
import type { HelpdeskDesk } from './helpdesk/desk';
import { ServerClient } from './server-client';

/** Everything that a company's systems send with: a browser's SDK, a server's for shop and mailings, and the helpdesk, which tells by itself. */
export type Clients = {
  /** What happened, one visit after the other; resolves when all is acknowledged. */
  readonly sendHistory: (calls: readonly DemoCall[]) => Promise<void>;
  /** What happens now, call by call. */
  readonly sendNow: (calls: readonly DemoCall[]) => Promise<void>;
  readonly close: () => Promise<void>;
};

export function createClients(door: Door, desk: Pick<HelpdeskDesk, 'play' | 'playLive'>): Clients {
  const browser = new BrowserClient(door);
  const servers = (['shop', 'mail'] as const).map((source) => new ServerClient(source, door));
  const ofBrowser = (calls: readonly DemoCall[]): DemoCall[] => calls.filter(({ source }) => source === 'web');
  return {
    async sendHistory(calls) {
      await browser.sendVisits(ofBrowser(calls));
      for (const server of servers) await server.send(calls);
      await desk.play(calls);
    },
    async sendNow(calls) {
      for (const call of ofBrowser(calls)) await browser.sendOne(call);
      for (const server of servers) await server.send(calls);
      await desk.playLive(calls);
    },
    async close() {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}

/** A stretch of time whose calls are sent together; epoch milliseconds, `from` exclusive. */
export type Stretch = { readonly from: number; readonly to: number; readonly calls: readonly DemoCall[] };

/**
 * Calls in their order of time, by days that begin at `from`. What a browser only claims may depend on the order of arrival:
 * sent day by day, and in each day source by source, every run ends with the same customers.
 */
export function byDays(calls: readonly DemoCall[], from: number, to: number): Stretch[] {
  const days: Stretch[] = [];
  let first = 0;
  for (let begin = from; begin < to; begin += day) {
    const end = Math.min(begin + day, to);
    let next = first;
    while (next < calls.length && (calls[next]?.at ?? Infinity) <= end) next++;
    days.push({ from: begin, to: end, calls: calls.slice(first, next) });
    first = next;
  }
  return days;
}
