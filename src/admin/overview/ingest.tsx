import {
  BarChart,
  defineTexts,
  Figure,
  formatClock,
  formatNumber,
  numberIn,
  objects,
  textIn,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import { Flex } from '@strapi/design-system';
import type { OverviewQuery } from './overview.documents';

const texts = defineTexts({
  title: { en: 'Events by minute, of the last hour', 'zh-Hans': '最近一小时每分钟事件数' },
  accepted: { en: 'Accepted', 'zh-Hans': '已接受' },
  rejected: { en: 'Rejected', 'zh-Hans': '被拒' },
  rate: { en: 'Events a second, last minute', 'zh-Hans': '上一分钟每秒事件数' },
  lag: { en: 'Oldest work that waits', 'zh-Hans': '最早的待处理工作' },
  seconds: { en: '{seconds} s', 'zh-Hans': '{seconds} 秒' },
  nothing: { en: 'nothing waits', 'zh-Hans': '无' },
});

/** How much comes in, and what waits. */
export function Ingest({ health }: { readonly health: OverviewQuery['health'] }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const minutes = objects(health.minutes);
  const lastWhole = minutes.at(-2);
  const lag = Math.max(health.unnumberedSeconds, health.workSeconds);
  return (
    <>
      <BarChart
        title={t('title')}
        series={[
          { label: t('accepted'), color: 'primary500' },
          { label: t('rejected'), color: 'danger500' },
        ]}
        bars={minutes.map((minute) => ({
          label: formatClock(Date.parse(textIn(minute, 'at')), locale),
          values: [numberIn(minute, 'accepted'), numberIn(minute, 'rejected')],
        }))}
      />
      <Flex gap={8} wrap="wrap" tag="dl">
        <Figure label={t('rate')}>
          {formatNumber(lastWhole === undefined ? 0 : numberIn(lastWhole, 'accepted') / 60, locale)}
        </Figure>
        <Figure label={t('lag')}>
          {lag === 0 ? t('nothing') : t('seconds', { seconds: formatNumber(lag, locale) })}
        </Figure>
      </Flex>
    </>
  );
}
