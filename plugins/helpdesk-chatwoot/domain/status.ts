import { conversationStatuses, type ConversationStatus, type Json } from '@rapport/sdk';

/** Chatwoot and the house use the same words; null: one that no version so far has. */
export function statusOf(written: Json | undefined): ConversationStatus | null {
  return conversationStatuses.find((status) => status === written) ?? null;
}
