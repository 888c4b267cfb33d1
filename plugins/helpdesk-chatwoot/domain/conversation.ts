import { factOf, type ConversationFact, type HelpdeskContact, type HelpdeskReport } from '@rapport/sdk';
import { z } from 'zod';
import { changedAt, changeFacts, isCreation } from './changes';
import { channelOf, sourceIdOf } from './channel';
import { contactOf, namelessContact, type Evidence } from './contact';
import { messageFacts } from './message';
import { latestOf, secondOf } from './moment';
import { messageAttribute } from './ours';
import { invalidAt, type ContactPayload, type ConversationPayload, type MessagePayload } from './payload';
import { statusOf } from './status';
import { lineCharsMax, plainText } from './text';

/** How a delivery is read: whose it is, and when it came where nothing in it tells a time. */
export type Reading = { readonly connection: string; readonly deliveredAt: number };

/** The report of a conversation. Without a fact it is of the contact alone: a conversation is what its facts add up to. */
export function reportOf(
  conversation: ConversationPayload,
  contact: HelpdeskContact,
  facts: readonly ConversationFact[],
): HelpdeskReport {
  const once = [...new Map(facts.map((fact) => [fact.key, fact])).values()];
  const ours = z.uuid().safeParse(conversation.custom_attributes?.[messageAttribute]);
  return {
    ...{ contact, conversation: once.length === 0 ? null : conversation.id, facts: once },
    ...(ours.success ? { messageId: ours.data } : {}),
  };
}

/** What every payload with a conversation proves: that it was opened, and its last message. */
export function carriedFacts(conversation: ConversationPayload): ConversationFact[] {
  return [...openedFacts(conversation), ...conversation.messages.flatMap(messageFacts)];
}

/** Versions before 2022 do not say when; then nothing is told, and the first other fact stands for it. */
function openedFacts(conversation: ConversationPayload): ConversationFact[] {
  if (conversation.created_at === null) return [];
  const subject = conversation.additional_attributes?.['mail_subject'];
  return [
    {
      kind: 'opened',
      key: 'opened',
      at: secondOf(conversation.created_at),
      channel: channelOf(conversation),
      subject: typeof subject === 'string' ? plainText(subject, lineCharsMax) : null,
    },
  ];
}

/** How it began, where it did not begin open: a bot has it, or the contact is blocked. */
export function initialStatus(conversation: ConversationPayload): ConversationFact[] {
  const { changed_attributes: changes, created_at: createdAt } = conversation;
  // What the echo of the creation does not name has its default, whatever became of it since.
  const status = statusOf(changes === null ? conversation.status : (changes.get('status')?.to ?? 'open'));
  return createdAt === null || status === null || status === 'open'
    ? []
    : [factOf.status(secondOf(createdAt), null, status)];
}

/** None: noise, or a delivery that does not say what changed. @throws RapportError invalid_body where no time is told at all */
export function factsOfChange(conversation: ConversationPayload): ConversationFact[] {
  const { changed_attributes: changes } = conversation;
  if (changes === null) return [];
  if (isCreation(changes)) return initialStatus(conversation);
  return changeFacts(conversation, changes, timeOf(conversation));
}

/** @throws RapportError invalid_body */
export function timeOf(conversation: ConversationPayload): number {
  const at = changedAt(conversation);
  if (at === null) throw invalidAt('updated_at');
  return at;
}

/**
 * @param owner whom the message itself names; he stands for the conversation's contact where that is not told
 * @throws RapportError invalid_body where no contact is told at all
 */
export function contactIn(
  conversation: ConversationPayload,
  { connection, deliveredAt }: Reading,
  message?: MessagePayload,
  owner?: ContactPayload,
): HelpdeskContact {
  const at = lastMoment(conversation, message) ?? deliveredAt;
  const sender = conversation.meta?.sender ?? null;
  if (sender !== null) return contactOf(sender, connection, evidenceIn(conversation), at);
  const id = conversation.contact_inbox?.contact_id ?? owner?.id ?? null;
  if (id === null) throw invalidAt('meta.sender');
  if (owner?.id === id) return contactOf(owner, connection, evidenceIn(conversation), at);
  return namelessContact(id, connection, at);
}

export function evidenceIn(conversation: ConversationPayload): Evidence {
  const { meta, contact_inbox: inbox } = conversation;
  return {
    channel: channelOf(conversation),
    sourceId: sourceIdOf(conversation),
    isHmacVerified: inbox?.hmac_verified === true || meta?.hmac_verified === true,
  };
}

/** The payload describes the contact as he was then, or later: payloads are written when they are sent. */
function lastMoment(conversation: ConversationPayload, message?: MessagePayload): number | null {
  const messages = message === undefined ? conversation.messages : [...conversation.messages, message];
  const { created_at, updated_at, timestamp, last_activity_at } = conversation;
  return latestOf([
    created_at,
    updated_at,
    timestamp,
    last_activity_at,
    ...messages.flatMap((each) => [each.created_at, each.updated_at]),
  ]);
}
