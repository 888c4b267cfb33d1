import { EmptyState, nodesOf, PagedTable, PageFrame, usePages, useTexts } from '@rapport/sdk/admin';
import { Flex } from '@strapi/design-system';
import { BulletList } from '@strapi/icons';
import { useSearchParams } from 'react-router-dom';
import { AuditRow } from './audit-row';
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
        <PagedTable
          endless
          list={list}
          heads={[t('when'), t('who'), t('what'), t('whom'), t('details')]}
          count={entries.length}
          empty={
            <EmptyState
              icon={<BulletList width="6rem" height="6rem" fill="neutral400" aria-hidden />}
              content={isFiltered(filter) ? t('noneFound') : t('none')}
            />
          }
        >
          {entries.map((entry) => (
            <AuditRow key={entry.id} entry={entry} />
          ))}
        </PagedTable>
      </Flex>
    </PageFrame>
  );
}
