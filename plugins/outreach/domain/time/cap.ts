import { dayMilliseconds, fault, limits, parseDuration } from '@rapport/sdk';
import { z } from 'zod';

/** At most so many messages of a window that moves with the clock: by one channel, or without it by all together. */
export const cap = z.strictObject({
  channel: z.string().min(1).max(40).optional(),
  count: z.int().min(1).max(limits.capCountMax),
  within: z.string().refine((text) => windowOf(text) !== null, fault('duration_between', { min: '1h', max: '90d' })),
});
export type Cap = z.infer<typeof cap>;

/** Milliseconds; null where it is no length between an hour and 90 days. */
export function windowOf(text: string): number | null {
  const length = parseDuration(text);
  if (length === null || 'months' in length) return null;
  const { milliseconds } = length;
  return milliseconds >= dayMilliseconds / 24 && milliseconds <= 90 * dayMilliseconds ? milliseconds : null;
}

/** Of a message that counts: by which channel, and when it was handed over or claimed for that; epoch milliseconds. */
export type Counted = { readonly channel: string; readonly at: number };

/** When the first message of a channel may go, as far as this cap is concerned; null: now. One that is as old as the window is out of it. */
export function capFreesAt(
  { channel, count, within }: Cap,
  sent: readonly Counted[],
  of: string,
  now: number,
): number | null {
  if (channel !== undefined && channel !== of) return null;
  const milliseconds = windowOf(within) ?? 0;
  const inside = sent
    .filter((one) => (channel === undefined || one.channel === channel) && one.at > now - milliseconds)
    .map((one) => one.at)
    .sort((a, b) => b - a);
  const last = inside[count - 1];
  return last === undefined ? null : last + milliseconds;
}
