import {
  type ErrorCode,
  type HelpdeskContext,
  type HelpdeskPage,
  type HelpdeskReport,
  type Json,
  RapportError,
} from '@rapport/sdk';
import { conversationInList, messagesIn } from '../domain/as-it-is';
import type { Reading } from '../domain/conversation';
import { contactsInList, conversationsInList, type ListedConversation } from '../domain/listed';
import { type Cursor, cursorOf } from './cursor';

type Settings = { readonly accountId: number };
type Context = HelpdeskContext<Settings>;

/** Messages of one conversation that are told together: ten pages of Chatwoot's. */
const messagePagesMax = 10;
const messagesPerPage = 20;
const unreadable: ReadonlySet<ErrorCode> = new Set(['invalid_body', 'helpdesk_missing']);

export type Part = { readonly reports: readonly HelpdeskReport[]; readonly before: number | null };

/** Contacts, then conversations with all of their messages and ratings, the oldest first. */
export async function* backfill(from: Json | null, context: Context): AsyncIterable<HelpdeskPage> {
  let cursor = cursorOf(from);
  if (cursor.stage === 'contacts') {
    for await (const page of contacts(cursor, context)) {
      yield page;
      cursor = page.cursor;
    }
    cursor = { ...cursor, stage: 'conversations', page: 1 };
  }
  yield* conversations(cursor, context);
}

type ContactsPage = HelpdeskPage & { readonly cursor: Cursor };

async function* contacts(from: Cursor, { api, connection, now, settings }: Context): AsyncIterable<ContactsPage> {
  for (let { page } = from; ; page++) {
    const answer = await api.get(`/api/v1/accounts/${settings.accountId}/contacts`, {
      ...{ sort: 'created_at', page, include_contact_inboxes: 'false' },
    });
    const { total, reports } = contactsInList(answer, { connection, deliveredAt: now });
    const cursor = { ...from, page: page + 1, contacts: total };
    yield { reports, cursor, done: reports.length, total };
    if (reports.length === 0) return;
  }
}

async function* conversations(from: Cursor, context: Context): AsyncIterable<HelpdeskPage> {
  const { api, settings } = context;
  const path = `/api/v1/accounts/${settings.accountId}/conversations`;
  let { index, before } = from;
  for (let { page } = from; ; page++) {
    const query = { status: 'all', sort_by: 'created_at_asc', page };
    const { total, conversations: listed } = conversationsInList(await api.get(path, query));
    if (listed.length === 0) return;
    for (; index < listed.length; index++) {
      const conversation = listed[index];
      if (conversation === undefined) break;
      for (;;) {
        const told = await withMessages(conversation, before, context, () => true);
        before = told.before;
        const next = before === null ? { page, index: index + 1, before } : { page, index, before };
        const cursor: Cursor = { ...from, stage: 'conversations', ...next };
        const done = before === null ? 1 : 0;
        yield { reports: told.reports, cursor, done, total: total + from.contacts };
        if (before === null) break;
      }
    }
    index = 0;
  }
}

/**
 * A conversation that cannot be read, or is gone since it was listed, is left out: it must not hold up all others.
 * @param isWanted whether what is older than this page (its oldest message, epoch milliseconds) is wanted, too
 * @returns `before`: there are more before this message; null: that was all
 */
export async function withMessages(
  conversation: ListedConversation,
  from: number | null,
  context: Context,
  isWanted: (oldest: number) => boolean,
): Promise<Part> {
  try {
    return await partOf(conversation, from, context, isWanted);
  } catch (error) {
    if (error instanceof RapportError && unreadable.has(error.code)) return { reports: [], before: null };
    throw error;
  }
}

async function partOf(
  { id, answer }: ListedConversation,
  from: number | null,
  { api, connection, now, settings }: Context,
  isWanted: (oldest: number) => boolean,
): Promise<Part> {
  const reading: Reading = { connection, deliveredAt: now };
  const path = `/api/v1/accounts/${settings.accountId}/conversations/${id}/messages`;
  const pages: Json[] = [];
  let before = from;
  while (pages.length < messagePagesMax) {
    const page = await api.get(path, before === null ? {} : { before });
    const messages = messagesIn(page);
    pages.push(page);
    const [oldest] = messages;
    if (oldest === undefined || messages.length < messagesPerPage || !isWanted(oldest.created_at)) {
      before = null;
      break;
    }
    before = Number(oldest.id);
  }
  return { reports: [conversationInList(answer, pages, reading)], before };
}
