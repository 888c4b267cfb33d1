import type { ConversationRecord } from '@rapport/sdk';
import type { Contacts, ConversationLine } from './view';

const monthMilliseconds = 30 * 86_400_000;
const latestMax = 5;
const ratingsMax = 8;

/**
 * What contacts with us were like.
 * @param conversations in any order
 * @param current public id of the one that is open beside the panel; null: none
 */
export function contactsOf(
  conversations: readonly ConversationRecord[],
  current: string | null,
  now: number,
): Contacts {
  const newest = [...conversations].sort((a, b) => b.openedAt - a.openedAt);
  const resolved = newest.filter(({ resolvedAt }) => resolvedAt !== null && resolvedAt > now - monthMilliseconds);
  const handoffs = resolved.reduce((sum, one) => sum + one.handoffs, 0);
  return {
    total: newest.length,
    recent: newest.filter(({ openedAt }) => openedAt > now - monthMilliseconds).length,
    handoffsBeforeResolution: resolved.length === 0 ? null : handoffs / resolved.length,
    ratings: newest
      .flatMap(({ rating, resolvedAt, openedAt, channel }) =>
        rating === null ? [] : [{ rating, at: resolvedAt ?? openedAt, channel }],
      )
      .slice(0, ratingsMax),
    latest: newest
      .filter(({ publicId }) => publicId !== current)
      .slice(0, latestMax)
      .map(conversationLine),
  };
}

export function conversationLine(conversation: ConversationRecord): ConversationLine {
  const { channel, status, openedAt, handoffs, reopened, rating, topic, outcome, agent, team } = conversation;
  const { firstReplyAt, resolvedAt } = conversation;
  return {
    ...{ channel, status, openedAt, handoffs, reopened, rating, topic, outcome, agent, team },
    ...{ firstReplyAt, resolvedAt },
  };
}
