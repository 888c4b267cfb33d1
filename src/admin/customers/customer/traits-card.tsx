import {
  Card,
  ErrorState,
  isMasked,
  LoadingState,
  LoadMore,
  nodesOf,
  RelativeTime,
  TraitValue,
  usePages,
  useTexts,
  WarningBadge,
} from '@rapport/sdk/admin';
import { Badge, Box, Flex, IconButton, Typography } from '@strapi/design-system';
import { Pencil, Plus } from '@strapi/icons';
import { useState } from 'react';
import { useSourceName } from '../use-source-name';
import { CustomerTraitsDocument } from './customer.documents';
import type { CustomerTraitsQuery } from './customer.documents';
import { EditTraitDialog } from './edit-trait-dialog';
import { texts } from './texts';
import { traitType } from './trait-type';

type Trait = NonNullable<CustomerTraitsQuery['profile']>['traitList']['edges'][number]['node'];

const traitsPerPage = 50;
const traitsOf = (result: CustomerTraitsQuery) => result.profile?.traitList;

/** What is known of the customer: each value with its type, its age and who wrote it. */
export function TraitsCard({ id, canWrite }: { readonly id: string; readonly canWrite: boolean }) {
  const t = useTexts(texts);
  const query = usePages(CustomerTraitsDocument, { id, first: traitsPerPage }, traitsOf);
  const [edited, setEdited] = useState<{ readonly trait: Trait | null } | null>(null);
  const traits = nodesOf(query.data, traitsOf);
  const add = (
    <IconButton label={t('addTrait')} onClick={() => setEdited({ trait: null })}>
      <Plus />
    </IconButton>
  );
  return (
    <Card title={t('traits')} action={canWrite ? add : null}>
      {query.isLoading && <LoadingState lines={4} />}
      {query.error !== null && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data !== undefined && traits.length === 0 && (
        <Typography textColor="neutral600">{t('noTraits')}</Typography>
      )}
      <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
        {traits.map((trait) => (
          <Row
            key={trait.id}
            trait={trait}
            onEdit={canWrite && !isMasked(trait.value) ? () => setEdited({ trait }) : null}
          />
        ))}
      </Flex>
      <LoadMore
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onMore={() => void query.fetchNextPage()}
      />
      {edited !== null && (
        <EditTraitDialog id={id} trait={edited.trait} traits={traits} onClose={() => setEdited(null)} />
      )}
    </Card>
  );
}

function Row({ trait, onEdit }: { readonly trait: Trait; readonly onEdit: (() => void) | null }) {
  const t = useTexts(texts);
  const source = useSourceName(trait.source ?? '');
  const { key, value, at, verified } = trait;
  return (
    <Flex tag="li" justifyContent="space-between" gap={2} alignItems="flex-start">
      <Box minWidth={0}>
        <Flex gap={2} wrap="wrap">
          <Typography variant="pi" textColor="neutral600">
            {key}
          </Typography>
          {!isMasked(value) && <Badge size="S">{t(traitType(value))}</Badge>}
          {verified === false && <WarningBadge size="S">{t('claimed')}</WarningBadge>}
        </Flex>
        <Box style={{ overflowWrap: 'anywhere' }}>
          <TraitValue value={value} />
        </Box>
        {at !== null && (
          <Typography variant="pi" textColor="neutral600" tag="p">
            {source} · <RelativeTime at={at} />
          </Typography>
        )}
      </Box>
      {onEdit !== null && (
        <IconButton variant="ghost" label={t('editTrait', { key })} onClick={onEdit}>
          <Pencil />
        </IconButton>
      )}
    </Flex>
  );
}
