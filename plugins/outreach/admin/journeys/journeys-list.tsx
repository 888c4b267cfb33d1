import {
  ErrorState,
  formatNumber,
  LoadingState,
  nodesOf,
  PagedTable,
  PageFrame,
  RelativeTime,
  useEveryPage,
  useLocale,
  usePages,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import { Box, Flex, Link, LinkButton, Searchbar, SearchForm, Td, Tr, Typography } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { useState } from 'react';
import { NavLink } from 'react-router-dom';
import { SendingBanner } from '../sending/sending-banner';
import { JourneysDocument } from './journeys.documents';
import type { JourneysQuery } from './journeys.documents';
import { figureIn } from './live/figures';
import { ReadyJourneys } from './ready-journeys';
import { StateBadge } from './state-badge';
import { texts } from './texts';

const rowsPerPage = 100;
const refetchSeconds = 5;
const connectionOf = (result: JourneysQuery) => result.journeys;
type Row = JourneysQuery['journeys']['edges'][number]['node'];

export function JourneysList() {
  const t = useTexts(texts);
  const { can } = useViewer();
  const [wanted, setWanted] = useState('');
  const list = usePages(JourneysDocument, { first: rowsPerPage }, connectionOf, { refetchSeconds });
  // There are some hundred at the most: all of them are here to be searched.
  useEveryPage(list);
  const rows = nodesOf(list.data, connectionOf);
  const found = rows.filter(({ name, key }) => `${name}\n${key}`.toLowerCase().includes(wanted.trim().toLowerCase()));
  const isEmpty = list.data !== undefined && rows.length === 0;
  const create =
    can('outreach.write') && !isEmpty ? (
      <LinkButton tag={NavLink} to="-/new" startIcon={<Plus aria-hidden />}>
        {t('create')}
      </LinkButton>
    ) : undefined;
  return (
    <PageFrame title={t('title')} subtitle={t('subtitle')} actions={create}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <SendingBanner />
        {list.error !== null && rows.length === 0 && (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.isLoading && <LoadingState />}
        {isEmpty && (
          <>
            <Typography>{t('none')}</Typography>
            {can('outreach.write') && <ReadyJourneys />}
          </>
        )}
        {rows.length > 0 && (
          <>
            <Box maxWidth="40rem">
              <SearchForm>
                <Searchbar
                  name="search"
                  value={wanted}
                  placeholder={t('search')}
                  clearLabel={t('search')}
                  onClear={() => setWanted('')}
                  onChange={(event) => setWanted(event.target.value)}
                >
                  {t('search')}
                </Searchbar>
              </SearchForm>
            </Box>
            <PagedTable
              list={list}
              heads={[t('name'), t('state'), t('running'), t('ended'), t('sent'), t('changed')]}
              count={found.length}
              empty={t('noneFound')}
            >
              {found.map((row) => (
                <JourneyRow key={row.journeyId} row={row} />
              ))}
            </PagedTable>
          </>
        )}
      </Flex>
    </PageFrame>
  );
}

function JourneyRow({ row }: { readonly row: Row }) {
  const { journeyId, name, figures, updatedAt } = row;
  const locale = useLocale();
  const figure = (key: 'running' | 'ended' | 'sent'): string => formatNumber(figureIn(figures, key), locale);
  return (
    <Tr>
      <Td>
        <Link tag={NavLink} to={journeyId}>
          {name}
        </Link>
      </Td>
      <Td>
        <StateBadge journey={row} />
      </Td>
      <Td>
        <Typography>{figure('running')}</Typography>
      </Td>
      <Td>
        <Typography>{figure('ended')}</Typography>
      </Td>
      <Td>
        <Typography>{figure('sent')}</Typography>
      </Td>
      <Td>
        <Typography textColor="neutral600">
          <RelativeTime at={updatedAt} />
        </Typography>
      </Td>
    </Tr>
  );
}
