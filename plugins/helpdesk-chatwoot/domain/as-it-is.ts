import {
  factOf,
  type ConversationFact,
  type ConversationSnapshot,
  type HelpdeskReport,
  type Json,
  type Party,
} from '@rapport/sdk';
import { isTheirs, labelledFact } from './changes';
import { withCarried } from './carried';
import { contactOf, noEvidence } from './contact';
import { carriedFacts, contactIn, reportOf, timeOf, type Reading } from './conversation';
import { completed, messageFacts, partyId } from './message';
import { latestOf } from './moment';
import { notedFacts, noteIn } from './notes';
import {
  contactAnswer,
  conversationPayload,
  messagesAnswer,
  readPayload,
  type Changes,
  type ConversationPayload,
  type MessagePayload,
  type PartyPayload,
} from './payload';
import { statusOf } from './status';

/**
 * What nothing proves is looked up, and the API tells only how things are. So a change becomes the fact that it is so now, from
 * nobody knows what: it sets where the conversation stands, and counts neither as a hand-over nor as re-opened.
 */
export type Aspect = 'status' | 'agent' | 'team' | 'labels' | 'notes';
const aspects: readonly Aspect[] = ['status', 'agent', 'team', 'labels', 'notes'];

const aspectByKey: Readonly<Record<string, Aspect>> = {
  status: 'status',
  assignee_id: 'agent',
  assignee_agent_bot_id: 'agent',
  team_id: 'team',
  label_list: 'labels',
  custom_attributes: 'notes',
};

/** What an unproven event says to have changed, so that only this is told; null: noise, which needs no look-up. */
export function aspectsOf(event: string, changes: Changes): readonly Aspect[] | null {
  switch (event) {
    case 'conversation_created':
      return aspects;
    case 'conversation_status_changed':
    case 'conversation_opened':
    case 'conversation_resolved':
      return ['status'];
    case 'conversation_updated': {
      if (changes === null || changes.has('id')) return aspects;
      const named = [...changes.keys()].flatMap((key) => aspectByKey[key] ?? []);
      return named.length === 0 ? null : [...new Set(named)];
    }
    default:
      return [];
  }
}

/** @param answer of `GET conversations/:id` @throws RapportError invalid_body */
export function conversationAsItIs(answer: Json, told: readonly Aspect[], reading: Reading): HelpdeskReport {
  const conversation = readPayload(conversationPayload, answer);
  const facts = told.flatMap((aspect) => factsAsItIs(aspect, conversation, timeOf(conversation)));
  return reportOf(conversation, contactIn(conversation, reading), [...carriedFacts(conversation), ...facts]);
}

/** @param messages the answer of `GET conversations/:id/messages`; where the message is not in it, it is not told */
export function messageAsItIs(answer: Json, messages: Json, id: string, reading: Reading): HelpdeskReport {
  const conversation = readPayload(conversationPayload, answer);
  const found = readPayload(messagesAnswer, messages).payload.find((message) => message?.id === id) ?? null;
  const last = conversation.messages.find((message) => message.id === id);
  const message = found === null ? last : { ...found, updated_at: found.updated_at ?? last?.updated_at ?? null };
  const others = { ...conversation, messages: conversation.messages.filter((other) => other.id !== id) };
  const facts = [...carriedFacts(others), ...(message === undefined ? [] : messageFacts(message))];
  const report = reportOf(conversation, contactIn(conversation, reading, message), facts);
  return message === undefined ? report : withCarried(report, [message]);
}

/** @param answer of `GET contacts/:id` @param changed it was told that it changed just now: so it is since then, and no longer */
export function contactAsItIs(answer: Json, changed: boolean, { connection, deliveredAt }: Reading): HelpdeskReport {
  const { payload } = readPayload(contactAnswer, answer);
  const known = latestOf([payload.created_at, payload.last_activity_at]);
  const at = changed ? deliveredAt : (known ?? deliveredAt);
  return { contact: contactOf(payload, connection, noEvidence, at), conversation: null, facts: [] };
}

/**
 * A conversation as the API lists it, with what it has of its messages.
 * @param pages answers of `GET conversations/:id/messages`
 */
export function conversationInList(answer: Json, pages: readonly Json[], reading: Reading): HelpdeskReport {
  const conversation = readPayload(conversationPayload, answer);
  const messages = pages.flatMap(messagesIn).map((message) => completed(message, conversation.messages));
  const told = [...carriedFacts(conversation), ...messages.flatMap(messageFacts)];
  const report = reportOf(conversation, contactIn(conversation, reading), told);
  return withCarried({ ...report, conversation: conversation.id, snapshot: snapshotOf(conversation) }, messages);
}

export function messagesIn(page: Json): MessagePayload[] {
  return readPayload(messagesAnswer, page).payload.filter((message) => message !== null);
}

function snapshotOf(conversation: ConversationPayload): ConversationSnapshot {
  const { meta, labels, custom_attributes: attributes } = conversation;
  const assignee = meta?.assignee ?? null;
  return {
    at: timeOf(conversation),
    status: statusOf(conversation.status) ?? undefined,
    agent: partyOf(assignee, assignee?.type ?? meta?.assignee_type ?? null),
    team: partyOf(meta?.team ?? null, null),
    labels: (labels ?? []).filter(isTheirs),
    topic: noteIn(attributes, 'topic'),
    outcome: noteIn(attributes, 'outcome'),
  };
}

function factsAsItIs(aspect: Aspect, conversation: ConversationPayload, at: number): ConversationFact[] {
  const { meta, labels, custom_attributes: attributes } = conversation;
  switch (aspect) {
    case 'status': {
      const status = statusOf(conversation.status);
      return status === null ? [] : [factOf.status(at, null, status)];
    }
    case 'agent':
      return [factOf.assigned('agent', at, null, partyOf(meta?.assignee ?? null, meta?.assignee?.type ?? null))];
    case 'team':
      return [factOf.assigned('team', at, null, partyOf(meta?.team ?? null, null))];
    case 'labels':
      return labelledFact(at, labels ?? [], []);
    case 'notes':
      return notedFacts(at, null, attributes);
  }
}

function partyOf(payload: PartyPayload | null, type: string | null): Party | null {
  return payload === null ? null : { id: partyId(payload.id, type), name: payload.name };
}
