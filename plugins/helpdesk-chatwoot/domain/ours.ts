import {
  type HelpdeskStanding,
  type HelpdeskTarget,
  isJsonObject,
  type Json,
  type JsonObject,
  writtenPrefix,
} from '@rapport/sdk';
import { eventOf } from './event';
import type { ConversationPayload, ContactPayload, MessagePayload } from './payload';
import { changesPayload, contactDelivery, conversationPayload } from './payload';

/** Of a conversation that we began, or wrote into: the id of our message. */
export const messageAttribute = `${writtenPrefix}message`;

/** Chatwoot keeps nothing of a message that would tell it apart but its text. */
const noteMark = '(cdp_note)';

export function signedNote(text: string): string {
  return `${text}\n\n— Rapport ${noteMark}`;
}

export function isOurNote({ content, private: isPrivate }: Pick<MessagePayload, 'content' | 'private'>): boolean {
  return isPrivate === true && content?.trimEnd().endsWith(noteMark) === true;
}

/** Those of ours. */
export function standingOf({
  custom_attributes: attributes,
  labels,
}: Pick<ContactPayload, 'custom_attributes'> & Partial<Pick<ConversationPayload, 'labels'>>): HelpdeskStanding {
  return { attributes: ofOurs(attributes), labels: (labels ?? []).filter((label) => label.startsWith(writtenPrefix)) };
}

function ofOurs(attributes: JsonObject | null): JsonObject {
  return Object.fromEntries(
    Object.entries(attributes ?? {}).filter(([key]) => key.startsWith(writtenPrefix) && key !== messageAttribute),
  );
}

/** What of ours a webhook says to have changed, as it is now. */
export function shownIn(body: Json): (Partial<HelpdeskStanding> & { readonly target: HelpdeskTarget })[] {
  const name = eventOf(body)?.name;
  const changes = isJsonObject(body) ? changesPayload.safeParse(body['changed_attributes']) : null;
  const changed = changes?.success === true ? changes.data : null;
  if (name === 'contact_updated' && changed?.has('custom_attributes') === true) {
    const contact = contactDelivery.safeParse(body);
    if (!contact.success) return [];
    const { attributes } = standingOf(contact.data);
    return [{ target: { kind: 'contact', id: contact.data.id }, attributes }];
  }
  if (name !== 'conversation_updated' || changed === null) return [];
  const conversation = conversationPayload.safeParse(body);
  if (!conversation.success) return [];
  const { attributes, labels } = standingOf(conversation.data);
  const shown = {
    ...(changed.has('custom_attributes') ? { attributes } : {}),
    ...(changed.has('label_list') ? { labels } : {}),
  };
  return Object.keys(shown).length === 0
    ? []
    : [{ target: { kind: 'conversation', id: conversation.data.id }, ...shown }];
}
