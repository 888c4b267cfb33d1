import { createHmac, timingSafeEqual } from 'node:crypto';
import { limits, RapportError, type HelpdeskRequest } from '@rapport/sdk';

/**
 * `X-Chatwoot-Signature: sha256=` + hex HMAC-SHA256(secret, `<X-Chatwoot-Timestamp>.<raw body>`), since 4.12. Older versions,
 * macros and automation rules do not sign.
 * @returns the signed time in epoch milliseconds; null: nothing is signed
 * @throws RapportError webhook_signature_invalid
 */
export function signedAt({ headers, body, receivedAt }: HelpdeskRequest, secret: string): number | null {
  const signature = headers['x-chatwoot-signature'];
  const timestamp = headers['x-chatwoot-timestamp'];
  if (signature === undefined && timestamp === undefined) return null;
  if (typeof signature !== 'string' || typeof timestamp !== 'string') throw refused();
  if (!/^\d{1,12}$/.test(timestamp) || !/^sha256=[0-9a-f]{64}$/i.test(signature)) throw refused();
  const at = Number(timestamp) * 1_000;
  // Who has listened cannot send it again later.
  if (Math.abs(receivedAt - at) > limits.helpdeskSignatureSeconds * 1_000) throw refused();
  const expected = createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest();
  const given = Buffer.from(signature.slice('sha256='.length), 'hex');
  if (!timingSafeEqual(expected, given)) throw refused();
  return at;
}

/** One answer for all: it tells nobody what was wrong. */
function refused(): RapportError {
  return new RapportError('webhook_signature_invalid');
}
