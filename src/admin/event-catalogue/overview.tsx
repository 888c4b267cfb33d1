import {
  BarChart,
  defineTexts,
  Figure,
  formatCalendarDay,
  formatMoment,
  formatNumber,
  numberIn,
  objects,
  RelativeTime,
  TableHeads,
  textIn,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import { Box, Flex, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import type { EventName } from './event-name-detail';
import { texts as shared } from './texts';

const texts = defineTexts({
  ...shared,
  byDay: { en: 'Events by day, when they happened', 'zh-Hans': '按发生日期统计的事件' },
  events: { en: 'Events', 'zh-Hans': '事件数' },
  source: { en: 'Source', 'zh-Hans': '数据源' },
  lastDay: { en: 'Last day', 'zh-Hans': '最近一天' },
});

/** How often, since when, from where. */
export function Overview({ event }: { readonly event: EventName }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const bars = objects(event.volume).map((point) => ({
    label: formatCalendarDay(textIn(point, 'day'), locale),
    values: [numberIn(point, 'count')],
  }));
  const sources = objects(event.sources);
  return (
    <Box background="neutral0" padding={6} hasRadius shadow="tableShadow">
      <Flex direction="column" alignItems="stretch" gap={5}>
        <Flex gap={8} wrap="wrap" tag="dl">
          <Figure label={t('count')}>{formatNumber(event.count, locale)}</Figure>
          <Figure label={t('first')}>
            {event.count === 0 ? t('never') : formatMoment(Date.parse(event.firstSeen), locale)}
          </Figure>
          <Figure label={t('last')}>
            {event.lastSeen === null ? t('never') : <RelativeTime at={event.lastSeen} />}
          </Figure>
        </Flex>
        <BarChart title={t('byDay')} series={[{ label: t('events'), color: 'primary500' }]} bars={bars} />
        {sources.length > 0 && (
          <Table colCount={3} rowCount={sources.length + 1}>
            <TableHeads heads={[t('source'), t('days30'), t('lastDay')]} />
            <Tbody>
              {sources.map((one) => (
                <Tr key={textIn(one, 'source')}>
                  <Td>
                    <Typography>{textIn(one, 'name') === '' ? textIn(one, 'source') : textIn(one, 'name')}</Typography>
                  </Td>
                  <Td>
                    <Typography>{formatNumber(numberIn(one, 'count'), locale)}</Typography>
                  </Td>
                  <Td>
                    <Typography>{formatCalendarDay(textIn(one, 'lastDay'), locale)}</Typography>
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
