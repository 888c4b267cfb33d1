import { Analytics } from '@segment/analytics-node';
import type { DemoCall, DemoSource } from './call';
import type { Door } from './door';

/** The SDK sends after so many events, or milliseconds, whatever comes first. */
const flushAt = 200;
const flushMilliseconds = 20;

/** Segment's Node SDK, for one source. */
export class ServerClient {
  private readonly analytics: Analytics;
  private readonly faulty = new Set<string>();
  private failure: unknown;

  constructor(
    private readonly source: DemoSource,
    { url, writeKeys }: Door,
  ) {
    this.analytics = new Analytics({
      writeKey: writeKeys[source],
      host: url,
      flushAt,
      flushInterval: flushMilliseconds,
    });
    // Not a callback for each call: for calls that have one the SDK holds the answer back for 300 ms.
    this.analytics.on('error', ({ reason, ctx }) => {
      if (this.faulty.has(ctx?.event.messageId ?? '')) return;
      this.failure ??= reason ?? new Error('The events were not accepted.');
    });
  }

  /**
   * Sends those of this source; resolves when all are acknowledged.
   * @throws Error of the SDK: an event was refused, or its retries ended
   */
  async send(calls: readonly DemoCall[]): Promise<void> {
    const own = calls.filter((call) => call.source === this.source);
    if (own.length === 0) return;
    for (const call of own) this.enqueue(call);
    await this.analytics.flush();
    this.faulty.clear();
    if (this.failure !== undefined) {
      throw this.failure instanceof Error ? this.failure : new Error('The events were not accepted.');
    }
  }

  close(): Promise<void> {
    return this.analytics.closeAndFlush();
  }

  private enqueue({ who, at, messageId, context, say, isFaulty }: DemoCall): void {
    if (isFaulty === true) this.faulty.add(messageId);
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
