import { EmptyState, ErrorState, LoadingState, PageFrame, useData, useTexts, WarningBadge } from '@rapport/sdk/admin';
import { Badge, Box, Flex, Link, Tabs } from '@strapi/design-system';
import { ArrowLeft, Book } from '@strapi/icons';
import { NavLink, useParams, useSearchParams } from 'react-router-dom';
import { EventNameDetailDocument } from './event-catalogue.documents';
import type { EventNameDetailQuery } from './event-catalogue.documents';
import { Notes } from './notes';
import { Overview } from './overview';
import { PlanEditor } from './plan-editor';
import { Properties } from './properties';
import { texts } from './texts';

export type EventName = NonNullable<EventNameDetailQuery['eventName']>;
const tabs = ['overview', 'properties', 'plan'] as const;

/** One event name: volume and notes, what it carries, what it should carry. The tab is part of the address. */
export function EventNameDetail() {
  const t = useTexts(texts);
  const { id = '' } = useParams();
  const [address, setAddress] = useSearchParams();
  const tab = tabs.find((one) => one === address.get('tab')) ?? 'overview';
  const query = useData(EventNameDetailDocument, { id }, { refetchSeconds: 10 });
  const event = query.data?.eventName ?? null;
  const back = (
    <Link tag={NavLink} to="/event-catalogue" startIcon={<ArrowLeft aria-hidden />}>
      {t('back')}
    </Link>
  );
  if (event === null) {
    return (
      <PageFrame title={t('title')} navigation={back}>
        {query.error !== null && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.isLoading && <LoadingState />}
        {query.data !== undefined && (
          <EmptyState icon={<Book width="6rem" height="6rem" fill="neutral400" aria-hidden />} content={t('gone')} />
        )}
      </PageFrame>
    );
  }
  const title = event.name === '' ? t('nameless') : event.name;
  const labels = { overview: t('overview'), properties: t('properties'), plan: t('plan') };
  return (
    <PageFrame title={title} subtitle={<Subtitle event={event} />} navigation={back}>
      <Tabs.Root variant="simple" value={tab} onValueChange={(next) => setAddress({ tab: next }, { replace: true })}>
        <Tabs.List aria-label={title}>
          {tabs.map((one) => (
            <Tabs.Trigger key={one} value={one}>
              {labels[one]}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Box paddingTop={5}>
          <Tabs.Content value="overview">
            <Flex direction="column" alignItems="stretch" gap={5}>
              <Overview event={event} />
              <Notes key={event.id} event={event} />
            </Flex>
          </Tabs.Content>
          <Tabs.Content value="properties">
            <Properties eventName={event.id} />
          </Tabs.Content>
          <Tabs.Content value="plan">
            <PlanEditor eventName={event.id} />
          </Tabs.Content>
        </Box>
      </Tabs.Root>
    </PageFrame>
  );
}

function Subtitle({ event }: { readonly event: EventName }) {
  const t = useTexts(texts);
  return (
    <Flex gap={3} tag="span">
      <Badge>{t(event.type)}</Badge>
      {event.deprecatedAt !== null && <WarningBadge>{t('deprecated')}</WarningBadge>}
      {event.owner !== '' && <span>{event.owner}</span>}
    </Flex>
  );
}
