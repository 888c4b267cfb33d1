import { dayMilliseconds, isJsonObject, type Json, type JsonObject } from '@rapport/sdk';
import { type Consent, type ConsentEntry, consentOf, type Topic } from './consent';

/** Double opt-in: who said yes is asked by a message to that very address, whose link he has to follow. */

/** How long the link of such a message works. */
export const confirmDays = 7;
/** One address is asked about one topic once within so long, however often somebody types it. */
export const askAgainHours = 24;
/** So far apart are such messages to one address, whatever they ask about: it may be somebody else's who typed it. */
export const askApartMinutes = 10;
/** So many an address gets at the most within `askAgainHours`. */
export const askedOfAddressMax = 6;
/** Key of the topic of these messages, and of their text for a medium. */
export const confirmTopic = 'consent-confirmation';
export const confirmTemplate = (medium: string): string =>
  medium === 'email' ? confirmTopic : `${confirmTopic}-${medium}`;

/**
 * When one more such message may go to an address; null: not at all, whoever asks.
 * @param dueAt of those that were planned for the address within `askAgainHours` @param now epoch milliseconds
 */
export function askAt(dueAt: readonly number[], now: number): number | null {
  if (dueAt.length >= askedOfAddressMax) return null;
  return Math.max(now, ...dueAt.map((at) => at + askApartMinutes * 60_000));
}

/** What such a message has with it. */
export const askedContext = (topic: string): JsonObject => ({ confirm: { topic } });

/** Key of the topic about which a message asks; null: it asks nothing. */
export function askedTopic(context: JsonObject): string | null {
  const asked: Json | undefined = context['confirm'];
  const topic = isJsonObject(asked) ? asked['topic'] : null;
  return typeof topic === 'string' ? topic : null;
}

/** Whether the link still works. Times are epoch milliseconds. */
export const isConfirmable = (plannedAt: number, now: number): boolean =>
  now - plannedAt <= confirmDays * dayMilliseconds;

/** Whether what was said just now has to be confirmed, and nothing said before has been. @param log of the address, with the entry */
export function needsConfirmation(
  entry: ConsentEntry,
  log: readonly ConsentEntry[],
  topic: Topic & { readonly isArchived: boolean },
): boolean {
  if (entry.decision !== 'granted' || entry.proof === 'confirmed' || entry.topic !== topic.key) return false;
  if (topic.kind !== 'marketing' || topic.basis !== 'double_opt_in' || topic.isArchived) return false;
  const holds: Consent = consentOf(log, entry.address, { channel: entry.channel, topic });
  // A denial that came later than this grant is the last word.
  const isDenied = log.some(
    ({ address, channel, topic: of, decision, at }) =>
      address === entry.address &&
      channel === entry.channel &&
      (of === null || of === topic.key) &&
      decision === 'denied' &&
      at >= entry.at,
  );
  return holds !== 'granted' && !isDenied;
}
