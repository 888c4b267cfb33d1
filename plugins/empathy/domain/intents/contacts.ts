import type { ConversationFact } from '@rapport/sdk';
import { type FoundIntent, intentsOf } from './index';

/** Messages of one conversation that are read: the first ones say what it is about. */
const messagesMax = 50;
const intentsPerConversationMax = 5;

/**
 * What a conversation is about: everything that the customer brought up, the most and first said first. Its number is a part of how
 * complex a case is.
 */
export function intentsOfConversation(facts: readonly ConversationFact[], locale?: string): FoundIntent[] {
  const found = new Map<string, { score: number; words: Set<string> }>();
  const written = facts.flatMap((fact) =>
    fact.kind === 'message' && fact.author === 'customer' && fact.text !== null ? [fact.text] : [],
  );
  for (const text of written.slice(0, messagesMax)) {
    for (const { key, score, words } of intentsOf(text, locale)) {
      const known = found.get(key) ?? { score: 0, words: new Set<string>() };
      known.score += score;
      for (const word of words) known.words.add(word);
      found.set(key, known);
    }
  }
  return [...found]
    .map(([key, { score, words }]) => ({ key, score, words: [...words] }))
    .sort((a, b) => b.score - a.score)
    .slice(0, intentsPerConversationMax);
}

/** What kind of case it is, where nobody of the helpdesk says: the intent that is said most, but no feeling. */
export function topicOf(found: readonly FoundIntent[]): string | null {
  return (
    found.find(({ key }) => key !== 'praise' && key !== 'complaint' && key !== 'human')?.key ?? found[0]?.key ?? null
  );
}

/** Numbers of orders, tickets and the like: what a customer writes about again has the same. */
const referencesMax = 10;

/** `48213`, `77-1204`, `RMA-2231`; no years, times, telephone numbers or e-mail addresses. In the order of the text, each once. */
export function referencesIn(text: string): string[] {
  const candidates = text
    .slice(0, 2_000)
    .matchAll(/(?<![\p{Script=Latin}\p{N}@.+(-])#?((?:[A-Z]{1,5}-?)?\d[\d-]{2,18}\d)(?![\p{Script=Latin}\p{N}@-])/gu);
  const found = [...candidates].flatMap(([, reference = '']) => (isReference(reference) ? [reference] : []));
  return [...new Set(found)].slice(0, referencesMax);
}

function isReference(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  if (digits.length < 4 || digits.length > 16) return false;
  if (/^(19|20)\d\d$/.test(text) || /^\d{4}-\d\d-\d\d$/.test(text) || /^\d\d-\d\d-\d{4}$/.test(text)) return false;
  return !/^\d{3}-\d{3}-\d{4}$/.test(text);
}

/** One conversation, as far as it counts for `third contact about one order`. Times are epoch milliseconds. */
export type Contact = {
  readonly conversation: string;
  readonly at: number;
  readonly texts: readonly string[];
  readonly topic: string | null;
};
export type RepeatedContact = {
  readonly about: string;
  readonly kind: 'reference' | 'topic';
  readonly conversations: readonly string[];
};

/**
 * What a customer came back for: the same order number, or the same topic.
 * @param contacts of one customer, within the time that counts
 * @param times how often at least
 * @returns references first, the most repeated first
 */
export function repeatedContacts(contacts: readonly Contact[], times: number): RepeatedContact[] {
  const byReference = new Map<string, string[]>();
  const byTopic = new Map<string, string[]>();
  for (const { conversation, texts, topic } of [...contacts].sort((a, b) => a.at - b.at)) {
    for (const reference of new Set(texts.flatMap(referencesIn))) addTo(byReference, reference, conversation);
    if (topic !== null) addTo(byTopic, topic, conversation);
  }
  const repeated = (kind: RepeatedContact['kind'], groups: ReadonlyMap<string, string[]>): RepeatedContact[] =>
    [...groups]
      .filter(([, conversations]) => conversations.length >= times)
      .map(([about, conversations]) => ({ about, kind, conversations }))
      .sort((a, b) => b.conversations.length - a.conversations.length);
  return [...repeated('reference', byReference), ...repeated('topic', byTopic)];
}

function addTo(groups: Map<string, string[]>, key: string, conversation: string): void {
  const known = groups.get(key) ?? [];
  if (!known.includes(conversation)) known.push(conversation);
  groups.set(key, known);
}
