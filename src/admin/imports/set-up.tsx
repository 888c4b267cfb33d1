import {
  Card,
  defineTexts,
  describeError,
  ErrorState,
  isJsonObject,
  LoadingState,
  newCommandKey,
  useCommand,
  useData,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { Play, Trash } from '@strapi/icons';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { FileSettings } from './file-settings';
import type { OneImport } from './import-detail';
import { CancelImportDocument, ImportPreviewDocument, StartImportDocument } from './imports.documents';
import type { ImportPreviewQuery } from './imports.documents';
import { MappingTable } from './mapping-table';
import { readColumns, readOptions, writeOptions } from './preview-shape';
import type { Options } from './preview-shape';
import { FirstRows } from './first-rows';
import { Problems } from './problems';
import { texts as shared } from './texts';
import { Trial } from './trial';

const texts = defineTexts({
  ...shared,
  columns: { en: 'What each column becomes', 'zh-Hans': '各列的含义' },
  start: { en: 'Start the import', 'zh-Hans': '开始导入' },
  discard: { en: 'Discard the file', 'zh-Hans': '丢弃文件' },
  noUndo: {
    en: 'A running import can be stopped at any time, but what was imported stays: there is no undo. Customers get the newer values, events are added to their history and start no campaign.',
    'zh-Hans':
      '导入过程中可以随时停止，但已导入的数据会保留，无法撤销。客户属性会更新为较新的值，事件会写入历史，且不会触发任何活动。',
  },
});

/** Before the start: how the file is read, what its columns become, and what would happen. */
export function SetUp({ record }: { readonly record: OneImport }) {
  const t = useTexts(texts);
  const [asked, setAsked] = useState<Options | null>(null);
  const variables = { id: record.importId, options: asked === null ? null : writeOptions(asked) };
  const query = useData(ImportPreviewDocument, variables, { keepPrevious: true });
  const preview = query.data?.importPreview;
  if (preview === undefined) {
    return query.error === null ? (
      <LoadingState lines={10} />
    ) : (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    );
  }
  // Where the file is read in another way, its columns are what the server suggests.
  const options = asked !== null && asked.columns.length > 0 ? asked : readOptions(preview.options);
  const columns = readColumns(preview.columns);
  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      <Problems preview={preview} />
      <FileSettings options={options} onChange={setAsked} />
      {columns.length > 0 && options.columns.length > 0 && (
        <Card title={t('columns')}>
          <MappingTable options={options} columns={columns} onChange={setAsked} />
        </Card>
      )}
      <FirstRows names={columns.map(({ name }) => name)} rows={preview.rows} />
      <Trial preview={preview} isStale={query.isPlaceholderData} />
      {query.error !== null && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      <Start record={record} options={options} preview={preview} isStale={query.isPlaceholderData} />
    </Flex>
  );
}

type StartProps = {
  readonly record: OneImport;
  readonly options: Options;
  readonly preview: ImportPreviewQuery['importPreview'];
  readonly isStale: boolean;
};

function Start({ record, options, preview, isStale }: StartProps) {
  const t = useTexts(texts);
  const locale = useLocale();
  const navigate = useNavigate();
  const start = useCommand(StartImportDocument);
  const discard = useCommand(CancelImportDocument);
  const importId = record.importId;
  const isEmpty = !isJsonObject(preview.trial) || preview.trial['rows'] === 0;
  const begin = (): void =>
    start.mutate({ input: { importId, options: writeOptions(options), idempotencyKey: newCommandKey() } });
  const remove = (): void =>
    discard.mutate({ input: { importId, idempotencyKey: newCommandKey() } }, { onSuccess: () => navigate('/imports') });
  const error = start.error ?? discard.error;
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Box maxWidth="80rem">
        <Typography textColor="neutral600" tag="p">
          {t('noUndo')}
        </Typography>
      </Box>
      {error !== null && (
        <Typography textColor="danger600" role="alert">
          {describeError(error, locale)}
        </Typography>
      )}
      <Flex gap={3}>
        <Button
          size="L"
          startIcon={<Play aria-hidden />}
          loading={start.isPending}
          disabled={preview.fault !== null || isEmpty || isStale}
          onClick={begin}
        >
          {t('start')}
        </Button>
        <Button
          size="L"
          variant="tertiary"
          startIcon={<Trash aria-hidden />}
          loading={discard.isPending}
          onClick={remove}
        >
          {t('discard')}
        </Button>
      </Flex>
    </Flex>
  );
}
