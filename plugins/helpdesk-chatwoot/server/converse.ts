import {
  type HelpdeskContext,
  type HelpdeskConverse,
  type Identifier,
  type JsonObject,
  type NewConversation,
  RapportError,
  type SendOutcome,
} from '@rapport/sdk';
import { z } from 'zod';
import { numberOf } from '../domain/contact';
import { messageAttribute, signedNote } from '../domain/ours';
import { readPayload } from '../domain/payload';
import {
  type Contactable,
  contactableAnswer,
  contactWith,
  conversationsAnswer,
  foundContacts,
  inboxesAnswer,
  inboxFor,
  isWhatsApp,
} from '../domain/reach';
import { idOf } from './named';

type Settings = { readonly accountId: number };
type Context = HelpdeskContext<Settings>;
type Reached = { readonly contact: number; readonly inbox: Contactable };

const madeContact = z.object({ payload: z.object({ contact: z.object({ id: z.int() }) }) });
const id = z.int().transform(String);
const lastMessage = z.array(z.object({ id }));
const opened = z.object({
  id,
  messages: lastMessage.nullish(),
  custom_attributes: z.record(z.string(), z.json()).nullish(),
});
const written = z.object({ id });

const accountOf = ({ settings }: Context): string => `/api/v1/accounts/${settings.accountId}`;

/**
 * Finds the contact and what reaches him, and begins with the message, in one request: both are there, or none. Chatwoot knows no keys of
 * idempotency; but the conversation carries our id, so that its webhook proves what nobody saw the answer of.
 */
export const converse: HelpdeskConverse<Settings> = {
  async inboxes(context) {
    const { payload } = readPayload(inboxesAnswer, await context.api.get(`${accountOf(context)}/inboxes`));
    return payload.map((one) => ({ id: String(one.id), name: one.name ?? '' }));
  },

  async open(conversation, context, signal) {
    const reached = await reach(conversation, context);
    if ('code' in reached) {
      const { contact, code } = reached;
      const latest = contact === null || conversation.content.kind !== 'note' ? null : await latestOf(contact, context);
      return latest === null
        ? { state: 'failed', code, bounce: null }
        : noteIn(latest, { ...conversation, text: conversation.content.text }, context, signal);
    }
    if (conversation.content.kind === 'message' && isWhatsApp(reached.inbox)) {
      const { content } = conversation;
      const answered = await openWindow(reached, context);
      if (answered !== null) return writeInto(answered, { id: conversation.id, text: content.text }, context, signal);
      if (content.template === null) return { state: 'failed', code: 'template_needed', bounce: null };
    }
    return begin(conversation, reached, context, signal);
  },
};

/** A code: nothing reaches him; a contact who is known may have conversations all the same. */
type Unreached = { readonly code: 'contact_missing' | 'inbox_missing'; readonly contact: number | null };

async function reach(conversation: NewConversation, context: Context): Promise<Reached | Unreached> {
  let known: number | null = null;
  for (const contact of await contactsOf(conversation, context)) {
    const reachable = await contactable(contact, context);
    if (reachable === null) continue;
    known ??= contact;
    const inbox = inboxFor(reachable, conversation.inboxes);
    if (inbox !== null) return { contact, inbox };
  }
  return { code: known === null ? 'contact_missing' : 'inbox_missing', contact: known };
}

/** Those that the identifiers name, in their order; where there are none, one is made. */
async function contactsOf({ identifiers, name }: NewConversation, context: Context): Promise<number[]> {
  const found: number[] = [];
  for (const identifier of identifiers) {
    const contact = numberOf(identifier, context.connection) ?? (await search(identifier, context));
    if (contact !== null && !found.includes(contact)) found.push(contact);
  }
  const address = identifiers.find(isAddress);
  return found.length > 0 || address === undefined ? found : [await make(address, name, context)];
}

const isAddress = ({ kind }: Identifier): boolean => kind === 'email' || kind === 'phone';

async function search(identifier: Identifier, context: Context): Promise<number | null> {
  if (!isAddress(identifier)) return null;
  const answer = await context.api.get(`${accountOf(context)}/contacts/search`, { q: identifier.value });
  return contactWith(readPayload(foundContacts, answer), identifier);
}

/** Where its answer is lost, the contact is found the next time. */
async function make({ kind, value }: Identifier, name: string | null, context: Context): Promise<number> {
  const address: JsonObject = kind === 'email' ? { email: value } : { phone_number: value };
  const answer = await context.api.post(`${accountOf(context)}/contacts`, {
    ...(name === null ? {} : { name }),
    ...address,
  });
  return readPayload(madeContact, answer).payload.contact.id;
}

/** Null: the contact is gone, e.g. merged into another. */
async function contactable(contact: number, context: Context): Promise<readonly Contactable[] | null> {
  try {
    const answer = await context.api.get(`${accountOf(context)}/contacts/${contact}/contactable_inboxes`);
    return readPayload(contactableAnswer, answer).payload;
  } catch (error) {
    if (error instanceof RapportError && error.code === 'helpdesk_missing') return null;
    throw error;
  }
}

async function conversationsOf(contact: number, context: Context) {
  const answer = await context.api.get(`${accountOf(context)}/contacts/${contact}/conversations`);
  return readPayload(conversationsAnswer, answer).payload;
}

/** The conversation in which he wrote within a day, where he may be answered as one likes; null: there is none. */
async function openWindow({ contact, inbox }: Reached, context: Context): Promise<number | null> {
  const all = await conversationsOf(contact, context);
  return all.find((one) => one.inbox_id === inbox.inbox.id && one.can_reply === true)?.id ?? null;
}

async function latestOf(contact: number, context: Context): Promise<number | null> {
  const ids = (await conversationsOf(contact, context)).map((one) => one.id);
  return ids.length === 0 ? null : Math.max(...ids);
}

/** Who came by the site alone is reached by nothing; agents are told where they talked to him, which is open again. */
async function noteIn(
  conversation: number,
  { id: messageId, text, team }: Pick<NewConversation, 'id' | 'team'> & { readonly text: string },
  context: Context,
  signal: AbortSignal,
): Promise<SendOutcome> {
  const at = `${accountOf(context)}/conversations/${conversation}`;
  const body = { content: signedNote(text), message_type: 'outgoing', private: true };
  const submitted = await context.api.submit(`${at}/messages`, body, signal);
  if (submitted.state !== 'done') return submitted;
  await mark(String(conversation), messageId, context);
  await unlessRefused(async () => {
    await context.api.post(`${at}/toggle_status`, { status: 'open' });
    const teamId = team === null ? null : await idOf(team, 'teams', context);
    if (teamId !== null) await context.api.post(`${at}/assignments`, { team_id: teamId });
  });
  const answer = written.safeParse(submitted.answer);
  return { state: 'handed', providerId: answer.success ? answer.data.id : null };
}

async function begin(
  conversation: NewConversation,
  { contact, inbox }: Reached,
  context: Context,
  signal: AbortSignal,
): Promise<SendOutcome> {
  const team = conversation.team === null ? null : await idOf(conversation.team, 'teams', context);
  const submitted = await context.api.submit(
    `${accountOf(context)}/conversations`,
    {
      ...{ inbox_id: inbox.inbox.id, contact_id: contact, source_id: inbox.source_id },
      // Snoozed without an end: until the customer answers.
      status: conversation.state === 'open' ? 'open' : 'snoozed',
      custom_attributes: { [messageAttribute]: conversation.id },
      ...(team === null ? {} : { team_id: team }),
      message: messageOf(conversation, isWhatsApp(inbox)),
    },
    signal,
  );
  if (submitted.state !== 'done') return submitted;
  const answer = opened.safeParse(submitted.answer);
  if (!answer.success) return { state: 'handed', providerId: null };
  const { id: at, messages, custom_attributes: attributes } = answer.data;
  // An inbox that keeps one conversation for each contact has taken that one.
  if (attributes?.[messageAttribute] !== conversation.id) await mark(at, conversation.id, context);
  return { state: 'handed', providerId: messages?.at(-1)?.id ?? null };
}

function messageOf({ content }: NewConversation, needsTemplate: boolean): JsonObject {
  if (content.kind === 'note') return { content: signedNote(content.text), private: true };
  const { text, template } = content;
  if (!needsTemplate || template === null) return { content: text };
  const { name, category, language, parameters } = template;
  return { content: text, template_params: { name, category, language, processed_params: parameters } };
}

async function writeInto(
  conversation: number,
  message: { readonly id: string; readonly text: string },
  context: Context,
  signal: AbortSignal,
): Promise<SendOutcome> {
  const at = `${accountOf(context)}/conversations/${conversation}`;
  const submitted = await context.api.submit(
    `${at}/messages`,
    { content: message.text, message_type: 'outgoing' },
    signal,
  );
  if (submitted.state !== 'done') return submitted;
  await mark(String(conversation), message.id, context);
  const answer = written.safeParse(submitted.answer);
  return { state: 'handed', providerId: answer.success ? answer.data.id : null };
}

/** Where this fails, an answer to the message is not known as one. */
async function mark(conversation: string, messageId: string, context: Context): Promise<void> {
  const at = `${accountOf(context)}/conversations/${conversation}`;
  await unlessRefused(async () => {
    const { custom_attributes: attributes } = readPayload(opened, await context.api.get(at));
    await context.api.post(`${at}/custom_attributes`, {
      custom_attributes: { ...attributes, [messageAttribute]: messageId },
    });
  });
}

/** The message is there already, and stays so whatever becomes of this. */
async function unlessRefused(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof RapportError)) throw error;
  }
}
