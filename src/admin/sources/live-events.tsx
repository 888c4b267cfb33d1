import {
  defineTexts,
  ErrorState,
  LoadingState,
  nodesOf,
  queryClient,
  useData,
  useLive,
  usePages,
  useTexts,
} from '@rapport/sdk/admin';
import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { Play, Stop } from '@strapi/icons';
import { useState } from 'react';
import { EventLine } from './event-line';
import type { SourceEvent } from './event-line';
import { SourceEventsDocument } from './sources.documents';
import type { SourceEventsQuery } from './sources.documents';
import { texts as shared } from './texts';

const texts = defineTexts({
  ...shared,
  title: { en: 'Last events', 'zh-Hans': '最近事件' },
  live: { en: 'Live: new events appear by themselves.', 'zh-Hans': '实时：新事件会自动出现。' },
  paused: { en: 'Paused.', 'zh-Hans': '已暂停。' },
  pause: { en: 'Pause', 'zh-Hans': '暂停' },
  resume: { en: 'Resume', 'zh-Hans': '继续' },
  empty: { en: 'No event yet.', 'zh-Hans': '暂无事件。' },
  gap: {
    en: 'None among the events looked at; older ones may follow.',
    'zh-Hans': '已查看的事件中没有属于该数据源的；更早的事件中可能还有。',
  },
});
const rowsPerPage = 20;
const refetchSeconds = 3;
const connectionOf = (result: SourceEventsQuery) => result.source?.events;

/** The newest event, once there is one to look for. */
export function useLatestEvent(source: string, enabled: boolean): SourceEvent | null {
  const query = useData(SourceEventsDocument, { id: source, first: 1 }, { enabled });
  return query.data?.source?.events.edges[0]?.node ?? null;
}

/** What the source sends, the newest first, as it comes; it holds still for a person who reads on, or who says so. */
export function LiveEvents({ source }: { readonly source: string }) {
  const t = useTexts(texts);
  const [running, setRunning] = useState(true);
  const list = usePages(SourceEventsDocument, { id: source, first: rowsPerPage }, connectionOf, {
    ...(running ? { refetchSeconds } : {}),
  });
  useLive('all', () => void (running && list.refetch()));
  const events = nodesOf(list.data, connectionOf);
  const readOn = (): void => {
    setRunning(false);
    void list.fetchNextPage();
  };
  const resume = (): void => {
    setRunning(true);
    // From the newest on: the pages that were read would all be asked again, every time something comes.
    void queryClient.resetQueries({ queryKey: [SourceEventsDocument.name] });
  };
  return (
    <Box background="neutral0" padding={5} hasRadius shadow="tableShadow">
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Flex justifyContent="space-between" gap={4}>
          <Flex direction="column" alignItems="flex-start">
            <Typography variant="delta" tag="h2">
              {t('title')}
            </Typography>
            <Typography variant="pi" textColor="neutral600">
              {running ? t('live') : t('paused')}
            </Typography>
          </Flex>
          <Button
            variant="tertiary"
            startIcon={running ? <Stop aria-hidden /> : <Play aria-hidden />}
            onClick={running ? () => setRunning(false) : resume}
          >
            {running ? t('pause') : t('resume')}
          </Button>
        </Flex>
        {list.error !== null && events.length === 0 && (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        )}
        {list.isLoading && <LoadingState />}
        {list.data !== undefined && events.length === 0 && (
          <Typography textColor="neutral600">{list.hasNextPage ? t('gap') : t('empty')}</Typography>
        )}
        <Flex tag="ol" direction="column" alignItems="stretch" gap={3}>
          {events.map((event) => (
            <Box
              tag="li"
              key={event.id}
              paddingBottom={3}
              borderColor="neutral150"
              borderStyle="solid"
              borderWidth="0 0 1px"
            >
              <EventLine event={event} />
            </Box>
          ))}
        </Flex>
        {list.hasNextPage && (
          <Flex justifyContent="center">
            <Button variant="secondary" loading={list.isFetchingNextPage} onClick={readOn}>
              {t('more')}
            </Button>
          </Flex>
        )}
      </Flex>
    </Box>
  );
}
