import { Card, RelativeTime, textOf, useTexts } from '@rapport/sdk/admin';
import { Badge, Flex, Typography } from '@strapi/design-system';
import type { CustomerQuery } from './customer.documents';
import { texts } from './texts';

type Profile = NonNullable<CustomerQuery['profile']>;

/** The organisations that the customer belongs to. */
export function AccountsCard({ accounts }: { readonly accounts: Profile['accounts'] }) {
  const t = useTexts(texts);
  if (accounts.edges.length === 0) return null;
  return (
    <Card title={t('accounts')}>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
        {accounts.edges.map(({ node }) => (
          <li key={node.accountId}>
            <Typography fontWeight="semiBold" tag="p">
              {textOf(node.traits, 'name') ?? node.externalId}
            </Typography>
            <Typography variant="pi" textColor="neutral600">
              {[node.connection, node.externalId, textOf(node.traits, 'industry'), textOf(node.traits, 'plan')]
                .filter((part) => part !== null && part !== '')
                .join(' · ')}
            </Typography>
          </li>
        ))}
      </Flex>
    </Card>
  );
}

/** The newest conversations with a helpdesk. */
export function ConversationsCard({ conversations }: { readonly conversations: Profile['conversations'] }) {
  const t = useTexts(texts);
  if (conversations.edges.length === 0) return null;
  return (
    <Card title={t('conversations')}>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
        {conversations.edges.map(({ node }) => (
          <li key={node.id}>
            <Flex gap={2}>
              <Typography fontWeight="semiBold">{node.topic?.replaceAll('_', ' ') ?? t('conversation')}</Typography>
              <Badge size="S">{node.status}</Badge>
            </Flex>
            <Typography variant="pi" textColor="neutral600">
              {node.channel !== null && `${node.channel} · `}
              <RelativeTime at={node.openedAt} />
            </Typography>
          </li>
        ))}
      </Flex>
    </Card>
  );
}
