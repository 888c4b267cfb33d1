import type { JsonObject } from '@rapport/sdk';
import type { DemoCall } from './call';
import { bodyOf, post, type Door } from './door';

/** Visits that are under way at the same time. */
const visitsAtOnce = 6;
/** Of Segment's browser SDK whose requests these are. */
const library = { name: 'analytics.js', version: 'next-1.84.3' };
const integrations = { 'Segment.io': true };
const _metadata = { bundled: ['Segment.io'], unbundled: [], bundledIds: [] };
const paths = { identify: 'i', track: 't', page: 'p', group: 'g', alias: 'a' } as const;

/**
 * The requests of Segment's browser SDK, as browsers send them: JSON labelled as text, the key in header and body, the page and the
 * browser in each call's context. Test: the same fields as the real SDK in chromium.
 */
export class BrowserClient {
  constructor(private readonly door: Door) {}

  /** With the SDK's delivery strategy `batching`: each visitor's calls in one request. Resolves when all are acknowledged. */
  async sendVisits(calls: readonly DemoCall[]): Promise<void> {
    const visitors = new Map<string, DemoCall[]>();
    for (const call of calls) {
      const { anonymousId = '' } = call.who;
      const known = visitors.get(anonymousId);
      if (known === undefined) visitors.set(anonymousId, [call]);
      else known.push(call);
    }
    const waiting = [...visitors.values()];
    const worker = async (): Promise<void> => {
      for (let visit = waiting.shift(); visit !== undefined; visit = waiting.shift()) await this.sendBatch(visit);
    };
    await Promise.all(Array.from({ length: visitsAtOnce }, worker));
  }

  /** With the strategy `standard`: each call in a request of its own. */
  async sendOne(call: DemoCall): Promise<void> {
    const body = { ...this.callOf(call), sentAt: new Date().toISOString() };
    await post(this.door, `/v1/${paths[call.say.type]}`, body, [call]);
  }

  private sendBatch(calls: readonly DemoCall[]): Promise<void> {
    const batch = calls.map((call) => this.callOf(call));
    const body = { writeKey: this.door.writeKeys.web, batch, sentAt: new Date().toISOString() };
    return post(this.door, '/v1/b', body, calls);
  }

  private callOf(call: DemoCall): JsonObject {
    const { web: writeKey } = this.door.writeKeys;
    return { ...bodyOf({ ...call, context: { ...call.context, library } }), writeKey, integrations, _metadata };
  }
}
