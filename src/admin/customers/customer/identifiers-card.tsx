import {
  Card,
  ConfirmDialog,
  ErrorState,
  isMasked,
  LoadingState,
  LoadMore,
  Masked,
  nodesOf,
  RelativeTime,
  useLocale,
  usePages,
  useTexts,
  WarningBadge,
} from '@rapport/sdk/admin';
import { Badge, Box, Flex, IconButton, Tooltip, Typography } from '@strapi/design-system';
import { Scissors } from '@strapi/icons';
import { useState } from 'react';
import { kindName } from '../../identity/kind-name';
import { useIdentity } from '../../identity/use-identity';
import { useSourceName } from '../use-source-name';
import { CustomerIdentifiersDocument } from './customer.documents';
import type { CustomerIdentifiersQuery } from './customer.documents';
import { texts } from './texts';

type Identifier = NonNullable<CustomerIdentifiersQuery['profile']>['identifiers']['edges'][number]['node'];

const identifiersPerPage = 50;
const identifiersOf = (result: CustomerIdentifiersQuery) => result.profile?.identifiers;

/** By what the customer is known, and where each of it comes from. */
export function IdentifiersCard({ id, canSeparate }: { readonly id: string; readonly canSeparate: boolean }) {
  const t = useTexts(texts);
  const query = usePages(CustomerIdentifiersDocument, { id, first: identifiersPerPage }, identifiersOf);
  const [leaving, setLeaving] = useState<Identifier | null>(null);
  const identifiers = nodesOf(query.data, identifiersOf);
  return (
    <Card title={t('identifiers')}>
      {query.isLoading && <LoadingState lines={3} />}
      {query.error !== null && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data !== undefined && identifiers.length === 0 && (
        <Typography textColor="neutral600">{t('noIdentifiers')}</Typography>
      )}
      <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
        {identifiers.map((identifier) => (
          <Row
            key={identifier.id}
            identifier={identifier}
            onSeparate={canSeparate && identifiers.length > 1 && !isMasked(identifier.value) ? setLeaving : null}
          />
        ))}
      </Flex>
      <LoadMore
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      />
      {leaving !== null && <SeparateDialog id={id} identifier={leaving} onClose={() => setLeaving(null)} />}
    </Card>
  );
}

type RowProps = { readonly identifier: Identifier; readonly onSeparate: ((identifier: Identifier) => void) | null };

function Row({ identifier, onSeparate }: RowProps) {
  const t = useTexts(texts);
  const locale = useLocale();
  const source = useSourceName(identifier.source);
  const { kind, value, verified, retired, lastSeen } = identifier;
  return (
    <Flex tag="li" justifyContent="space-between" gap={2} alignItems="flex-start">
      <Box minWidth={0}>
        <Flex gap={2} wrap="wrap">
          <Typography variant="pi" textColor="neutral600">
            {kindName(kind, locale)}
          </Typography>
          <Tooltip label={t(verified ? 'verifiedHint' : 'claimedHint')}>
            <Box tag="span" tabIndex={0}>
              {verified ? (
                <Badge size="S" variant="success">
                  {t('verified')}
                </Badge>
              ) : (
                <WarningBadge size="S">{t('claimed')}</WarningBadge>
              )}
            </Box>
          </Tooltip>
          {retired && (
            <Tooltip label={t('retiredHint')}>
              <Box tag="span" tabIndex={0}>
                <Badge size="S">{t('retired')}</Badge>
              </Box>
            </Tooltip>
          )}
        </Flex>
        {isMasked(value) ? (
          <Masked />
        ) : (
          <Typography fontWeight="semiBold" style={{ overflowWrap: 'anywhere' }}>
            {value}
          </Typography>
        )}
        <Typography variant="pi" textColor="neutral600" tag="p">
          {source} · <RelativeTime at={lastSeen} />
        </Typography>
      </Box>
      {onSeparate !== null && (
        <IconButton
          variant="ghost"
          label={t('separate', { identifier: `${kindName(kind, locale)} ${value}` })}
          onClick={() => onSeparate(identifier)}
        >
          <Scissors />
        </IconButton>
      )}
    </Flex>
  );
}

type DialogProps = { readonly id: string; readonly identifier: Identifier; readonly onClose: () => void };

function SeparateDialog({ id, identifier, onClose }: DialogProps) {
  const t = useTexts(texts);
  const locale = useLocale();
  const identity = useIdentity();
  const { kind, value } = identifier;
  const separate = () => identity.separate(id, { kind, value }).then(onClose, () => undefined);
  return (
    <ConfirmDialog
      title={t('separateTitle')}
      text={t('separateBody', { identifier: `${kindName(kind, locale)} “${value}”` })}
      action={t('separateAction')}
      isBusy={identity.isBusy}
      error={identity.error}
      onConfirm={() => void separate()}
      onClose={onClose}
    />
  );
}
