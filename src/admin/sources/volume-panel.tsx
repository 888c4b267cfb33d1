import {
  BarChart,
  defineTexts,
  ErrorState,
  LoadingState,
  numberIn,
  objects,
  textIn,
  useData,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import type { Locale } from '@rapport/sdk/admin';
import { Box, Button, Flex } from '@strapi/design-system';
import { useState } from 'react';
import { SourceVolumeDocument } from './sources.documents';

const texts = defineTexts({
  days: { en: 'Events by day', 'zh-Hans': '每日事件' },
  hours: { en: 'Events by hour', 'zh-Hans': '每小时事件' },
  byDay: { en: '30 days', 'zh-Hans': '30 天' },
  byHour: { en: '48 hours', 'zh-Hans': '48 小时' },
  span: { en: 'Stretch of time', 'zh-Hans': '时间范围' },
  accepted: { en: 'Accepted', 'zh-Hans': '已接受' },
  rejected: { en: 'Rejected', 'zh-Hans': '被拒' },
});
const spans = { DAY: { count: 30 }, HOUR: { count: 48 } } as const;
type Unit = keyof typeof spans;

/** What came, by receipt: accepted and refused, of 30 days or of 48 hours. */
export function VolumePanel({ source }: { readonly source: string }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const [unit, setUnit] = useState<Unit>('DAY');
  const variables = { id: source, unit, count: spans[unit].count };
  const query = useData(SourceVolumeDocument, variables, { keepPrevious: true, refetchSeconds: 10 });
  const bars = objects(query.data?.source?.volume).map((point) => ({
    label: labelOf(textIn(point, 'at'), unit, locale),
    values: [numberIn(point, 'accepted'), numberIn(point, 'rejected')],
  }));
  return (
    <Box background="neutral0" padding={5} hasRadius shadow="tableShadow">
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Flex gap={2} role="group" aria-label={t('span')}>
          {(['DAY', 'HOUR'] as const).map((one) => (
            <Button
              key={one}
              size="S"
              variant={one === unit ? 'secondary' : 'tertiary'}
              aria-pressed={one === unit}
              onClick={() => setUnit(one)}
            >
              {t(one === 'DAY' ? 'byDay' : 'byHour')}
            </Button>
          ))}
        </Flex>
        {query.error !== null && bars.length === 0 && (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )}
        {query.isLoading && <LoadingState />}
        {bars.length > 0 && (
          <BarChart
            title={t(unit === 'DAY' ? 'days' : 'hours')}
            series={[
              { label: t('accepted'), color: 'primary500' },
              { label: t('rejected'), color: 'danger500' },
            ]}
            bars={bars}
          />
        )}
      </Flex>
    </Box>
  );
}

/** Days are UTC's, as they are counted; hours are shown in the reader's own zone. */
function labelOf(at: string, unit: Unit, locale: Locale): string {
  const options =
    unit === 'DAY'
      ? ({ day: 'numeric', month: 'short', timeZone: 'UTC' } as const)
      : ({ weekday: 'short', hour: '2-digit', minute: '2-digit' } as const);
  return new Date(at).toLocaleString(locale, options);
}
