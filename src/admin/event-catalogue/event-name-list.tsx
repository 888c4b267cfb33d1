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
  textIn,
  useLocale,
  usePages,
  useTexts,
  useViewer,
  WarningBadge,
} from '@rapport/sdk/admin';
import {
  Badge,
  Box,
  Button,
  Flex,
  Link,
  Searchbar,
  SingleSelect,
  SingleSelectOption,
  Table,
  Tbody,
  Td,
  Tr,
  Typography,
} from '@strapi/design-system';
import { Book, Plus } from '@strapi/icons';
import { useDeferredValue, useState } from 'react';
import { NavLink } from 'react-router-dom';
import { EventCatalogueDocument } from './event-catalogue.documents';
import type { EventCatalogueQuery } from './event-catalogue.documents';
import { NewPlanDialog } from './new-plan-dialog';
import { texts } from './texts';

const rowsPerPage = 50;
const connectionOf = (result: EventCatalogueQuery) => result.catalogue;
type Row = EventCatalogueQuery['catalogue']['edges'][number]['node'];
const sourcesShown = 3;

export function EventNameList() {
  const t = useTexts(texts);
  const { can } = useViewer();
  const [search, setSearch] = useState('');
  const [orderBy, setOrderBy] = useState<'COUNT' | 'NAME'>('COUNT');
  const [planning, setPlanning] = useState(false);
  const asked = useDeferredValue(search.trim());
  const list = usePages(EventCatalogueDocument, { search: asked, orderBy, first: rowsPerPage }, connectionOf, {
    keepPrevious: true,
    refetchSeconds: 10,
  });
  const rows = nodesOf(list.data, connectionOf);
  const create = can('catalogue.write') ? (
    <Button startIcon={<Plus />} onClick={() => setPlanning(true)}>
      {t('newPlan')}
    </Button>
  ) : undefined;
  return (
    <PageFrame title={t('title')} subtitle={t('subtitle')} actions={create}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        {(rows.length > 0 || asked !== '') && (
          <Flex gap={4} wrap="wrap">
            <Box flex="1" maxWidth="40rem">
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
            <SingleSelect
              aria-label={t('order')}
              value={orderBy}
              onChange={(next) => setOrderBy(next === 'NAME' ? 'NAME' : 'COUNT')}
            >
              <SingleSelectOption value="COUNT">{t('byCount')}</SingleSelectOption>
              <SingleSelectOption value="NAME">{t('byName')}</SingleSelectOption>
            </SingleSelect>
          </Flex>
        )}
        {list.error !== null && rows.length === 0 && (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.isLoading && <LoadingState />}
        {list.data !== undefined && rows.length === 0 && (
          <EmptyState
            icon={<Book width="6rem" height="6rem" fill="neutral400" aria-hidden />}
            content={asked === '' ? t('none') : t('noneFound')}
          />
        )}
        {rows.length > 0 && <EventNameTable rows={rows} />}
        <LoadMore
          hasMore={list.hasNextPage}
          isLoading={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      </Flex>
      <NewPlanDialog open={planning} onClose={() => setPlanning(false)} />
    </PageFrame>
  );
}

function EventNameTable({ rows }: { readonly rows: readonly Row[] }) {
  const t = useTexts(texts);
  const heads = [t('name'), t('days30'), t('count'), t('last'), t('sources'), t('plan')];
  return (
    <Table colCount={heads.length} rowCount={rows.length + 1}>
      <TableHeads heads={heads} />
      <Tbody>
        {rows.map((row) => (
          <EventNameRow key={row.id} row={row} />
        ))}
      </Tbody>
    </Table>
  );
}

function EventNameRow({ row }: { readonly row: Row }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const values = objects(row.volume).map((point) => numberIn(point, 'count'));
  const total = formatShortNumber(
    values.reduce((sum, value) => sum + value, 0),
    locale,
  );
  return (
    <Tr>
      <Td>
        <Flex direction="column" alignItems="flex-start" gap={1}>
          <Flex gap={2}>
            <Link tag={NavLink} to={row.id}>
              {row.name === '' ? t('nameless') : row.name}
            </Link>
            {row.type !== 'TRACK' && <Badge>{t(row.type)}</Badge>}
            {row.deprecatedAt !== null && <WarningBadge>{t('deprecated')}</WarningBadge>}
          </Flex>
          {row.description !== '' && (
            <Typography variant="pi" textColor="neutral600" ellipsis maxWidth="36rem">
              {row.description}
            </Typography>
          )}
        </Flex>
      </Td>
      <Td>
        <Flex gap={3}>
          <Sparkline values={values} label={`${t('days30')}: ${total}`} />
          <Typography>{total}</Typography>
        </Flex>
      </Td>
      <Td>
        <Typography>{formatShortNumber(row.count, locale)}</Typography>
      </Td>
      <Td>
        {row.lastSeen === null ? (
          <Typography textColor="neutral600">{t('never')}</Typography>
        ) : (
          <Typography>
            <RelativeTime at={row.lastSeen} />
          </Typography>
        )}
      </Td>
      <Td>
        <Typography textColor="neutral700" ellipsis maxWidth="20rem">
          {sourceNames(row.sources).slice(0, sourcesShown).join(', ')}
        </Typography>
      </Td>
      <Td>
        <PlanCell row={row} />
      </Td>
    </Tr>
  );
}

export function sourceNames(sources: Row['sources']): string[] {
  return objects(sources).map((one) => (textIn(one, 'name') === '' ? textIn(one, 'source') : textIn(one, 'name')));
}

function PlanCell({ row }: { readonly row: Row }) {
  const t = useTexts(texts);
  if (row.plan === null || row.plan.mode === 'OFF')
    return <Typography textColor="neutral600">{row.plan === null ? t('noPlan') : t('OFF')}</Typography>;
  return (
    <Flex gap={2} wrap="wrap">
      <Badge>{t(row.plan.mode)}</Badge>
      {row.violationCount > 0 && (
        <Badge backgroundColor="danger100" textColor="danger700">
          {t('broken', { count: row.violationCount })}
        </Badge>
      )}
    </Flex>
  );
}
