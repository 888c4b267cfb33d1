import {
  type HelpdeskContext,
  type HelpdeskTarget,
  type HelpdeskWrite,
  type Json,
  type JsonObject,
  RapportError,
} from '@rapport/sdk';
import { z } from 'zod';
import { isOurNote, shownIn, signedNote, standingOf } from '../domain/ours';
import {
  type ConversationPayload,
  contactAnswer,
  conversationPayload,
  type MessagePayload,
  messagesAnswer,
  readPayload,
} from '../domain/payload';
import { idOf } from './named';

type Context = HelpdeskContext<{ readonly accountId: number }>;

/** Pages of messages among which a note of ours is looked for: it was written a moment ago, or to a short conversation. */
const notePagesMax = 10;
const messagesPerPage = 20;

const cannedAnswer = z.array(
  z.object({ id: z.int().transform(String), short_code: z.string(), content: z.string() }).transform((one) => ({
    ...{ id: one.id, shortCode: one.short_code, content: one.content },
  })),
);
const labelsAnswer = z.object({ payload: z.array(z.object({ title: z.string() })) });

const accountOf = ({ settings }: Context): string => `/api/v1/accounts/${settings.accountId}`;
const conversationAt = (id: string, context: Context): string => `${accountOf(context)}/conversations/${id}`;
const contactAt = (id: string, context: Context): string => `${accountOf(context)}/contacts/${id}`;

async function readConversation(id: string, context: Context): Promise<ConversationPayload> {
  return readPayload(conversationPayload, await context.api.get(conversationAt(id, context)));
}

export const write: HelpdeskWrite<{ readonly accountId: number }> = {
  shownIn,

  async read({ kind, id }, context) {
    if (kind === 'conversation') return standingOf(await readConversation(id, context));
    return standingOf(readPayload(contactAnswer, await context.api.get(contactAt(id, context))).payload);
  },

  attributes: (target, values, context) =>
    target.kind === 'contact' ? toContact(target, values, context) : toConversation(target, values, context),

  /** Chatwoot replaces all labels of a conversation: those of others are said again. */
  async labels(id, { added, removed }, context) {
    await makeLabels(added, context);
    const { labels } = await readConversation(id, context);
    const kept = (labels ?? []).filter((label) => !removed.includes(label));
    await context.api.post(`${conversationAt(id, context)}/labels`, { labels: [...new Set([...kept, ...added])] });
  },

  async note(id, text, context) {
    const messages = `${conversationAt(id, context)}/messages`;
    const there = await ourNote(messages, context);
    if (text === null && there !== null) await context.api.delete(`${messages}/${there.id}`);
    if (text !== null && there === null)
      await context.api.post(messages, { content: signedNote(text), message_type: 'outgoing', private: true });
  },

  cannedResponses: {
    list: async (context) => readPayload(cannedAnswer, await context.api.get(`${accountOf(context)}/canned_responses`)),
    async put(id, { shortCode, content }, context) {
      const body = { canned_response: { short_code: shortCode, content } };
      const all = `${accountOf(context)}/canned_responses`;
      await (id === null ? context.api.post(all, body) : context.api.patch(`${all}/${id}`, body));
    },
    async remove(id, context) {
      await unlessMissing(context.api.delete(`${accountOf(context)}/canned_responses/${id}`));
    },
  },

  async assignment(id, to, context) {
    const { meta } = await readConversation(id, context);
    if ((meta?.assignee ?? null) !== null) return 'taken';
    const agent = await idOf(to.agent, 'agents', context);
    if (agent === null) return 'unknown';
    const assignments = `${conversationAt(id, context)}/assignments`;
    const team = to.team === null || (meta?.team ?? null) !== null ? null : await idOf(to.team, 'teams', context);
    // One request sets one of both, and a team may bring an agent of its own: the agent comes last.
    if (team !== null) await context.api.post(assignments, { team_id: team });
    await context.api.post(assignments, { assignee_id: agent });
    return 'assigned';
  },
};

/** Contacts merge what they are told; what is taken away has a request of its own. */
async function toContact({ id }: HelpdeskTarget, values: JsonObject, context: Context): Promise<void> {
  const entries = Object.entries(values);
  const given = entries.filter(([, value]) => value !== null);
  const gone = entries.flatMap(([key, value]) => (value === null ? [key] : []));
  const at = contactAt(id, context);
  if (given.length > 0) await context.api.put(at, { custom_attributes: Object.fromEntries(given) });
  if (gone.length > 0) await context.api.post(`${at}/destroy_custom_attributes`, { custom_attributes: gone });
}

/** Conversations replace what they have: what others wrote is said again, as it was a moment ago. */
async function toConversation({ id }: HelpdeskTarget, values: JsonObject, context: Context): Promise<void> {
  const { custom_attributes: before } = await readConversation(id, context);
  const after = Object.fromEntries(
    Object.entries({ ...before, ...values }).filter(([key, value]) => value !== null || !(key in values)),
  );
  await context.api.post(`${conversationAt(id, context)}/custom_attributes`, { custom_attributes: after });
}

/** Shown in colour only where the account knows them; which an administrator may change, and nobody else. */
async function makeLabels(titles: readonly string[], context: Context): Promise<void> {
  if (titles.length === 0) return;
  const at = `${accountOf(context)}/labels`;
  const known = new Set(readPayload(labelsAnswer, await context.api.get(at)).payload.map(({ title }) => title));
  for (const title of titles.filter((one) => !known.has(one))) {
    try {
      await context.api.post(at, { title, color: '#4945ff', show_on_sidebar: true });
    } catch (error) {
      if (!(error instanceof RapportError) || error.code !== 'helpdesk_unauthorized') throw error;
    }
  }
}

async function ourNote(messages: string, { api }: Context): Promise<MessagePayload | null> {
  let before: number | null = null;
  for (let page = 0; page < notePagesMax; page++) {
    const answer: Json = await api.get(messages, before === null ? {} : { before });
    const found = readPayload(messagesAnswer, answer).payload.filter((message) => message !== null);
    const ours = found.find(isOurNote);
    if (ours !== undefined) return ours;
    const [oldest] = found;
    if (oldest === undefined || found.length < messagesPerPage) return null;
    before = Number(oldest.id);
  }
  return null;
}

async function unlessMissing(call: Promise<Json>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof RapportError) || error.code !== 'helpdesk_missing') throw error;
  }
}
