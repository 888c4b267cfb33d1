import {
  defineTexts,
  formatNumber,
  numberIn,
  objects,
  RelativeTime,
  TableHeads,
  textIn,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';
import { Box, Flex, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';

const texts = defineTexts({
  title: { en: 'What broke this version', 'zh-Hans': '此版本的违反情况' },
  none: { en: 'Nothing so far.', 'zh-Hans': '目前没有。' },
  place: { en: 'Place', 'zh-Hans': '位置' },
  what: { en: 'What is wrong', 'zh-Hans': '问题' },
  events: { en: 'Events', 'zh-Hans': '事件数' },
  last: { en: 'Last', 'zh-Hans': '最近' },
  example: { en: 'Example (messageId)', 'zh-Hans': '示例 (messageId)' },
  whole: { en: '(the whole)', 'zh-Hans': '（整体）' },
});

/** Each kind of violation once, with how often and an example. */
export function PlanViolations({ violations }: { readonly violations: Json | undefined }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const rows = objects(violations);
  const heads = [t('place'), t('what'), t('events'), t('last'), t('example')];
  return (
    <Box background="neutral0" padding={6} hasRadius shadow="tableShadow">
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Typography variant="delta" tag="h2">
          {t('title')}
        </Typography>
        {rows.length === 0 ? (
          <Typography textColor="neutral600">{t('none')}</Typography>
        ) : (
          <Table colCount={heads.length} rowCount={rows.length + 1}>
            <TableHeads heads={heads} />
            <Tbody>
              {rows.map((row) => (
                <Tr key={['path', 'reason', 'source', 'message'].map((key) => textIn(row, key)).join(' ')}>
                  <Td>
                    <Typography fontWeight="semiBold">
                      {textIn(row, 'path') === '' ? t('whole') : textIn(row, 'path').slice(1).replaceAll('/', '.')}
                    </Typography>
                  </Td>
                  <Td>
                    <Typography>{textIn(row, 'message')}</Typography>
                  </Td>
                  <Td>
                    <Typography>{formatNumber(numberIn(row, 'count'), locale)}</Typography>
                  </Td>
                  <Td>
                    <Typography>
                      <RelativeTime at={textIn(row, 'lastAt')} />
                    </Typography>
                  </Td>
                  <Td>
                    <Typography textColor="neutral700" ellipsis maxWidth="24rem">
                      {textIn(row, 'exampleMessageId')}
                    </Typography>
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )}
      </Flex>
    </Box>
  );
}
