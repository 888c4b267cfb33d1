import { Card, defineTexts, isJsonList, strings, TableHeads, useTexts } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';
import { Box, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';

const texts = defineTexts({ title: { en: 'The first rows', 'zh-Hans': '前几行' } });

/** As the file was read: whether its characters and columns are right is seen at a glance. */
export function FirstRows({ names, rows }: { readonly names: readonly string[]; readonly rows: Json }) {
  const t = useTexts(texts);
  const lines = isJsonList(rows) ? rows.map(strings) : [];
  if (lines.length === 0) return null;
  return (
    <Card title={t('title')}>
      <Box overflow="auto" tabIndex={0} role="group" aria-label={t('title')}>
        <Table colCount={names.length} rowCount={lines.length + 1}>
          <TableHeads heads={names} />
          <Tbody>
            {lines.map((cells, line) => (
              <Tr key={line}>
                {cells.map((cell, index) => (
                  <Td key={names[index]}>
                    <Box maxWidth="24rem">
                      <Typography ellipsis>{cell}</Typography>
                    </Box>
                  </Td>
                ))}
              </Tr>
            ))}
          </Tbody>
        </Table>
      </Box>
    </Card>
  );
}
