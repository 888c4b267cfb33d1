import {
  BarChart,
  Card,
  defineTexts,
  EmptyState,
  ErrorState,
  formatCalendarDay,
  formatNumber,
  LoadingState,
  useData,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import { Box, Flex, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { ChartBubble } from '@strapi/icons';
import { useId, useState } from 'react';
import { styled } from 'styled-components';
import { SegmentHistoryDocument } from './detail.documents';
import { daysOf, roundUp } from './history';
import type { Day } from './history';

const texts = defineTexts({
  period: { en: 'Period', 'zh-Hans': '时段' },
  days: { en: 'Last {count} days', 'zh-Hans': '近 {count} 天' },
  size: { en: 'Members at the end of the day', 'zh-Hans': '每日结束时的成员数' },
  moves: { en: 'Entries and exits by day', 'zh-Hans': '每日进出' },
  entered: { en: 'Entered', 'zh-Hans': '进入' },
  left: { en: 'Left', 'zh-Hans': '离开' },
  none: { en: 'There is no history yet.', 'zh-Hans': '暂无历史数据。' },
  fromTo: { en: 'From {first} to {last} members', 'zh-Hans': '由 {first} 变为 {last} 位成员' },
});
const periods = [30, 90, 365] as const;

/** How big it was, and how many came and went. */
export function OverTime({ segmentId }: { readonly segmentId: string }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const [days, setDays] = useState<number>(90);
  const query = useData(SegmentHistoryDocument, { id: segmentId, days }, { keepPrevious: true, refetchSeconds: 30 });
  if (query.data === undefined) {
    return query.error === null ? (
      <LoadingState lines={8} />
    ) : (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    );
  }
  const history = daysOf(query.data.segment?.history);
  if (history.length === 0) {
    return (
      <EmptyState icon={<ChartBubble width="6rem" height="6rem" fill="neutral400" aria-hidden />} content={t('none')} />
    );
  }
  const bars = history.map(({ day, entered, left }) => ({
    label: formatCalendarDay(day, locale),
    values: [entered, left],
  }));
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Box width="20rem">
        <SingleSelect aria-label={t('period')} value={String(days)} onChange={(next) => setDays(Number(next))}>
          {periods.map((count) => (
            <SingleSelectOption key={count} value={String(count)}>
              {t('days', { count })}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Box>
      <Card title={t('size')}>
        <SizeLine history={history} />
      </Card>
      <Box background="neutral0" hasRadius shadow="tableShadow" padding={5}>
        <BarChart
          title={t('moves')}
          series={[
            { label: t('entered'), color: 'primary500' },
            { label: t('left'), color: 'danger500' },
          ]}
          bars={bars}
        />
      </Box>
    </Flex>
  );
}

const width = 720;
const height = 200;

function SizeLine({ history }: { readonly history: readonly Day[] }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const id = useId();
  const top = roundUp(Math.max(...history.map(({ size }) => size)));
  const step = width / Math.max(1, history.length - 1);
  const place = (size: number): number => height - (size / top) * height;
  const points = history.map(({ size }, at) => `${(at * step).toFixed(1)},${place(size).toFixed(1)}`).join(' ');
  const [first, last] = [history[0], history.at(-1)];
  const words = t('fromTo', {
    first: formatNumber(first?.size ?? 0, locale),
    last: formatNumber(last?.size ?? 0, locale),
  });
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Typography variant="pi" textColor="neutral600" id={id}>
        {words}
      </Typography>
      <Flex alignItems="stretch" gap={2}>
        <Flex direction="column" justifyContent="space-between" alignItems="flex-end">
          {[top, top / 2, 0].map((value) => (
            <Typography key={value} variant="pi" textColor="neutral600">
              {formatNumber(value, locale)}
            </Typography>
          ))}
        </Flex>
        <Lines viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-labelledby={id}>
          {[0, 0.5, 1].map((share) => (
            <line key={share} className="grid" x1={0} x2={width} y1={share * height} y2={share * height} />
          ))}
          <polygon points={`0,${height} ${points} ${width},${height}`} />
          <polyline points={points} />
          {history.map(({ day, size }, at) => (
            <rect key={day} x={(at - 0.5) * step} y={0} width={step} height={height}>
              <title>{`${formatCalendarDay(day, locale)}: ${formatNumber(size, locale)}`}</title>
            </rect>
          ))}
        </Lines>
      </Flex>
      <Flex justifyContent="space-between">
        {[first, last].map((one, at) => (
          <Typography key={at} variant="pi" textColor="neutral600">
            {one === undefined ? '' : formatCalendarDay(one.day, locale)}
          </Typography>
        ))}
      </Flex>
    </Flex>
  );
}

const Lines = styled.svg`
  display: block;
  flex: 1;
  min-width: 0;
  height: 20rem;
  .grid {
    stroke: ${({ theme }) => theme.colors.neutral200};
    vector-effect: non-scaling-stroke;
  }
  polyline {
    fill: none;
    stroke: ${({ theme }) => theme.colors.primary600};
    stroke-width: 2;
    vector-effect: non-scaling-stroke;
  }
  polygon {
    fill: ${({ theme }) => theme.colors.primary100};
  }
  rect {
    fill: transparent;
  }
`;
