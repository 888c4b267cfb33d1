import {
  Card,
  defineTexts,
  ErrorState,
  formatNumber,
  isJsonObject,
  LoadingState,
  LoadMore,
  nodesOf,
  TableHeads,
  useLocale,
  usePages,
  useTexts,
} from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';
import { Box, Button, Flex, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { Download } from '@strapi/icons';
import { getFetchClient } from '@strapi/strapi/admin';
import { useState } from 'react';
import type { OneImport } from './import-detail';
import { ImportRejectedRowsDocument } from './imports.documents';
import type { ImportRejectedRowsQuery } from './imports.documents';
import { texts as shared } from './texts';
import { describeReason } from './trial';

const texts = defineTexts({
  ...shared,
  rejectedRows: { en: 'Rejected rows', 'zh-Hans': '被拒的行' },
  content: { en: 'Row', 'zh-Hans': '内容' },
  download: { en: 'Download as CSV', 'zh-Hans': '下载 CSV' },
  notLoaded: { en: 'The download failed. Try again.', 'zh-Hans': '下载失败，请重试。' },
  forgotten: { en: 'Not kept any more', 'zh-Hans': '已不再保留' },
  kept: { en: 'They are kept for 30 days.', 'zh-Hans': '保留 30 天。' },
});
const rowsPerPage = 50;
const connectionOf = (result: ImportRejectedRowsQuery) => result.import?.rejectedRows;

/** In the order of the file; as CSV with line and reason, to be mended. */
export function RejectedRows({ record }: { readonly record: OneImport }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const list = usePages(ImportRejectedRowsDocument, { id: record.importId, first: rowsPerPage }, connectionOf);
  const rows = nodesOf(list.data, connectionOf);
  const heads = [t('line'), t('reason'), t('content')];
  return (
    <Card title={t('rejectedRows')} action={<DownloadButton record={record} />}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Typography textColor="neutral600">{t('kept')}</Typography>
        {list.error !== null && rows.length === 0 && (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.isLoading && <LoadingState />}
        {list.data !== undefined && rows.length === 0 && (
          <Typography textColor="neutral600">{t('forgotten')}</Typography>
        )}
        {rows.length > 0 && (
          <Table colCount={heads.length} rowCount={rows.length + 1}>
            <TableHeads heads={heads} />
            <Tbody>
              {rows.map((row, index) => (
                <Tr key={index}>
                  <Td>
                    <Typography>{formatNumber(row.line, locale)}</Typography>
                  </Td>
                  <Td>
                    <Box maxWidth="36rem">
                      <Typography tag="p">{describeReason(row.code, row.message, locale)}</Typography>
                    </Box>
                  </Td>
                  <Td>
                    <Box maxWidth="56rem">
                      <Typography textColor="neutral700" tag="p">
                        {cellsOf(row.record)}
                      </Typography>
                    </Box>
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )}
        <LoadMore
          hasMore={list.hasNextPage}
          isLoading={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      </Flex>
    </Card>
  );
}

const shownCharsMax = 400;

function cellsOf(record: Json): string {
  const text = isJsonObject(record)
    ? Object.entries(record)
        .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
        .join(' · ')
    : typeof record === 'string'
      ? record
      : JSON.stringify(record);
  return text.length > shownCharsMax ? `${text.slice(0, shownCharsMax)} …` : text;
}

function DownloadButton({ record }: { readonly record: OneImport }) {
  const t = useTexts(texts);
  const [loading, setLoading] = useState(false);
  const [failed, setFailed] = useState(false);
  async function download(): Promise<void> {
    setLoading(true);
    setFailed(false);
    try {
      const address = `/imports/${record.importId}/rejected.csv`;
      const { data } = await getFetchClient().get(address, { responseType: 'blob' });
      save(data, `rejected-${record.fileName.replace(/\.[^.]*$/, '')}.csv`);
    } catch {
      setFailed(true);
    } finally {
      setLoading(false);
    }
  }
  return (
    <Flex gap={3}>
      {failed && (
        <Typography textColor="danger600" role="alert">
          {t('notLoaded')}
        </Typography>
      )}
      <Button
        variant="secondary"
        startIcon={<Download aria-hidden />}
        loading={loading}
        onClick={() => void download()}
      >
        {t('download')}
      </Button>
    </Flex>
  );
}

function save(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
