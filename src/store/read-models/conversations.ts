import type { ConversationFact, ConversationReader, ConversationRecord } from '@rapport/sdk';
import type pg from 'pg';
import { inOrder } from '../../domain/conversation/fold';
import { readLimits } from './limits';

export const conversationColumns = `c.public_id, c.connection, c.external_id, c.profile_id, c.channel, c.status, c.team, c.agent, c.handoffs,
  c.opened_at, c.first_reply_at, c.resolved_at, c.reopened, c.rating, c.topic, c.outcome, c.last_writer, c.last_written_at`;

export type ConversationRow = {
  root_id: number;
  public_id: string;
  connection: string;
  external_id: string;
  profile_id: number;
  channel: string | null;
  status: string;
  team: string | null;
  agent: string | null;
  handoffs: number;
  opened_at: number;
  first_reply_at: number | null;
  resolved_at: number | null;
  reopened: number;
  rating: number | null;
  topic: string | null;
  outcome: string | null;
  last_writer: ConversationRecord['lastWriter'];
  last_written_at: number | null;
};

export function mapConversation(row: ConversationRow): ConversationRecord {
  return {
    publicId: row.public_id,
    connection: row.connection,
    externalId: row.external_id,
    leafId: row.profile_id,
    channel: row.channel,
    status: row.status,
    team: row.team,
    agent: row.agent,
    handoffs: row.handoffs,
    openedAt: row.opened_at,
    firstReplyAt: row.first_reply_at,
    resolvedAt: row.resolved_at,
    reopened: row.reopened,
    rating: row.rating,
    topic: row.topic,
    outcome: row.outcome,
    lastWriter: row.last_writer,
    lastWrittenAt: row.last_written_at,
  };
}

const statements = {
  byExternalId: {
    name: 'read_conversations_by_external_id',
    text: `select ${conversationColumns} from unnest($1::text[], $2::text[]) as u(connection, external_id)
      join conversation c using (connection, external_id)`,
  },
  /** The latest of each. */
  facts: {
    name: 'read_conversation_facts',
    text: `select u.id, f.fact from unnest($1::text[], $2::text[], $3::text[]) as u(id, connection, external_id)
      cross join lateral (select fact from conversation_fact f where f.connection = u.connection and f.external_id = u.external_id
        order by f.at desc limit ${readLimits.factsPerConversationMax}) f`,
  },
};

/** What helpdesks told of conversations. */
export function createConversationReader(pool: pg.Pool): ConversationReader {
  return {
    async byExternalIds(ids) {
      const { rows } = await pool.query<ConversationRow>({
        ...statements.byExternalId,
        values: [ids.map((id) => id.connection), ids.map((id) => id.externalId)],
      });
      const found = rows.map(mapConversation);
      return ids.map(
        (id) => found.find((one) => one.connection === id.connection && one.externalId === id.externalId) ?? null,
      );
    },
    async facts(conversations) {
      const { rows } = await pool.query<{ id: string; fact: ConversationFact }>({
        ...statements.facts,
        values: [
          conversations.map((one) => one.publicId),
          conversations.map((one) => one.connection),
          conversations.map((one) => one.externalId),
        ],
      });
      const facts = new Map<string, ConversationFact[]>(conversations.map((one) => [one.publicId, []]));
      for (const { id, fact } of rows) facts.get(id)?.push(fact);
      return new Map([...facts].map(([id, told]) => [id, inOrder(told)]));
    },
  };
}
