import {
  EmptyState,
  ErrorState,
  LoadingState,
  PageFrame,
  RelativeTime,
  useData,
  useLive,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import { Badge, Box, Flex, Link, Tabs, Typography } from '@strapi/design-system';
import { ArrowLeft, Webhooks } from '@strapi/icons';
import { NavLink, useParams, useSearchParams } from 'react-router-dom';
import { FirstEvent } from './first-event';
import { LiveEvents } from './live-events';
import { RejectedEvents } from './rejected-events';
import { SetUp } from './set-up';
import { SourceSettings } from './source-settings';
import { SourceDetailDocument } from './sources.documents';
import type { SourceDetailQuery } from './sources.documents';
import { countedMax, texts } from './texts';
import { VolumePanel } from './volume-panel';

export type Source = NonNullable<SourceDetailQuery['source']>;
const tabs = ['live', 'rejected', 'set-up', 'settings'] as const;
const refetchSeconds = 3;

/** One source: what comes, what was refused, how to send, and its settings. The tab is part of the address. */
export function SourceDetail() {
  const t = useTexts(texts);
  const { ref = '' } = useParams();
  const query = useData(SourceDetailDocument, { id: ref }, { refetchSeconds });
  // The first event of a new source shows at once, and not after the next look.
  useLive('all', () => void query.refetch());
  const source = query.data?.source ?? null;
  const back = (
    <Link tag={NavLink} to="/sources" startIcon={<ArrowLeft aria-hidden />}>
      {t('back')}
    </Link>
  );
  if (source !== null) return <Found source={source} back={back} />;
  return (
    <PageFrame title={t('title')} navigation={back}>
      {query.error !== null && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isLoading && <LoadingState />}
      {query.data !== undefined && (
        <EmptyState icon={<Webhooks width="6rem" height="6rem" fill="neutral400" aria-hidden />} content={t('gone')} />
      )}
    </PageFrame>
  );
}

function Found({ source, back }: { readonly source: Source; readonly back: JSX.Element }) {
  const t = useTexts(texts);
  const { can } = useViewer();
  const [address, setAddress] = useSearchParams();
  const waits = source.lastReceivedAt === null;
  const asked = tabs.find((one) => one === address.get('tab'));
  const tab = asked ?? (waits ? 'set-up' : 'live');
  const count = source.openRejected >= countedMax ? `${countedMax}+` : String(source.openRejected);
  const labels = {
    live: t('overview'),
    rejected: source.openRejected === 0 ? t('rejected') : t('rejectedCount', { count }),
    'set-up': t('setUp'),
    settings: t('settings'),
  };
  return (
    <PageFrame title={source.name} subtitle={<Subtitle source={source} />} navigation={back}>
      <Flex direction="column" alignItems="stretch" gap={5}>
        <FirstEvent source={source} />
        <Tabs.Root variant="simple" value={tab} onValueChange={(next) => setAddress({ tab: next }, { replace: true })}>
          <Tabs.List aria-label={source.name}>
            {tabs.map((one) => (
              <Tabs.Trigger key={one} value={one}>
                {labels[one]}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          <Box paddingTop={5}>
            <Tabs.Content value="live">
              <Flex direction="column" alignItems="stretch" gap={5}>
                <VolumePanel source={source.ref} />
                {can('timeline.read') && <LiveEvents source={source.ref} />}
              </Flex>
            </Tabs.Content>
            <Tabs.Content value="rejected">
              <RejectedEvents source={source.ref} />
            </Tabs.Content>
            <Tabs.Content value="set-up">
              <SetUp source={source} />
            </Tabs.Content>
            <Tabs.Content value="settings">
              <SourceSettings key={source.ref} source={source} />
            </Tabs.Content>
          </Box>
        </Tabs.Root>
      </Flex>
    </PageFrame>
  );
}

function Subtitle({ source }: { readonly source: Source }) {
  const t = useTexts(texts);
  return (
    <Flex gap={3} tag="span">
      <Badge>{t(source.kind)}</Badge>
      {!source.enabled && (
        <Badge backgroundColor="danger100" textColor="danger700">
          {t('off')}
        </Badge>
      )}
      <Typography textColor="neutral600" tag="span">
        {t('lastEvent')}: {source.lastReceivedAt === null ? t('never') : <RelativeTime at={source.lastReceivedAt} />}
      </Typography>
    </Flex>
  );
}
