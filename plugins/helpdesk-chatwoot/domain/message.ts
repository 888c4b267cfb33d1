import type { Author, ConversationFact, JsonObject, Party } from '@rapport/sdk';
import { isJsonObject } from '@rapport/sdk';
import { secondOf } from './moment';
import { isOurNote } from './ours';
import type { MessagePayload } from './payload';
import { plainText } from './text';

/**
 * What one message proves: that it was written, and where it is an answered survey, the rating. Where the helpdesk deleted it, the
 * message stays a fact (somebody did answer then) and keeps its key, but its text is gone: a house that has read the text before
 * must decide that the telling without it wins. Our own note comes back to us, and is none.
 */
export function messageFacts(message: MessagePayload): ConversationFact[] {
  const author = authorOf(message);
  if (author === null || isOurNote(message)) return [];
  const isDeleted = message.content_attributes?.['deleted'] === true;
  const written: ConversationFact = {
    kind: 'message',
    key: `message:${message.id}`,
    at: secondOf(message.created_at),
    author,
    by: author === 'customer' ? null : senderOf(message),
    isPrivate: message.private ?? false,
    text: isDeleted ? null : plainText(message.content),
    attachments: isDeleted ? 0 : (message.attachments?.length ?? 0),
  };
  return [written, ...ratingIn(message)];
}

/**
 * The message of a webhook, with what `messages[]` knows better of the same one: the content as it was written, where the webhook
 * carries it as rendered for the channel (HTML, the address of the survey appended), and when it was changed.
 */
export function completed(message: MessagePayload, others: readonly MessagePayload[]): MessagePayload {
  const same = others.find(({ id }) => id === message.id);
  return {
    ...message,
    content: same?.content ?? message.content,
    updated_at: message.updated_at ?? same?.updated_at ?? null,
    sender_type: message.sender_type ?? same?.sender_type ?? null,
    attachments: message.attachments ?? same?.attachments ?? null,
    status: message.status ?? same?.status ?? null,
  };
}

/** Null: a kind of message that no version so far has. */
function authorOf(message: MessagePayload): Author | null {
  switch (message.message_type) {
    case 'incoming':
    case 0:
      return 'customer';
    case 'outgoing':
    case 1:
      return isOfPerson(message) ? 'agent' : 'bot';
    case 'activity':
    case 2:
      return 'system';
    case 'template':
    case 3:
      return 'bot';
    default:
      return null;
  }
}

/** What nobody signed is of a rule or a campaign, unless it was written outside (on the phone that has the WhatsApp number). */
function isOfPerson(message: MessagePayload): boolean {
  const type = senderType(message);
  if (type !== null) return type === 'user';
  return message.sender !== null || message.content_attributes?.['external_echo'] === true;
}

/** `user`, `agent_bot`, `captain_assistant` ...: webhooks say it so, `messages[]` says `AgentBot`, `Captain::Assistant`. */
function senderType({ sender, sender_type: type }: MessagePayload): string | null {
  const written = sender?.type ?? type;
  return written === null ? null : snakeCase(written);
}

function snakeCase(name: string): string {
  return name
    .replaceAll('::', '_')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

function senderOf(message: MessagePayload): Party | null {
  const id = message.sender?.id ?? message.sender_id;
  if (id === null) return null;
  return { id: partyId(id, senderType(message)), name: message.sender?.name ?? null };
}

/** People and bots are counted apart: user 5 is `5`, bot 5 is `agent_bot:5`. */
export function partyId(id: string, type: string | null): string {
  const kind = snakeCase(type ?? 'user');
  return kind === 'user' ? id : `${kind}:${id}`;
}

/** `submitted_values.csat_survey_response`, in a message of the type `input_csat` once it was answered. */
function ratingIn(message: MessagePayload): ConversationFact[] {
  if (message.content_type !== 'input_csat') return [];
  const answer = member(member(message.content_attributes, 'submitted_values'), 'csat_survey_response');
  const rating = Number(answer?.['rating']);
  if (!Number.isInteger(rating) || rating < 1 || rating > 5) return [];
  const comment = answer?.['feedback_message'];
  return [
    {
      kind: 'rated',
      key: `rating:${message.id}`,
      at: secondOf(message.updated_at ?? message.created_at),
      rating,
      comment: typeof comment === 'string' ? plainText(comment) : null,
    },
  ];
}

function member(object: JsonObject | null, key: string): JsonObject | null {
  const value = object?.[key];
  return isJsonObject(value) ? value : null;
}
