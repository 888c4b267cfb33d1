import { defineTexts, useTexts } from '@rapport/sdk/admin';
import { Box, Flex, Loader, Typography } from '@strapi/design-system';
import { CheckCircle } from '@strapi/icons';
import { useEffect, useRef, useState } from 'react';
import { EventLine } from './event-line';
import { useLatestEvent } from './live-events';
import type { Source } from './source-detail';

const texts = defineTexts({
  waiting: { en: 'Waiting for the first event …', 'zh-Hans': '正在等待第一个事件…' },
  waitingHint: {
    en: 'Run one of the snippets below. It appears here within a second.',
    'zh-Hans': '运行下面的任一代码片段，事件会在一秒内出现在这里。',
  },
  arrived: { en: 'The first event is here', 'zh-Hans': '第一个事件已到达' },
});

/** A new source waits; the moment its first event is here, the waiting turns into the event. */
export function FirstEvent({ source }: { readonly source: Source }) {
  const t = useTexts(texts);
  const waits = source.lastReceivedAt === null;
  const waited = useRef(waits);
  const [arrived, setArrived] = useState(false);
  useEffect(() => {
    if (waited.current && !waits) setArrived(true);
  }, [waits]);
  const event = useLatestEvent(source.ref, arrived);
  if (!waits && !arrived) return null;
  return (
    <Box
      role="status"
      padding={5}
      hasRadius
      background={waits ? 'neutral0' : 'success100'}
      borderColor={waits ? 'neutral200' : 'success200'}
    >
      {waits ? (
        <Flex gap={4}>
          <Loader small />
          <Flex direction="column" alignItems="flex-start" gap={1}>
            <Typography variant="delta" tag="p">
              {t('waiting')}
            </Typography>
            <Typography textColor="neutral600">{t('waitingHint')}</Typography>
          </Flex>
        </Flex>
      ) : (
        <Flex direction="column" alignItems="stretch" gap={3}>
          <Flex gap={3}>
            <CheckCircle fill="success600" aria-hidden />
            <Typography variant="delta" tag="p" textColor="success700">
              {t('arrived')}
            </Typography>
          </Flex>
          {event !== null && <EventLine event={event} />}
        </Flex>
      )}
    </Box>
  );
}
