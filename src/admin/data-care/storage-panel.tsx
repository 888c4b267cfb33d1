import {
  BarChart,
  Card,
  ErrorState,
  formatBytes,
  formatCalendarDay,
  formatNumber,
  isJsonObject,
  joined,
  LoadingState,
  numberIn,
  objects,
  ShareBars,
  TableHeads,
  textIn,
  useData,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import type { JsonObject } from '@rapport/sdk/admin';
import { Box, Flex, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { StorageFigures } from '../storage-figures';
import { StorageDocument } from './data-care.documents';
import type { StorageQuery } from './data-care.documents';
import { texts } from './texts';

const refetchSeconds = 60;

export function StoragePanel() {
  const { data, error, refetch } = useData(StorageDocument, {}, { refetchSeconds });
  if (data === undefined)
    return error === null ? <LoadingState lines={8} /> : <ErrorState error={error} onRetry={() => void refetch()} />;
  return <Report storage={data.storage} />;
}

function Report({ storage }: { readonly storage: StorageQuery['storage'] }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const tables = objects(storage.tables);
  const days = objects(storage.days);
  const names = objects(storage.names);
  const otherNames = isJsonObject(storage.otherNames) ? storage.otherNames : {};
  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      <Box background="neutral0" padding={5} hasRadius shadow="tableShadow">
        <Flex direction="column" alignItems="stretch" gap={5}>
          <StorageFigures storage={storage.summary} />
          {days.length < 2 ? (
            <Typography textColor="neutral600">{t('noGrowth')}</Typography>
          ) : (
            <BarChart
              title={t('growth')}
              series={[{ label: t('size'), color: 'primary500' }]}
              bars={days.map((day) => ({
                label: formatCalendarDay(textIn(day, 'day'), locale),
                values: [numberIn(day, 'bytes')],
              }))}
              format={formatBytes}
            />
          )}
        </Flex>
      </Box>
      <Card title={t('byTable')}>
        <Flex direction="column" alignItems="stretch" gap={4}>
          <ShareBars
            shares={joined(tables.map((table) => ({ label: nameOf(table), value: numberIn(table, 'bytes') })))}
            others={(count) => t('otherTables', { count })}
            format={formatBytes}
          />
          <AllTables tables={tables} />
        </Flex>
      </Card>
      <Card title={t('byName')}>
        {names.length === 0 ? (
          <Typography textColor="neutral600">{t('noEvents')}</Typography>
        ) : (
          <Flex direction="column" alignItems="stretch" gap={3}>
            <ShareBars
              shares={joined(
                names.map((one) => ({
                  label: textIn(one, 'name') || textIn(one, 'type'),
                  value: numberIn(one, 'bytes'),
                })),
              )}
              rest={{ count: numberIn(otherNames, 'names'), value: numberIn(otherNames, 'bytes') }}
              others={(count) => t('otherNames', { count })}
              format={formatBytes}
            />
            <Typography variant="pi" textColor="neutral600">
              {t('sampled', { count: formatNumber(storage.sampledEvents, locale) })}
            </Typography>
          </Flex>
        )}
      </Card>
    </Flex>
  );
}

function AllTables({ tables }: { readonly tables: readonly JsonObject[] }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const heads = [t('table'), t('rows'), t('dead'), t('size'), t('indexes')];
  return (
    <details>
      <Typography tag="summary" variant="pi" textColor="primary600" cursor="pointer">
        {t('allTables')}
      </Typography>
      <Box paddingTop={3}>
        <Table colCount={heads.length} rowCount={tables.length + 1}>
          <TableHeads heads={heads} />
          <Tbody>
            {tables.map((table) => (
              <Tr key={`${textIn(table, 'schema')}.${textIn(table, 'name')}`}>
                <Td>
                  <Typography>{textIn(table, 'name')}</Typography>
                </Td>
                {(['rows', 'deadRows'] as const).map((column) => (
                  <Td key={column}>
                    <Typography>{formatNumber(numberIn(table, column), locale)}</Typography>
                  </Td>
                ))}
                {(['bytes', 'indexBytes'] as const).map((column) => (
                  <Td key={column}>
                    <Typography>{formatBytes(numberIn(table, column), locale)}</Typography>
                  </Td>
                ))}
              </Tr>
            ))}
          </Tbody>
        </Table>
      </Box>
    </details>
  );
}

function nameOf(table: JsonObject): string {
  return textIn(table, 'parent') || textIn(table, 'name');
}
