import type { ConversationFact } from '@rapport/sdk';
import type pg from 'pg';
import type { ConversationState } from '../domain/conversation/fold';
import { newPublicId } from './public-id';

/** Ids of a conversation: the connection's key and the helpdesk's own id. */
export type ConversationId = { readonly connection: string; readonly externalId: string };
export type StoredFact = ConversationId & { readonly fact: ConversationFact };

/** One after the other, among all processes: what is read of their facts, and what is made of it, is of all of them. */
export async function lockConversations(client: pg.ClientBase, ids: readonly ConversationId[]): Promise<void> {
  await client.query({
    name: 'conversation-lock',
    text: `select pg_advisory_xact_lock(key) from (
        select distinct hashtextextended(c || ' ' || e, 0) as key from unnest($1::text[], $2::text[]) as u(c, e) order by 1) keys`,
    values: columnsOf(ids),
  });
}

/**
 * Of a fact that is told twice the fuller telling stays (a status with what was before, a rating with its comment), whichever came
 * first.
 * @returns whose facts are others now
 */
export async function insertFacts(client: pg.ClientBase, facts: readonly StoredFact[]): Promise<ConversationId[]> {
  const { rows } = await client.query<ConversationId>({
    name: 'conversation-fact-insert',
    text: `with new as (
        insert into conversation_fact as f (connection, external_id, key, at, fact)
        select distinct on (c, e, k) c, e, k, to_timestamp(at / 1000), told
        from unnest($1::text[], $2::text[], $3::text[], $4::float8[], $5::jsonb[]) as u(c, e, k, at, told)
        order by c, e, k, length(told::text) desc
        on conflict (connection, external_id, key) do update set at = excluded.at, fact = excluded.fact
          where length(excluded.fact::text) > length(f.fact::text)
        returning f.connection, f.external_id)
      select distinct connection, external_id as "externalId" from new`,
    values: [
      ...columnsOf(facts),
      facts.map(({ fact }) => fact.key),
      facts.map(({ fact }) => fact.at),
      facts.map(({ fact }) => JSON.stringify(fact)),
    ],
  });
  return rows;
}

/** All that is known of these conversations. */
export async function readFacts(
  client: pg.ClientBase | pg.Pool,
  ids: readonly ConversationId[],
): Promise<StoredFact[]> {
  const { rows } = await client.query<StoredFact>({
    name: 'conversation-fact-read',
    text: `select f.connection, f.external_id as "externalId", f.fact from unnest($1::text[], $2::text[]) as u(c, e)
      join conversation_fact f on f.connection = u.c and f.external_id = u.e`,
    values: columnsOf(ids),
  });
  return rows;
}

/** Whom conversations that are known were told of first: his own id in the helpdesk, and his leaf. */
export async function contactsOfConversations(
  client: pg.ClientBase,
  ids: readonly ConversationId[],
): Promise<ReadonlyMap<string, { readonly id: string; readonly leafId: number }>> {
  const { rows } = await client.query<{ externalId: string; contact: string; leafId: number }>({
    name: 'conversation-contacts',
    text: `select c.external_id as "externalId", c.contact_id as contact, c.profile_id as "leafId"
      from unnest($1::text[], $2::text[]) as u(c, e)
      join conversation c on c.connection = u.c and c.external_id = u.e where c.contact_id is not null`,
    values: columnsOf(ids),
  });
  return new Map(rows.map(({ externalId, contact, leafId }) => [externalId, { id: contact, leafId }]));
}

export type WrittenConversation = ConversationId & {
  readonly leafId: number;
  /** The contact's own id in the helpdesk. */
  readonly contactId: string;
  readonly state: ConversationState;
};

/**
 * A conversation stays with the leaf that it came with first.
 * @returns leaves whose conversations look different now
 */
export async function writeConversations(
  client: pg.ClientBase,
  conversations: readonly WrittenConversation[],
  now: number,
): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>({
    name: 'conversation-write',
    text: `insert into conversation as c (public_id, connection, external_id, profile_id, contact_id, channel, status, team, agent, handoffs,
        opened_at, first_reply_at, resolved_at, reopened, rating, topic, outcome, last_writer, last_written_at, updated_at)
      select id, connection, "externalId", leaf, contact, channel, status, team, agent, handoffs, to_timestamp("openedAt" / 1000),
        to_timestamp("firstReplyAt" / 1000), to_timestamp("resolvedAt" / 1000), reopened, rating, topic, outcome, "lastWriter",
        to_timestamp("lastWrittenAt" / 1000), to_timestamp($2::float8 / 1000)
      from json_to_recordset($1::json) as n(id uuid, connection text, "externalId" text, leaf bigint, contact text, channel text, status text,
        team text, agent text, handoffs int, "openedAt" float8, "firstReplyAt" float8, "resolvedAt" float8, reopened int, rating int,
        topic text, outcome text, "lastWriter" text, "lastWrittenAt" float8)
      on conflict (connection, external_id) do update set contact_id = coalesce(c.contact_id, excluded.contact_id),
        channel = excluded.channel, status = excluded.status,
        team = excluded.team, agent = excluded.agent, handoffs = excluded.handoffs, opened_at = excluded.opened_at,
        first_reply_at = excluded.first_reply_at, resolved_at = excluded.resolved_at, reopened = excluded.reopened,
        rating = excluded.rating, topic = excluded.topic, outcome = excluded.outcome, last_writer = excluded.last_writer,
        last_written_at = excluded.last_written_at, updated_at = excluded.updated_at
      returning c.profile_id as id`,
    values: [
      JSON.stringify(
        conversations.map(({ connection, externalId, leafId, contactId, state }) => ({
          ...{ id: newPublicId(now), connection, externalId, leaf: leafId, contact: contactId },
          ...state,
        })),
      ),
      now,
    ],
  });
  return [...new Set(rows.map((row) => row.id))];
}

/** What was said and done in the conversations of the person. @returns how many facts are gone */
export async function deleteFactsOf(client: pg.ClientBase, leafIds: readonly number[]): Promise<number> {
  const { rowCount } = await client.query(
    `delete from conversation_fact f using conversation c
     where c.profile_id = any($1::bigint[]) and f.connection = c.connection and f.external_id = c.external_id`,
    [leafIds],
  );
  return rowCount ?? 0;
}

function columnsOf(ids: readonly ConversationId[]): [string[], string[]] {
  return [ids.map((one) => one.connection), ids.map((one) => one.externalId)];
}
