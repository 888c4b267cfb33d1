import { createHmac } from 'node:crypto';

/** A message of a webhook: the same `id` for each attempt. */
export type WebhookMessage = {
  readonly id: string;
  /** Of this attempt, in epoch milliseconds. */
  readonly at: number;
  readonly body: string;
};

/**
 * What proves to a receiver who sent it, and that it is not an old one: https://www.standardwebhooks.com, for which there are libraries
 * in many languages.
 * @param secret `whsec_` and base64
 */
export function webhookHeaders(secret: string, { id, at, body }: WebhookMessage): Readonly<Record<string, string>> {
  const seconds = Math.floor(at / 1_000);
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': `v1,${signature}`,
  };
}
