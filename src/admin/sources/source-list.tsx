import {
  EmptyState,
  ErrorState,
  formatShortNumber,
  LoadingState,
  LoadMore,
  nodesOf,
  numberIn,
  objects,
  PageFrame,
  RelativeTime,
  Sparkline,
  TableHeads,
  useLocale,
  usePages,
  useTexts,
  useViewer,
  WarningBadge,
} from '@rapport/sdk/admin';
import { Badge, Box, Button, Flex, Link, Searchbar, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { Plus, Webhooks } from '@strapi/icons';
import { useDeferredValue, useState } from 'react';
import { NavLink } from 'react-router-dom';
import { CreateSourceDialog } from './create-source-dialog';
import { SourcesDocument } from './sources.documents';
import type { SourcesQuery } from './sources.documents';
import { countedMax, texts } from './texts';

const rowsPerPage = 50;
const connectionOf = (result: SourcesQuery) => result.sources;
type Row = SourcesQuery['sources']['edges'][number]['node'];

export function SourceList() {
  const t = useTexts(texts);
  const { can } = useViewer();
  const [search, setSearch] = useState('');
  const [creating, setCreating] = useState(false);
  const asked = useDeferredValue(search.trim());
  const list = usePages(SourcesDocument, { search: asked, first: rowsPerPage }, connectionOf, {
    keepPrevious: true,
    refetchSeconds: 5,
  });
  const rows = nodesOf(list.data, connectionOf);
  const create = can('source.write') ? (
    <Button startIcon={<Plus />} onClick={() => setCreating(true)}>
      {t('create')}
    </Button>
  ) : undefined;
  return (
    <PageFrame title={t('title')} subtitle={t('subtitle')} actions={create}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        {(rows.length > 0 || asked !== '') && (
          <Box maxWidth="40rem">
            <Searchbar
              name="search"
              value={search}
              placeholder={t('search')}
              clearLabel={t('clear')}
              onClear={() => setSearch('')}
              onChange={(event) => setSearch(event.target.value)}
            >
              {t('search')}
            </Searchbar>
          </Box>
        )}
        {list.error !== null && rows.length === 0 && (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.isLoading && <LoadingState />}
        {list.data !== undefined && rows.length === 0 && (
          <EmptyState
            icon={<Webhooks width="6rem" height="6rem" fill="neutral400" aria-hidden />}
            content={asked === '' ? t('none') : t('noneFound')}
            action={asked === '' ? create : undefined}
          />
        )}
        {rows.length > 0 && <SourceTable rows={rows} />}
        <LoadMore
          hasMore={list.hasNextPage}
          isLoading={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      </Flex>
      <CreateSourceDialog open={creating} onClose={() => setCreating(false)} />
    </PageFrame>
  );
}

function SourceTable({ rows }: { readonly rows: readonly Row[] }) {
  const t = useTexts(texts);
  const heads = [t('name'), t('kind'), t('lastEvent'), t('days30'), t('waiting'), t('state')];
  return (
    <Table colCount={heads.length} rowCount={rows.length + 1}>
      <TableHeads heads={heads} />
      <Tbody>
        {rows.map((row) => (
          <SourceRow key={row.ref} row={row} />
        ))}
      </Tbody>
    </Table>
  );
}

function SourceRow({ row }: { readonly row: Row }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const values = objects(row.volume).map((point) => numberIn(point, 'accepted'));
  const total = formatShortNumber(
    values.reduce((sum, value) => sum + value, 0),
    locale,
  );
  return (
    <Tr>
      <Td>
        <Link tag={NavLink} to={row.ref}>
          {row.name}
        </Link>
      </Td>
      <Td>
        <Typography>{t(row.kind)}</Typography>
      </Td>
      <Td>
        {row.lastReceivedAt === null ? (
          <Typography textColor="neutral600">{t('never')}</Typography>
        ) : (
          <Typography>
            <RelativeTime at={row.lastReceivedAt} />
          </Typography>
        )}
      </Td>
      <Td>
        <Flex gap={3}>
          <Sparkline values={values} label={`${t('days30')}: ${total}`} />
          <Typography>{total}</Typography>
        </Flex>
      </Td>
      <Td>
        {row.openRejected === 0 ? (
          <Typography textColor="neutral600">0</Typography>
        ) : (
          <Link tag={NavLink} to={`${row.ref}?tab=rejected`}>
            {row.openRejected >= countedMax ? `${countedMax}+` : row.openRejected}
          </Link>
        )}
      </Td>
      <Td>
        <Flex gap={2}>
          <Badge
            backgroundColor={row.enabled ? 'success100' : 'neutral150'}
            textColor={row.enabled ? 'success700' : 'neutral700'}
          >
            {row.enabled ? t('on') : t('off')}
          </Badge>
          {row.previousKey !== null && <WarningBadge>{t('rotating')}</WarningBadge>}
        </Flex>
      </Td>
    </Tr>
  );
}
