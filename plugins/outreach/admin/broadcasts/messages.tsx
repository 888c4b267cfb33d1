import { Card, CustomerLink, nodesOf, PagedTable, RelativeTime, usePages, useTexts } from '@rapport/sdk/admin';
import { SingleSelect, SingleSelectOption, Td, Tr, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { MessageBadge } from '../words/message-badge';
import { messageStates } from '../words/message-states';
import type { MessageState } from '../words/message-states';
import { useMessageWords } from '../words/use-message-words';
import { BroadcastMessagesDocument } from './broadcasts.documents';
import type { BroadcastMessagesQuery } from './broadcasts.documents';
import { texts } from './texts';

const rowsPerPage = 50;
const refetchSeconds = 4;
const connectionOf = (result: BroadcastMessagesQuery) => result.broadcast?.messages;
type Message = NonNullable<BroadcastMessagesQuery['broadcast']>['messages']['edges'][number]['node'];

type Props = { readonly broadcastId: string; readonly isLive: boolean };

/** Who got it and who did not, one by one. */
export function Messages({ broadcastId, isLive }: Props) {
  const t = useTexts(texts);
  const { stateOf } = useMessageWords();
  const [state, setState] = useState<MessageState | null>(null);
  const list = usePages(
    BroadcastMessagesDocument,
    { id: broadcastId, state, first: rowsPerPage },
    connectionOf,
    isLive ? { refetchSeconds } : {},
  );
  const rows = nodesOf(list.data, connectionOf);
  return (
    <Card
      title={t('messages')}
      action={
        <SingleSelect
          aria-label={t('show')}
          size="S"
          value={state ?? ''}
          onChange={(next) => setState(messageStates.find((one) => one === next) ?? null)}
        >
          <SingleSelectOption value="">{t('everyState')}</SingleSelectOption>
          {messageStates.map((one) => (
            <SingleSelectOption key={one} value={one}>
              {stateOf(one)}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      }
    >
      <PagedTable
        list={list}
        heads={[t('customer'), t('state'), t('why'), t('when')]}
        count={rows.length}
        empty={t('noMessages')}
      >
        {rows.map((message) => (
          <MessageRow key={message.messageId} message={message} />
        ))}
      </PagedTable>
    </Card>
  );
}

function MessageRow({ message }: { readonly message: Message }) {
  const t = useTexts(texts);
  const { whyOf } = useMessageWords();
  const { profile, state, handedAt, endedAt, plannedAt } = message;
  return (
    <Tr>
      <Td>
        {profile === null ? (
          <Typography textColor="neutral600">{t('forgotten')}</Typography>
        ) : (
          <Typography>
            <CustomerLink profile={profile} />
          </Typography>
        )}
      </Td>
      <Td>
        <MessageBadge state={state} />
      </Td>
      <Td>
        <Typography textColor="neutral600">{whyOf(message)}</Typography>
      </Td>
      <Td>
        <Typography textColor="neutral600">
          <RelativeTime at={endedAt ?? handedAt ?? plannedAt} />
        </Typography>
      </Td>
    </Tr>
  );
}
