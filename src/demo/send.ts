import { Analytics } from '@segment/analytics-node';
import { demoSources, type DemoCall, type DemoSource } from './call';
import { day } from './diary';

export type SendOptions = {
  /** Of Rapport, e.g. http://127.0.0.1:1337 */
  readonly url: string;
  readonly writeKeys: Readonly<Record<DemoSource, string>>;
  /** Epoch milliseconds: where the company's first day begins. */
  readonly from: number;
  /** Called after each of the company's days with the events sent so far. */
  readonly onDay: (events: number, dayNumber: number) => void;
  /** Checked after each day. */
  readonly isStopped: () => boolean;
};

/** The SDK sends after so many events, or milliseconds, whatever comes first. */
const flushAt = 200;
const flushMilliseconds = 20;

/**
 * Sends all calls through Segment's own SDK, one client for each source. Day by day and source by source: what a browser only
 * claims may depend on the order of arrival, and every run shall end with the same customers.
 * @returns events that were acknowledged: all of them, unless it was stopped
 * @throws Error of the SDK: an event was refused, or its retries ended
 */
export async function sendCompany(calls: readonly DemoCall[], options: SendOptions): Promise<number> {
  const clients = demoSources.map(({ key }) => new Client(key, options));
  let sent = 0;
  try {
    for (let from = 0; from < calls.length && !options.isStopped();) {
      const dayNumber = Math.floor(((calls[from]?.at ?? 0) - options.from) / day) + 1;
      const next = calls.findIndex((call, index) => index > from && call.at >= options.from + dayNumber * day);
      const today = calls.slice(from, next === -1 ? calls.length : next);
      for (const client of clients) await client.send(today);
      from += today.length;
      sent += today.length;
      options.onDay(sent, dayNumber);
    }
  } finally {
    await Promise.all(clients.map((client) => client.close()));
  }
  return sent;
}

class Client {
  private readonly analytics: Analytics;
  private failure: unknown;

  constructor(
    private readonly source: DemoSource,
    { url, writeKeys }: SendOptions,
  ) {
    this.analytics = new Analytics({
      writeKey: writeKeys[source],
      host: url,
      flushAt,
      flushInterval: flushMilliseconds,
    });
    // Not a callback for each call: for calls that have one the SDK holds the answer back for 300 ms.
    this.analytics.on('error', ({ reason }) => {
      this.failure ??= reason ?? new Error('The events were not accepted.');
    });
  }

  /** Resolves when all calls of this source are acknowledged. */
  async send(calls: readonly DemoCall[]): Promise<void> {
    const own = calls.filter((call) => call.source === this.source);
    if (own.length === 0) return;
    for (const call of own) this.enqueue(call);
    await this.analytics.flush();
    if (this.failure !== undefined) {
      throw this.failure instanceof Error ? this.failure : new Error('The events were not accepted.');
    }
  }

  close(): Promise<void> {
    return this.analytics.closeAndFlush();
  }

  private enqueue({ who, at, messageId, context, say }: DemoCall): void {
    const common = { messageId, timestamp: new Date(at), context };
    switch (say.type) {
      case 'identify':
        return this.analytics.identify({ ...who, ...common, traits: say.traits });
      case 'track':
        return this.analytics.track({ ...who, ...common, event: say.event, properties: say.properties });
      case 'page':
        return this.analytics.page({ ...who, ...common, name: say.name, properties: say.properties });
      case 'group':
        return this.analytics.group({ ...who, ...common, groupId: say.groupId, traits: say.traits });
      case 'alias':
        return this.analytics.alias({ ...common, previousId: say.previousId, userId: say.userId });
    }
  }
}
