import type { JsonObject, Session } from '@rapport/sdk';
import type { MessageState } from '../../domain/ledger';

/** By what somebody came: to which address, of which topic. Times are epoch milliseconds. */
export type SentMessage = {
  readonly id: number;
  readonly state: MessageState;
  readonly addressHash: string;
  readonly medium: string;
  readonly topic: string;
  /** Language -> text; null: the topic is gone. */
  readonly topicName: Readonly<Record<string, string>> | null;
  readonly leafId: number;
  readonly plannedAt: number;
  readonly context: JsonObject;
};

export async function sentMessage(sql: Session, publicId: string): Promise<SentMessage | null> {
  const [row] = await sql.rows<SentMessage>({
    text: `select m.id, m.state, m.address_hash as "addressHash", m.medium, m.topic, t.name as "topicName", m.profile_id as "leafId",
        m.planned_at as "plannedAt", m.context
      from message m left join topic t on t.key = m.topic where m.public_id = $1 and m.address_hash is not null`,
    values: [publicId],
  });
  return row ?? null;
}
