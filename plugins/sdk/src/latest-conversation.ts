import type { ConversationRecord } from './read-models';

type Moments = Pick<ConversationRecord, 'openedAt' | 'lastWrittenAt'>;

/** When somebody wrote in it last; its beginning where nobody did. */
export function lastMomentOf({ lastWrittenAt, openedAt }: Moments): number {
  return lastWrittenAt ?? openedAt;
}

/** The one in which somebody wrote last, of any order; of several at the same moment the first. Null: there is none. */
export function latestConversation<One extends Moments>(conversations: readonly One[]): One | null {
  return conversations.reduce<One | null>(
    (latest, one) => (latest === null || lastMomentOf(one) > lastMomentOf(latest) ? one : latest),
    null,
  );
}
