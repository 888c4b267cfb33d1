import type { Json } from '@rapport/sdk';
import { deliveryPayload } from './payload';

export type ChatwootEvent = {
  readonly kind: 'conversation' | 'message' | 'contact' | 'widget';
  /** As Chatwoot calls it: `conversation_updated`. */
  readonly name: string;
  /** Of the account that it is about; null: versions before 4.14.2 do not say it of conversations. */
  readonly account: string | null;
  /** Epoch milliseconds; null: nobody vouches for a time. */
  readonly deliveredAt: number | null;
};

const kinds: ReadonlyMap<string, ChatwootEvent['kind']> = new Map([
  ['conversation_created', 'conversation'],
  ['conversation_updated', 'conversation'],
  ['conversation_status_changed', 'conversation'],
  ['conversation_opened', 'conversation'],
  ['conversation_resolved', 'conversation'],
  ['macro.executed', 'conversation'],
  ['message_created', 'message'],
  ['message_updated', 'message'],
  ['contact_created', 'contact'],
  ['contact_updated', 'contact'],
  ['webwidget_triggered', 'widget'],
]);

/** Null: not of Chatwoot, or of no interest (`conversation_typing_on`, `inbox_created` ...). */
export function eventOf(body: Json): ChatwootEvent | null {
  const delivery = deliveryPayload.safeParse(body);
  if (!delivery.success) return null;
  const { event: name, account, delivered_at: deliveredAt } = delivery.data;
  // `automation_event.message_created` carries a conversation, too.
  const kind = name.startsWith('automation_event.') ? 'conversation' : kinds.get(name);
  return kind === undefined ? null : { kind, name, account: account?.id ?? null, deliveredAt };
}
