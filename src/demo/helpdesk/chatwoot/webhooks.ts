import { createHmac, randomUUID } from 'node:crypto';
import type { ChatwootAccount, Told } from './chatwoot';

/** What becomes of what is told: Chatwoot tries once, so what is dropped is gone. */
export type Fate = (told: readonly Told[]) => readonly Told[];
export const asItCame: Fate = (told) => told;

const timeoutMilliseconds = 5_000;

/**
 * Sends what waits to each webhook that subscribed to it: signed, one attempt, whatever is answered.
 * @returns the statuses that were answered; 0: nobody did
 */
export async function deliver(account: ChatwootAccount, fate: Fate = asItCame): Promise<number[]> {
  const told = fate(account.told.splice(0));
  const answered: number[] = [];
  for (const { event, payload } of told) {
    for (const webhook of account.webhooks.values()) {
      if (!webhook.subscriptions.includes(event)) continue;
      answered.push(await post(webhook.url, webhook.secret, JSON.stringify(payload), account.now()));
    }
  }
  return answered;
}

async function post(url: string, secret: string, body: string, now: number): Promise<number> {
  const timestamp = String(Math.floor(now / 1_000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  const headers = {
    ...{ 'content-type': 'application/json', 'x-chatwoot-delivery': randomUUID() },
    ...{ 'x-chatwoot-timestamp': timestamp, 'x-chatwoot-signature': `sha256=${signature}` },
  };
  try {
    const signal = AbortSignal.timeout(timeoutMilliseconds);
    return (await fetch(url, { method: 'POST', body, headers, signal })).status;
  } catch {
    return 0;
  }
}
