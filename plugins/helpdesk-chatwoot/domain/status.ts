import { conversationStatuses, type ConversationFact, type ConversationStatus, type Json } from '@rapport/sdk';

/** Chatwoot and the house use the same words; null: one that no version so far has. */
export function statusOf(written: Json | undefined): ConversationStatus | null {
  return conversationStatuses.find((status) => status === written) ?? null;
}

/** @param from null: it began so, or the helpdesk does not say what was before */
export function statusFact(at: number, from: ConversationStatus | null, to: ConversationStatus): ConversationFact {
  return { kind: 'status', key: `status:${at}:${to}`, at, from, to };
}
