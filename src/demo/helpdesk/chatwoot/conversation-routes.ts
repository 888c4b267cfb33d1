import { isJsonObject } from '@rapport/sdk';
import type { ChatwootAccount } from './chatwoot';
import { type Conversation, statuses } from './model';
import { conversationInApi, messageInApi, seconds } from './payloads';
import { type ApiRequest, found, invalid, pageOf, type Route, stringsOf, textOf } from './request';

const conversationsPerPage = 25;
const messagesPerPage = 20;
const ratingsPerPage = 25;

const sorts: Readonly<Record<string, (a: Conversation, b: Conversation) => number>> = {
  created_at_asc: (a, b) => a.createdAt - b.createdAt || a.id - b.id,
  created_at_desc: (a, b) => b.createdAt - a.createdAt || b.id - a.id,
  last_activity_at_asc: (a, b) => a.lastActivityAt - b.lastActivityAt || a.id - b.id,
  last_activity_at_desc: (a, b) => b.lastActivityAt - a.lastActivityAt || b.id - a.id,
};

/** Open ones where nothing is said. With `updated_within` all of them come at once, whatever page is asked for. */
function list({ account, query }: ApiRequest) {
  const status = query.get('status') ?? 'open';
  const all = [...account.conversations.values()]
    .filter((one) => status === 'all' || one.status === status)
    .sort(sorts[query.get('sort_by') ?? 'last_activity_at_desc'] ?? sorts['last_activity_at_desc']);
  const within = query.get('updated_within');
  const listed =
    within === null
      ? pageOf(all, query, conversationsPerPage)
      : all.filter((one) => one.updatedAt > account.now() - (Number.parseInt(within, 10) || 0) * 1_000);
  const assigned = all.filter(({ assigneeId }) => assigneeId !== null).length;
  return {
    data: {
      meta: {
        ...{ mine_count: 0, assigned_count: assigned },
        ...{ unassigned_count: all.length - assigned, all_count: all.length },
      },
      payload: listed.map((one) => conversationInApi(one, account)),
    },
  };
}

/** The last twenty, or those before one; the oldest first. */
function messages({ account, ids, query }: ApiRequest) {
  const conversation = found(account.conversations, ids[0]);
  const before = Number(query.get('before') ?? Infinity);
  const all = [...account.messages.values()].filter((one) => one.conversationId === conversation.id && one.id < before);
  return {
    meta: { labels: [...conversation.labels], additional_attributes: {} },
    payload: all.slice(-messagesPerPage).map((message) => messageInApi(message, account)),
  };
}

function write({ account, ids, body, who }: ApiRequest) {
  const conversation = found(account.conversations, ids[0]);
  const content = textOf(body, 'content');
  const isPrivate = body['private'] === true;
  return messageInApi(account.write(conversation, { type: 'user', id: who.id }, content, { isPrivate }), account);
}

function toggleStatus({ account, ids, body }: ApiRequest) {
  const conversation = found(account.conversations, ids[0]);
  const status = statuses.find((one) => one === body['status']);
  if (status === undefined) throw invalid('status is invalid', 'status');
  account.setStatus(conversation, status);
  return { meta: {}, payload: { success: true, conversation_id: conversation.id, current_status: status } };
}

function assign({ account, ids, body }: ApiRequest) {
  const conversation = found(account.conversations, ids[0]);
  const { assignee_id: agent, team_id: team } = body;
  // One of both; where both are given the agent is set alone.
  if (typeof agent === 'number') account.assign(conversation, { agent: found(account.people, agent).id });
  else if (typeof team === 'number') account.assign(conversation, { team: found(account.teams, team).id });
  return {};
}

function ratings({ account, query }: ApiRequest) {
  return pageOf(account.ratings, query, ratingsPerPage).map((one) => ({
    ...{ id: one.id, rating: one.rating, feedback_message: one.comment, account_id: 1, message_id: one.messageId },
    ...{ conversation_id: one.conversationId, created_at: seconds(one.createdAt) },
    contact: { id: one.contactId },
  }));
}

function setLabels({ account, ids, body }: ApiRequest) {
  const conversation = found(account.conversations, ids[0]);
  account.setLabels(conversation, stringsOf(body, 'labels'));
  return { payload: [...conversation.labels] };
}

function setAttributes({ account, ids, body }: ApiRequest) {
  const conversation = found(account.conversations, ids[0]);
  const attributes = body['custom_attributes'];
  if (!isJsonObject(attributes)) throw invalid('custom_attributes is invalid', 'custom_attributes');
  account.setConversationAttributes(conversation, attributes);
  return { custom_attributes: conversation.custom_attributes };
}

const show = (account: ChatwootAccount, id: number | undefined) =>
  conversationInApi(found(account.conversations, id), account);

export const conversationRoutes: readonly Route[] = [
  { method: 'GET', path: '/conversations', answer: list },
  { method: 'GET', path: '/conversations/:id', answer: ({ account, ids }) => show(account, ids[0]) },
  { method: 'GET', path: '/conversations/:id/messages', answer: messages },
  { method: 'POST', path: '/conversations/:id/messages', answer: write },
  {
    method: 'DELETE',
    path: '/conversations/:id/messages/:id',
    answer: ({ account, ids }) => {
      account.deleteMessage(found(account.messages, ids[1]));
      return null;
    },
  },
  { method: 'POST', path: '/conversations/:id/toggle_status', answer: toggleStatus },
  { method: 'POST', path: '/conversations/:id/assignments', answer: assign },
  {
    method: 'GET',
    path: '/conversations/:id/labels',
    answer: ({ account, ids }) => ({ payload: [...found(account.conversations, ids[0]).labels] }),
  },
  { method: 'POST', path: '/conversations/:id/labels', answer: setLabels },
  { method: 'POST', path: '/conversations/:id/custom_attributes', answer: setAttributes },
  { method: 'GET', path: '/csat_survey_responses', adminOnly: true, answer: ratings },
];
