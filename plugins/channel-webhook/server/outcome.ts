import type { SendOutcome } from '@rapport/sdk';

/** Of the receiver as a whole: it is too busy, being changed, or does not know us. */
const aboutChannel: ReadonlySet<number> = new Set([401, 403, 404, 407, 408, 425, 429, 502, 503, 504]);
/** A receiver does not stop us for longer. */
const retryAfterMillisecondsMax = 24 * 3_600_000;

/**
 * 2xx handed; 429, 5xx and what may be put right at the receiver: retry; all else, 410 and redirects among it, failed: the same message
 * would be refused again.
 * @param now epoch milliseconds
 */
export function outcomeOf(status: number, retryAfter: string | undefined, now: number): SendOutcome {
  if (status >= 200 && status < 300) return { state: 'handed', providerId: null };
  const code = `http_${status}`;
  const isOfChannel = aboutChannel.has(status);
  if (!isOfChannel && status < 500) return { state: 'failed', code, bounce: null };
  const afterMilliseconds = millisecondsOf(retryAfter, now);
  return { state: 'retry', code, about: isOfChannel ? 'channel' : 'message', afterMilliseconds };
}

/** Whole seconds or a date (RFC 9110, 10.2.3). */
function millisecondsOf(retryAfter: string | undefined, now: number): number | null {
  if (retryAfter === undefined) return null;
  const asked = /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) * 1_000 : Date.parse(retryAfter) - now;
  return Number.isNaN(asked) ? null : Math.min(Math.max(asked, 0), retryAfterMillisecondsMax);
}
