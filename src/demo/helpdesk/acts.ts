import { isJsonObject, type JsonObject } from '@rapport/sdk';
import { z } from 'zod';
import type { DemoCall } from '../call';

const common = { messageId: z.string(), at: z.number() };
const contact = z.object({
  id: z.int(),
  name: z.string(),
  email: z.string().nullable(),
  /** User id of the shop; null: the shop's page did not say who it is. */
  identifier: z.string().nullable(),
});
const jsonObject = z.record(z.string(), z.json());
const inConversation = { ...common, contact: z.int(), conversation: z.string() };

/**
 * What people do in the helpdesk. `at` in epoch milliseconds; `conversation` is the demo's own name of it, `agent` a name; `messageId` is
 * that of the call it comes from, the same in every run, or of its own.
 */
export const deskAct = z.discriminatedUnion('does', [
  z.object({ does: z.literal('come'), ...common, contact }),
  z.object({ does: z.literal('open'), ...inConversation }),
  z.object({ does: z.literal('write'), ...inConversation, agent: z.string().nullable(), text: z.string() }),
  z.object({ does: z.literal('assign'), ...inConversation, agent: z.string() }),
  z.object({ does: z.literal('resolve'), ...inConversation }),
  z.object({ does: z.literal('rate'), ...inConversation, rating: z.int() }),
  /** By the API: Rapport opens a conversation, writes a note. */
  z.object({ does: z.literal('ask'), ...common, method: z.string(), path: z.string(), body: jsonObject }),
]);
export type DeskAct = z.infer<typeof deskAct>;

/** A call of the helpdesk's own source as what was done in the helpdesk; null: nothing was. */
export function deskActOf({ say, who, at, messageId, context }: DemoCall): DeskAct | null {
  const id = contactIdIn(context);
  if (id === null) return null;
  if (say.type === 'identify') {
    const { firstName, lastName, email } = say.traits;
    const name = [firstName, lastName].flatMap((part) => textOf(part) ?? []).join(' ');
    const known = { id, name, email: textOf(email), identifier: who.userId ?? null };
    return { does: 'come', messageId, at, contact: known };
  }
  if (say.type !== 'track') return null;
  const conversation = textOf(say.properties['conversation_id']);
  if (conversation === null) return null;
  const inIt = { messageId, at, contact: id, conversation };
  return inConversationOf(say.event, say.properties, inIt);
}

function inConversationOf(
  event: string,
  { agent_name, message_body, rating }: JsonObject,
  inIt: { messageId: string; at: number; contact: number; conversation: string },
): DeskAct | null {
  const agent = textOf(agent_name);
  const text = textOf(message_body);
  switch (event) {
    case 'Live Chat Conversation Started':
      return { does: 'open', ...inIt };
    case 'Live Chat Message Sent':
      return text === null ? null : { does: 'write', ...inIt, agent: null, text };
    case 'Live Chat Message Received':
      return text === null || agent === null ? null : { does: 'write', ...inIt, agent, text };
    case 'Conversation Handed Over':
      return agent === null ? null : { does: 'assign', ...inIt, agent };
    case 'Live Chat Conversation Ended':
      return { does: 'resolve', ...inIt };
    case 'Conversation Rated':
      return typeof rating === 'number' ? { does: 'rate', ...inIt, rating } : null;
    default:
      return null;
  }
}

/** Its number in the helpdesk stands beside the call. */
function contactIdIn({ externalIds }: JsonObject): number | null {
  const [first] = Array.isArray(externalIds) ? externalIds : [];
  const id = isJsonObject(first) ? Number(first['id']) : Number.NaN;
  return Number.isInteger(id) ? id : null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
