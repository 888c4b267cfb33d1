import { WarningBadge } from '@rapport/sdk/admin';
import { Badge } from '@strapi/design-system';
import type { MessageState } from './message-states';
import { useMessageWords } from './use-message-words';

const good: ReadonlySet<MessageState> = new Set(['HANDED', 'DELIVERED']);
const bad: ReadonlySet<MessageState> = new Set(['BOUNCED', 'COMPLAINED', 'FAILED', 'UNKNOWN']);

/** What became of a message; its colour says the same as its word. */
export function MessageBadge({ state }: { readonly state: MessageState }) {
  const { stateOf } = useMessageWords();
  if (bad.has(state)) return <WarningBadge size="S">{stateOf(state)}</WarningBadge>;
  const isGood = good.has(state);
  return (
    <Badge
      size="S"
      backgroundColor={isGood ? 'success100' : 'neutral150'}
      textColor={isGood ? 'success700' : 'neutral700'}
    >
      {stateOf(state)}
    </Badge>
  );
}
