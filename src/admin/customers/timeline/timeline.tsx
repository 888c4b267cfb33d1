import {
  EmptyState,
  ErrorState,
  formatClock,
  formatDay,
  LoadingState,
  LoadMore,
  useLocale,
  useNow,
  useTexts,
} from '@rapport/sdk/admin';
import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { Clock, Lock, Monitor, Phone, Server } from '@strapi/icons';
import { styled } from 'styled-components';
import { deviceOf } from './device';
import type { Device } from './device';
import { EventRow } from './event-row';
import type { TimelineNode } from './event-row';
import { Filters } from './filters';
import { groupTimeline, localDay } from './group';
import type { Session } from './group';
import { texts } from './texts';
import { isFiltered } from './use-timeline';
import type { TimelineFilters, useTimeline } from './use-timeline';

const dayMilliseconds = 86_400_000;

type Props = {
  readonly timeline: ReturnType<typeof useTimeline>;
  readonly filters: TimelineFilters;
  readonly onFilter: (filters: TimelineFilters) => void;
  readonly isAllowed: boolean;
};

/** What happened, newest first, by day and visit. */
export function Timeline({ timeline, filters, onFilter, isAllowed }: Props) {
  const t = useTexts(texts);
  const { events, isLoading, error, hasNew } = timeline;
  const icon = { width: '4rem', height: '4rem', fill: 'neutral400' } as const;
  if (!isAllowed) return <EmptyState icon={<Lock {...icon} aria-hidden />} content={t('lacking')} />;
  return (
    <Box background="neutral0" hasRadius shadow="tableShadow" padding={5} tag="section" aria-label={t('timeline')}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Typography variant="delta" tag="h2">
          {t('timeline')}
        </Typography>
        <Filters filters={filters} onChange={onFilter} />
        {hasNew && (
          <Button variant="secondary" onClick={timeline.showNew}>
            {t('newEvents')}
          </Button>
        )}
        {isLoading && <LoadingState lines={8} />}
        {error !== null && <ErrorState error={error} onRetry={timeline.refetch} />}
        {!isLoading && error === null && events.length === 0 && (
          <EmptyState
            icon={<Clock {...icon} aria-hidden />}
            content={t(isFiltered(filters) ? 'nothingFound' : 'nothing')}
          />
        )}
        {groupTimeline(events, localDay).map((day) => (
          <Box key={day.key} tag="section">
            <DayHeading at={day.at} />
            <Flex direction="column" alignItems="stretch" gap={3}>
              {day.sessions.map((session) => (
                <Visit key={session.key} session={session} />
              ))}
            </Flex>
          </Box>
        ))}
        <LoadMore endless hasMore={timeline.hasMore} isLoading={timeline.isFetchingMore} onMore={timeline.more} />
      </Flex>
    </Box>
  );
}

function DayHeading({ at }: { readonly at: number }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const now = useNow();
  const day = localDay(at);
  const special = day === localDay(now) ? t('today') : day === localDay(now - dayMilliseconds) ? t('yesterday') : null;
  return (
    <Box paddingTop={2} paddingBottom={2}>
      <Typography variant="omega" fontWeight="bold" tag="h3">
        {special === null ? formatDay(at, locale) : `${special} · ${formatDay(at, locale)}`}
      </Typography>
    </Box>
  );
}

const deviceIcons: { readonly [kind in Device['kind']]: typeof Phone | null } = {
  phone: Phone,
  computer: Monitor,
  server: Server,
  unknown: null,
};

function Visit({ session }: { readonly session: Session<TimelineNode> }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const devices = session.events.map((event) => deviceOf(event.context));
  const device = devices.find(({ name }) => name !== null) ?? devices.find(({ kind }) => kind !== 'unknown');
  const Icon = device === undefined ? null : deviceIcons[device.kind];
  const [from, to] = [formatClock(session.from, locale), formatClock(session.to, locale)];
  const label = device?.name ?? (device?.kind === 'server' ? t('server') : null);
  return (
    <Session>
      <Flex gap={2} paddingBottom={1}>
        {Icon !== null && <Icon width="1.2rem" height="1.2rem" fill="neutral600" aria-hidden />}
        <Typography variant="pi" textColor="neutral600">
          {[
            from === to ? from : `${from} – ${to}`,
            label,
            device?.channel ?? null,
            t('session', { count: session.events.length }),
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </Typography>
      </Flex>
      <Box tag="ol">
        {session.events.map((event) => (
          <EventRow key={event.id} event={event} />
        ))}
      </Box>
    </Session>
  );
}

/** What is not in sight costs no layout: endless lists stay quick. */
const Session = styled.div`
  padding-inline-start: 1.2rem;
  border-inline-start: 2px solid ${({ theme }) => theme.colors.neutral150};
  content-visibility: auto;
  contain-intrinsic-size: auto 12rem;
`;
