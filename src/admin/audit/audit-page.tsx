import {
  EmptyState,
  ErrorState,
  LoadingState,
  LoadMore,
  nodesOf,
  PageFrame,
  usePages,
  useTexts,
} from '@rapport/sdk/admin';
import { Flex } from '@strapi/design-system';
import { BulletList } from '@strapi/icons';
import { useSearchParams } from 'react-router-dom';
import { AuditTable } from './audit-table';
import { AuditEntriesDocument } from './audit.documents';
import type { AuditEntriesQuery } from './audit.documents';
import { ChainCard } from './chain-card';
import { ExportEntries } from './export-entries';
import { filterFrom, isFiltered, toAddress, variablesOf } from './filter';
import { Filters } from './filters';
import { texts } from './texts';

const entriesPerPage = 50;
const connectionOf = (result: AuditEntriesQuery) => result.auditEntries;

/** Who did what to whom, the newest first. */
export default function AuditPage() {
  const t = useTexts(texts);
  const [address, setAddress] = useSearchParams();
  const filter = filterFrom(address);
  const list = usePages(AuditEntriesDocument, { ...variablesOf(filter), first: entriesPerPage }, connectionOf, {
    keepPrevious: true,
  });
  const entries = nodesOf(list.data, connectionOf);
  return (
    <PageFrame title={t('title')} subtitle={t('subtitle')} actions={<ExportEntries filter={filter} />}>
      <Flex direction="column" alignItems="stretch" gap={5}>
        <ChainCard />
        <Filters filter={filter} onChange={(next) => setAddress(toAddress(next), { replace: true })} />
        {list.error !== null && entries.length === 0 && (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.isLoading && <LoadingState lines={8} />}
        {list.data !== undefined && entries.length === 0 && (
          <EmptyState
            icon={<BulletList width="6rem" height="6rem" fill="neutral400" aria-hidden />}
            content={isFiltered(filter) ? t('noneFound') : t('none')}
          />
        )}
        {entries.length > 0 && <AuditTable entries={entries} />}
        <LoadMore
          endless
          hasMore={list.hasNextPage}
          isLoading={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      </Flex>
    </PageFrame>
  );
}
