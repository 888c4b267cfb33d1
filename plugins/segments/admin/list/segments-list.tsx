import {
  EmptyState,
  ErrorState,
  formatNumber,
  LoadingState,
  nodesOf,
  PageFrame,
  RelativeTime,
  TableHeads,
  useEveryPage,
  useLocale,
  usePages,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';
import {
  Badge,
  Box,
  Flex,
  Link,
  LinkButton,
  MenuItem,
  Searchbar,
  SimpleMenu,
  SingleSelect,
  SingleSelectOption,
  Table,
  Tbody,
  Td,
  Tr,
  Typography,
} from '@strapi/design-system';
import { Filter, Graph } from '@strapi/icons';
import { useState } from 'react';
import { NavLink, useNavigate } from 'react-router-dom';
import { TemplateGallery } from '../templates/template-gallery';
import { isShown, shownKinds } from './filter';
import type { ShownKind } from './filter';
import { Health } from './health';
import { SegmentsDocument } from './list.documents';
import type { SegmentsQuery } from './list.documents';
import { NewListDialog } from './new-list-dialog';
import { texts } from './texts';
import { TrendLine } from './trend-line';

const rowsPerPage = 100;
const refetchSeconds = 5;
const connectionOf = (result: SegmentsQuery) => result.segments;
type Row = SegmentsQuery['segments']['edges'][number]['node'];

export function SegmentsList() {
  const t = useTexts(texts);
  const { can } = useViewer();
  const [search, setSearch] = useState('');
  const [kind, setKind] = useState<ShownKind>('all');
  const list = usePages(SegmentsDocument, { first: rowsPerPage }, connectionOf, { refetchSeconds });
  useEveryPage(list);
  const rows = nodesOf(list.data, connectionOf);
  const shown = rows.filter((row) => isShown(row, search, kind));
  const mayWrite = can('segment.write');
  return (
    <PageFrame title={t('title')} subtitle={t('subtitle')} actions={<Actions />}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        {list.error !== null && rows.length === 0 && (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.isLoading && <LoadingState />}
        {list.data !== undefined && rows.length === 0 && (
          <>
            <EmptyState
              icon={<Filter width="6rem" height="6rem" fill="neutral400" aria-hidden />}
              content={t('none')}
            />
            {mayWrite && <TemplateGallery />}
          </>
        )}
        {rows.length > 0 && (
          <>
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
                aria-label={t('show')}
                value={kind}
                onChange={(next) => setKind(shownKinds.find((one) => one === next) ?? 'all')}
              >
                {shownKinds.map((one) => (
                  <SingleSelectOption key={one} value={one}>
                    {t(one)}
                  </SingleSelectOption>
                ))}
              </SingleSelect>
            </Flex>
            {shown.length === 0 ? (
              <Typography textColor="neutral600">{t('noneFound')}</Typography>
            ) : (
              <Rows rows={shown} />
            )}
          </>
        )}
      </Flex>
    </PageFrame>
  );
}

function Actions() {
  const t = useTexts(texts);
  const { can } = useViewer();
  return (
    <Flex gap={2} wrap="wrap">
      <LinkButton tag={NavLink} to="-/computed" variant="tertiary" startIcon={<Graph aria-hidden />}>
        {t('computed')}
      </LinkButton>
      {can('segment.write') && <NewMenu />}
    </Flex>
  );
}

function NewMenu() {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const [listing, setListing] = useState(false);
  return (
    <>
      <SimpleMenu label={t('newSegment')} variant="default" popoverPlacement="bottom-end">
        <MenuItem onSelect={() => void navigate('-/new?from=templates')}>{t('fromTemplate')}</MenuItem>
        <MenuItem onSelect={() => void navigate('-/new')}>{t('fromNothing')}</MenuItem>
        <MenuItem onSelect={() => setListing(true)}>{t('newList')}</MenuItem>
      </SimpleMenu>
      {listing && <NewListDialog onClose={() => setListing(false)} />}
    </>
  );
}

function Rows({ rows }: { readonly rows: readonly Row[] }) {
  const t = useTexts(texts);
  const heads = [t('name'), t('size'), t('trend'), t('lastChange'), t('health')];
  return (
    <Table colCount={heads.length} rowCount={rows.length + 1}>
      <TableHeads heads={heads} />
      <Tbody>
        {rows.map((row) => (
          <SegmentRow key={row.segmentId} row={row} />
        ))}
      </Tbody>
    </Table>
  );
}

function SegmentRow({ row }: { readonly row: Row }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const sizes = numbersOf(row.trend);
  const [first, last] = [formatNumber(sizes[0] ?? 0, locale), formatNumber(sizes.at(-1) ?? 0, locale)];
  return (
    <Tr>
      <Td>
        <Flex direction="column" alignItems="flex-start" gap={1} maxWidth="44rem">
          <Flex gap={2}>
            <Link tag={NavLink} to={row.key}>
              {row.name}
            </Link>
            {row.kind === 'LIST' && <Badge size="S">{t('LIST')}</Badge>}
          </Flex>
          {row.description !== '' && (
            <Typography variant="pi" textColor="neutral600" ellipsis maxWidth="100%" title={row.description}>
              {row.description}
            </Typography>
          )}
        </Flex>
      </Td>
      <Td>
        <Typography fontWeight="semiBold">{row.version === 0 ? '–' : formatNumber(row.size, locale)}</Typography>
      </Td>
      <Td>
        {row.version > 0 && sizes.length > 1 && <TrendLine values={sizes} label={t('trendWords', { first, last })} />}
      </Td>
      <Td>
        <Typography textColor={row.lastTransitionAt === null ? 'neutral600' : undefined}>
          {row.lastTransitionAt === null ? t('never') : <RelativeTime at={row.lastTransitionAt} />}
        </Typography>
      </Td>
      <Td>
        <Health segment={row} />
      </Td>
    </Tr>
  );
}

function numbersOf(json: Json): readonly number[] {
  return Array.isArray(json) ? json.filter((one: Json) => typeof one === 'number') : [];
}
