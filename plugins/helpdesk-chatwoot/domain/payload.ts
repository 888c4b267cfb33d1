import { isJsonObject, RapportError } from '@rapport/sdk';
import { z } from 'zod';
import { moment } from './moment';

/**
 * What the payloads of 2021 to 4.15 have in common. What identifies an object must be there and well-formed; everything else is
 * null where it is missing, null or of another type, because versions add, drop and rename fields, and nothing that we can do
 * without makes a delivery unreadable.
 */
function optional<Schema extends z.ZodType>(schema: Schema) {
  return schema
    .nullish()
    .catch(null)
    .transform((value) => value ?? null);
}

/** Trimmed; null where nothing is left. Some fields are numbers in some versions. */
const text = optional(z.union([z.string(), z.number()])).transform((value) => {
  const trimmed = value === null ? '' : String(value).trim();
  return trimmed === '' ? null : trimmed;
});

const id = z.union([z.int().nonnegative(), z.string().regex(/^\d{1,15}$/)]).transform(String);
const record = z.record(z.string(), z.json());

const party = z.object({ id, name: text, type: text });
export type PartyPayload = z.infer<typeof party>;

export const contactPayload = z.object({
  id,
  name: text,
  email: text,
  phone_number: text,
  identifier: text,
  avatar: text,
  thumbnail: text,
  additional_attributes: optional(record),
  custom_attributes: optional(record),
  created_at: optional(moment),
  updated_at: optional(moment),
  last_activity_at: optional(moment),
});
export type ContactPayload = z.infer<typeof contactPayload>;

/** `message_type` and the sender's type are words in webhooks, and a number and a class name inside `messages[]` and the API. */
export const messagePayload = z.object({
  id,
  content: optional(z.string()),
  content_type: text,
  content_attributes: optional(record),
  created_at: moment,
  updated_at: optional(moment),
  message_type: z.union([z.string(), z.number()]),
  private: optional(z.boolean()),
  status: text,
  sender: optional(party),
  sender_type: text,
  sender_id: optional(id),
  attachments: optional(z.array(z.unknown())),
  conversation: optional(z.object({ contact_inbox: optional(z.object({ source_id: text })) })),
});
export type MessagePayload = z.infer<typeof messagePayload>;

/** Rails' own way to write a change is a pair. */
const pair = z.tuple([z.json(), z.json()]).transform(([from, to]) => ({ previous_value: from, current_value: to }));
const change = z.union([z.object({ previous_value: z.json().optional(), current_value: z.json().optional() }), pair]);
const changes = z.record(z.string(), change);

/**
 * `[{ "status": { "previous_value": "open", "current_value": "resolved" } }]`: a list of objects, mostly with one key each; some
 * versions and bridges write one object, or pairs: `{ "status": ["open", "resolved"] }`.
 */
export const changesPayload = z
  .union([z.array(changes), changes])
  .nullish()
  .transform((told) =>
    told === null || told === undefined
      ? null
      : new Map(
          [told]
            .flat()
            .flatMap((entry) => Object.entries(entry))
            .map(([key, { previous_value: from, current_value: to }]) => [key, { from: from ?? null, to: to ?? null }]),
        ),
  );
/** What changed, by attribute; null: the delivery does not say. */
export type Changes = z.infer<typeof changesPayload>;

/** Versions of 2020, and Chatwoot's manual, call a conversation's number `display_id`. */
function numbered<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess(
    (raw) => (isJsonObject(raw) && raw['id'] === undefined ? { ...raw, id: raw['display_id'] } : raw),
    schema,
  );
}

const conversationFields = z.object({
  id,
  status: text,
  channel: text,
  created_at: optional(moment),
  updated_at: optional(moment),
  timestamp: optional(moment),
  last_activity_at: optional(moment),
  labels: optional(z.array(z.string())),
  additional_attributes: optional(record),
  custom_attributes: optional(record),
  contact_inbox: optional(
    z.object({ contact_id: optional(id), source_id: text, hmac_verified: optional(z.boolean()) }),
  ),
  meta: optional(
    z.object({
      sender: optional(contactPayload),
      assignee: optional(party),
      assignee_type: text,
      team: optional(party),
      channel: text,
      hmac_verified: optional(z.boolean()),
    }),
  ),
  messages: optional(z.array(optional(messagePayload))).transform((all) =>
    (all ?? []).filter((message) => message !== null),
  ),
  changed_attributes: changesPayload,
});
export const conversationPayload = numbered(conversationFields);
export type ConversationPayload = z.infer<typeof conversationPayload>;

/** What every delivery may have. `delivered_at` is ours: the time that the signature vouches for. */
export const deliveryPayload = z.object({
  event: z.string(),
  account: optional(z.object({ id })),
  delivered_at: optional(moment),
});

export const messageDelivery = messagePayload.extend({ conversation: conversationPayload });
/** Whose a message is, beside its conversation: a customer wrote it, or it names him (2020 and the manual). */
export const ownedDelivery = z.union([
  z
    .object({ message_type: z.union([z.literal('incoming'), z.literal(0)]), sender: contactPayload })
    .transform(({ sender }) => sender),
  z.object({ contact: contactPayload }).transform(({ contact }) => contact),
]);
export const contactDelivery = contactPayload.extend({ changed_attributes: changesPayload });
export const widgetDelivery = z.object({
  contact: contactPayload,
  source_id: text,
  current_conversation: optional(conversationPayload),
});

/** @throws RapportError invalid_body, with the path of the first fault and without what stands there */
export function readPayload<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw invalidAt(result.error.issues[0]?.path.join('.') ?? '');
}

export function invalidAt(path: string): RapportError {
  return new RapportError('invalid_body', `At: ${path === '' ? 'the top' : path}.`);
}

/** Answers of the API: a contact stands in `payload`, a conversation at the top, messages in a list. */
export const contactAnswer = z.object({ payload: contactPayload });
export const messagesAnswer = z.object({ payload: z.array(optional(messagePayload)) });

/** All that an unproven delivery is asked for: what to look up. */
export const namedConversation = numbered(z.object({ id, changed_attributes: changesPayload }));
export const namedMessage = z.object({ id, conversation: numbered(z.object({ id })) });
export const namedContact = z.object({ id });
export const namedInWidget = z.object({ contact: z.object({ id }) });
