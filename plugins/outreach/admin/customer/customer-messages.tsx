import { Card, defineTexts, ErrorState, LoadMore, nodesOf, RelativeTime, usePages, useTexts } from '@rapport/sdk/admin';
import type { CustomerCardProps } from '@rapport/sdk/admin';
import { Flex, Typography } from '@strapi/design-system';
import { MessageBadge } from '../words/message-badge';
import { useMessageWords } from '../words/use-message-words';
import { CustomerJourneys } from './customer-journeys';
import { CustomerMessagesDocument } from './messages.documents';
import type { CustomerMessagesQuery } from './messages.documents';

const texts = defineTexts({
  messages: { en: 'Messages', 'zh-Hans': '消息' },
  none: { en: 'Nothing was sent or withheld so far.', 'zh-Hans': '尚无消息记录。' },
  byItself: { en: '{template}, by itself', 'zh-Hans': '{template}（单独发送）' },
  opened: { en: 'opened', 'zh-Hans': '打开于' },
  clicked: { en: 'clicked', 'zh-Hans': '点击于' },
});
const perPage = 10;
const connectionOf = (result: CustomerMessagesQuery) => result.profile?.messages;
type Message = NonNullable<CustomerMessagesQuery['profile']>['messages']['edges'][number]['node'];

/** On the page of a customer: every message, what became of it, and why. */
export default function CustomerMessages({ profileId }: CustomerCardProps) {
  const t = useTexts(texts);
  const list = usePages(CustomerMessagesDocument, { id: profileId, first: perPage }, connectionOf);
  const messages = nodesOf(list.data, connectionOf);
  if (list.data === undefined && list.error === null) return null;
  return (
    <Card title={t('messages')}>
      {list.error !== null && messages.length === 0 && (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.data !== undefined && messages.length === 0 && <Typography textColor="neutral600">{t('none')}</Typography>}
      <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
        {messages.map((message) => (
          <MessageLine key={message.messageId} message={message} />
        ))}
      </Flex>
      <LoadMore
        hasMore={list.hasNextPage}
        isLoading={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
      <CustomerJourneys profileId={profileId} />
    </Card>
  );
}

function MessageLine({ message }: { readonly message: Message }) {
  const t = useTexts(texts);
  const { whyOf } = useMessageWords();
  const { state, campaignName, template, medium, handedAt, endedAt, plannedAt, openedAt, clickedAt } = message;
  const why = whyOf(message);
  const seen = clickedAt === null ? { word: t('opened'), at: openedAt } : { word: t('clicked'), at: clickedAt };
  return (
    <Flex tag="li" direction="column" alignItems="stretch" gap={1}>
      <Flex justifyContent="space-between" gap={2}>
        <Typography fontWeight="semiBold">{campaignName ?? t('byItself', { template })}</Typography>
        <MessageBadge state={state} />
      </Flex>
      {why !== '' && <Typography variant="pi">{why}</Typography>}
      <Typography variant="pi" textColor="neutral600">
        {medium} · <RelativeTime at={handedAt ?? endedAt ?? plannedAt} />
        {seen.at !== null && (
          <>
            {' · '}
            {seen.word} <RelativeTime at={seen.at} />
          </>
        )}
      </Typography>
    </Flex>
  );
}
