import type { HelpdeskContext, HelpdeskPage, HelpdeskReport, Json } from '@rapport/sdk';
import { contactsInList, conversationsInList, type ListedConversation } from '../domain/listed';
import { type Part, withMessages } from './backfill';

type Context = HelpdeskContext<{ readonly accountId: number }>;

/**
 * With `updated_within` Chatwoot answers all conversations at once, however many. After a longer gap they are read page by page,
 * the last active first; what changed without a word being written is then found only while the list is short.
 */
const atOnceMilliseconds = 6 * 3_600_000;
/** A message is told with its conversation a little after it was written. */
const overlapMilliseconds = 60_000;

/** Contacts that are new, and conversations in which something changed, with the messages of that time. */
export async function* changes(
  { since }: { readonly since: number; readonly from: Json | null },
  context: Context,
): AsyncIterable<HelpdeskPage> {
  yield* newContacts(since, context);
  for await (const conversations of changedConversations(since, context)) {
    for (const conversation of conversations) {
      yield { ...(await changedMessages(conversation, since, context)), cursor: null, done: 1, total: null };
    }
  }
}

async function* newContacts(since: number, { api, connection, now, settings }: Context): AsyncIterable<HelpdeskPage> {
  for (let page = 1; ; page++) {
    const query = { sort: '-created_at', page, include_contact_inboxes: 'false' };
    const answer = await api.get(`/api/v1/accounts/${settings.accountId}/contacts`, query);
    const { reports, oldest } = contactsInList(answer, { connection, deliveredAt: now });
    if (oldest === null) return;
    yield { reports, cursor: null, done: reports.length, total: null };
    if (oldest < since - overlapMilliseconds) return;
  }
}

async function* changedConversations(
  since: number,
  { api, now, settings }: Context,
): AsyncIterable<readonly ListedConversation[]> {
  const path = `/api/v1/accounts/${settings.accountId}/conversations`;
  if (now - since <= atOnceMilliseconds) {
    const within = Math.ceil((now - since + overlapMilliseconds) / 1_000);
    yield conversationsInList(await api.get(path, { status: 'all', updated_within: within })).conversations;
    return;
  }
  for (let page = 1; ; page++) {
    const query = { status: 'all', sort_by: 'last_activity_at_desc', page };
    const { conversations } = conversationsInList(await api.get(path, query));
    yield conversations;
    const last = conversations.at(-1);
    if (last === undefined || (last.lastActivityAt ?? 0) < since - overlapMilliseconds) return;
  }
}

async function changedMessages(
  conversation: ListedConversation,
  since: number,
  context: Context,
): Promise<Pick<HelpdeskPage, 'reports'>> {
  const isWanted = (oldest: number): boolean => oldest >= since - overlapMilliseconds;
  const reports: HelpdeskReport[] = [];
  let before: number | null = null;
  do {
    const part: Part = await withMessages(conversation, before, context, isWanted);
    reports.push(...part.reports);
    before = part.before;
  } while (before !== null);
  return { reports };
}
