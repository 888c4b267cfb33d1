import {
  Card,
  defineTexts,
  formatNumber,
  isJsonObject,
  nodesOf,
  PagedTable,
  useFileDownload,
  useLocale,
  usePages,
  useTexts,
} from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';
import { Box, Button, Flex, Td, Tr, Typography } from '@strapi/design-system';
import { Download } from '@strapi/icons';
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
  return (
    <Card title={t('rejectedRows')} action={<DownloadButton record={record} />}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Typography textColor="neutral600">{t('kept')}</Typography>
        <PagedTable
          list={list}
          heads={[t('line'), t('reason'), t('content')]}
          count={rows.length}
          empty={t('forgotten')}
        >
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
        </PagedTable>
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
  const { start, isLoading, hasFailed } = useFileDownload();
  const name = `rejected-${record.fileName.replace(/\.[^.]*$/, '')}.csv`;
  return (
    <Flex gap={3}>
      {hasFailed && (
        <Typography textColor="danger600" role="alert">
          {t('notLoaded')}
        </Typography>
      )}
      <Button
        variant="secondary"
        startIcon={<Download aria-hidden />}
        loading={isLoading}
        onClick={() => start(`/imports/${record.importId}/rejected.csv`, name)}
      >
        {t('download')}
      </Button>
    </Flex>
  );
}
