import {
  Card,
  defineTexts,
  FileDrop,
  formatNumber,
  Notice,
  numberIn,
  objects,
  queryClient,
  TableHeads,
  textIn,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import type { JsonObject } from '@rapport/sdk/admin';
import { Box, Button, Flex, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { Upload } from '@strapi/icons';
import { useState } from 'react';

const texts = defineTexts({
  open: { en: 'Add from a CSV file', 'zh-Hans': '从 CSV 文件添加' },
  close: { en: 'Close', 'zh-Hans': '关闭' },
  drop: { en: 'Drop a CSV file here', 'zh-Hans': '将 CSV 文件拖到这里' },
  hint: {
    en: 'One customer in each row. The first column says who it is and is headed profile_id, user_id, email or phone; other columns are not read. UTF-8, up to 64 MB.',
    'zh-Hans':
      '每行一位客户。首列用于识别客户，列名为 profile_id、user_id、email 或 phone；其他列会被忽略。UTF-8 编码，最大 64 MB。',
  },
  added: {
    en: '{added, plural, =0 {Nobody was} one {# customer was} other {# customers were}} put into the list.',
    'zh-Hans': '{added, plural, =0 {没有新客户加入名单。} other {已将 # 位客户加入名单。}}',
  },
  already: {
    en: '{already, plural, one {# row names somebody} other {# rows name customers}} who {already, plural, one {was} other {were}} in it already.',
    'zh-Hans': '{already} 行对应的客户已在名单中。',
  },
  unknown: {
    en: '{unknown, plural, one {# row finds} other {# rows find}} nobody.',
    'zh-Hans': '{unknown} 行未找到客户。',
  },
  first: { en: 'The first {count} of them:', 'zh-Hans': '其中前 {count} 行：' },
  line: { en: 'Line', 'zh-Hans': '行' },
  value: { en: 'Value', 'zh-Hans': '值' },
  reason: { en: 'Why', 'zh-Hans': '原因' },
  nobody: { en: 'No customer has it', 'zh-Hans': '没有客户拥有此值' },
  invalid: { en: 'This cannot be one: it is written wrongly', 'zh-Hans': '格式不正确' },
});

/** Puts many people into a list at once, and tells what became of each row. */
export function AddFromFile({ segmentKey }: { readonly segmentKey: string }) {
  const t = useTexts(texts);
  const [isOpen, setIsOpen] = useState(false);
  const [result, setResult] = useState<JsonObject | null>(null);
  const done = (answer: JsonObject): void => {
    setResult(answer);
    void queryClient.invalidateQueries();
  };
  if (!isOpen) {
    return (
      <Box>
        <Button variant="secondary" startIcon={<Upload aria-hidden />} onClick={() => setIsOpen(true)}>
          {t('open')}
        </Button>
      </Box>
    );
  }
  return (
    <Card
      title={t('open')}
      action={
        <Button variant="tertiary" size="S" onClick={() => setIsOpen(false)}>
          {t('close')}
        </Button>
      }
    >
      <Flex direction="column" alignItems="stretch" gap={4}>
        {result !== null && <Result result={result} />}
        <FileDrop
          title={t('drop')}
          hint={t('hint')}
          accept=".csv,.txt,text/csv,text/plain"
          addressOf={() => `/segments/${segmentKey}/members`}
          onDone={done}
        />
      </Flex>
    </Card>
  );
}

function Result({ result }: { readonly result: JsonObject }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const [added, already, unknown] = (['added', 'already', 'unknown'] as const).map((key) => numberIn(result, key));
  const rows = objects(result['unknownRows']);
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Notice kind={unknown === 0 ? 'good' : 'warning'}>
        <Typography tag="p">{t('added', { added: added ?? 0 })}</Typography>
        {already !== 0 && <Typography tag="p">{t('already', { already: already ?? 0 })}</Typography>}
        {unknown !== 0 && <Typography tag="p">{t('unknown', { unknown: unknown ?? 0 })}</Typography>}
      </Notice>
      {rows.length > 0 && (
        <Box
          style={{ maxHeight: '40rem', overflowY: 'auto' }}
          tabIndex={0}
          role="region"
          aria-label={t('unknown', { unknown: unknown ?? 0 })}
        >
          {rows.length !== unknown && <Typography>{t('first', { count: rows.length })}</Typography>}
          <Table colCount={3} rowCount={rows.length + 1}>
            <TableHeads heads={[t('line'), t('value'), t('reason')]} />
            <Tbody>
              {rows.map((row) => (
                <Tr key={numberIn(row, 'line')}>
                  <Td>
                    <Typography>{formatNumber(numberIn(row, 'line'), locale)}</Typography>
                  </Td>
                  <Td>
                    <Typography style={{ overflowWrap: 'anywhere' }}>{textIn(row, 'value')}</Typography>
                  </Td>
                  <Td>
                    <Typography>{t(textIn(row, 'reason') === 'invalid' ? 'invalid' : 'nobody')}</Typography>
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        </Box>
      )}
    </Flex>
  );
}
