import {
  defineTexts,
  EmptyState,
  ErrorState,
  LoadingState,
  numberIn,
  objects,
  TableHeads,
  textIn,
  useData,
  useLocale,
  useTexts,
  WarningBadge,
} from '@rapport/sdk/admin';
import type { Json, Locale } from '@rapport/sdk/admin';
import { Box, Flex, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { Database } from '@strapi/icons';
import { EventObservationDocument } from './event-catalogue.documents';
import { texts as shared } from './texts';

const texts = defineTexts({
  ...shared,
  seen: {
    en: 'What the newest {count, plural, one {# event carries} other {# events carry}}.',
    'zh-Hans': '最近 {count} 个事件携带的属性。',
  },
  none: { en: 'No event to look at yet.', 'zh-Hans': '暂无可查看的事件。' },
  bare: { en: 'The newest events carry no properties.', 'zh-Hans': '最近的事件没有携带任何属性。' },
  property: { en: 'Property', 'zh-Hans': '属性' },
  share: { en: 'Present in', 'zh-Hans': '出现比例' },
  types: { en: 'Type', 'zh-Hans': '类型' },
  examples: { en: 'Examples', 'zh-Hans': '示例' },
  conflict: { en: 'Types differ', 'zh-Hans': '类型不一致' },
  string: { en: 'text', 'zh-Hans': '文本' },
  number: { en: 'number', 'zh-Hans': '数字' },
  boolean: { en: 'yes/no', 'zh-Hans': '是/否' },
  date: { en: 'date', 'zh-Hans': '日期' },
  list: { en: 'list', 'zh-Hans': '列表' },
  object: { en: 'object', 'zh-Hans': '对象' },
  null: { en: 'null', 'zh-Hans': '空' },
});
const typeNames = ['string', 'number', 'boolean', 'date', 'list', 'object', 'null'] as const;

/** Properties as observed: how many events have them, of which types, with examples. */
export function Properties({ eventName }: { readonly eventName: string }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const query = useData(EventObservationDocument, { id: eventName });
  if (query.data === undefined) {
    return query.error === null ? (
      <LoadingState />
    ) : (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    );
  }
  const { events, properties } = query.data.eventObservation;
  const rows = objects(properties);
  if (rows.length === 0) {
    return (
      <EmptyState
        icon={<Database width="6rem" height="6rem" fill="neutral400" aria-hidden />}
        content={events === 0 ? t('none') : t('bare')}
      />
    );
  }
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Typography textColor="neutral600">{t('seen', { count: events })}</Typography>
      <Table colCount={4} rowCount={rows.length + 1}>
        <TableHeads heads={[t('property'), t('share'), t('types'), t('examples')]} />
        <Tbody>
          {rows.map((row) => (
            <Tr key={textIn(row, 'path')}>
              <Td>
                <Typography fontWeight="semiBold">{textIn(row, 'path')}</Typography>
              </Td>
              <Td>
                <Typography>{percent(numberIn(row, 'share'), locale)}</Typography>
              </Td>
              <Td>
                <Types types={row['types']} conflicting={row['conflicting'] === true} />
              </Td>
              <Td>
                <Box maxWidth="40rem">
                  <Typography textColor="neutral700" ellipsis>
                    {examplesOf(row['examples'])}
                  </Typography>
                </Box>
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </Flex>
  );
}

function Types({ types, conflicting }: { readonly types: Json | undefined; readonly conflicting: boolean }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const list = objects(types).map((one) => {
    const name = typeNames.find((known) => known === one['type']) ?? 'object';
    return { name, share: numberIn(one, 'share') };
  });
  const text = list.map(({ name, share }) => (list.length === 1 ? t(name) : `${t(name)} ${percent(share, locale)}`));
  return (
    <Flex gap={2} wrap="wrap">
      <Typography>{text.join(', ')}</Typography>
      {conflicting && <WarningBadge>{t('conflict')}</WarningBadge>}
    </Flex>
  );
}

function examplesOf(examples: Json | undefined): string {
  if (!Array.isArray(examples)) return '';
  return examples.map((one: Json) => (typeof one === 'string' ? one : JSON.stringify(one))).join(' · ');
}

/** Something is never 0 %, and not quite all never 100 %. */
export function percent(share: number, locale: Locale): string {
  const rounded = share > 0 && share < 0.01 ? 0.01 : share > 0.99 && share < 1 ? 0.99 : share;
  return new Intl.NumberFormat(locale, { style: 'percent' }).format(rounded);
}
