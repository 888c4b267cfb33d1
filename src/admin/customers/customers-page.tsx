import { ErrorState, LoadingState, PageFrame, RelativeTime, nodesOf, usePages, useTexts } from '@rapport/sdk/admin';
import { EmptyState } from '@rapport/sdk/admin';
import { Searchbar, Table, Tbody, Td, Th, Thead, Tr, Typography } from '@strapi/design-system';
import { User } from '@strapi/icons';
import { useDeferredValue, useState } from 'react';
import { SearchCustomersDocument } from './customers.documents';
import type { SearchCustomersQuery } from './customers.documents';
import { texts } from './texts';
import { nameOf } from './who';

const rowsPerPage = 50;
const connectionOf = (result: SearchCustomersQuery) => result.searchProfiles;

export default function CustomersPage() {
  const t = useTexts(texts);
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  const search = usePages(SearchCustomersDocument, { text: asked, first: rowsPerPage }, connectionOf, {
    enabled: asked !== '',
    keepPrevious: true,
  });
  const rows = nodesOf(search.data, connectionOf);
  return (
    <PageFrame title={t('title')}>
      <Searchbar
        name="search"
        value={text}
        placeholder={t('search')}
        clearLabel={t('clear')}
        onClear={() => setText('')}
        onChange={(event) => setText(event.target.value)}
      >
        {t('search')}
      </Searchbar>
      {search.error !== null && <ErrorState error={search.error} onRetry={() => void search.refetch()} />}
      {search.isLoading && <LoadingState />}
      {search.data !== undefined && rows.length === 0 && (
        <EmptyState icon={<User width="4rem" height="4rem" aria-hidden />} content={t('found')} />
      )}
      {rows.length > 0 && (
        <Table colCount={2} rowCount={rows.length + 1}>
          <Thead>
            <Tr>
              <Th>
                <Typography variant="sigma">{t('name')}</Typography>
              </Th>
              <Th>
                <Typography variant="sigma">{t('lastSeen')}</Typography>
              </Th>
            </Tr>
          </Thead>
          <Tbody>
            {rows.map((row) => (
              <Tr key={row.profileId}>
                <Td>
                  <Typography>{nameOf(row.traits) ?? t('anonymous')}</Typography>
                </Td>
                <Td>{row.lastSeen === null ? null : <RelativeTime at={row.lastSeen} />}</Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
    </PageFrame>
  );
}
