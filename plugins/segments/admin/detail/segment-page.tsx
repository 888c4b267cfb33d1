import {
  EmptyState,
  ErrorState,
  Figure,
  formatNumber,
  LoadingState,
  PageFrame,
  RelativeTime,
  useData,
  useLive,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import { Box, Flex, Link, Tabs, Typography } from '@strapi/design-system';
import { ArrowLeft, Filter } from '@strapi/icons';
import { NavLink, useParams, useSearchParams } from 'react-router-dom';
import { Health } from '../list/health';
import { BackTest } from './back-test';
import { BuildProgress } from './build-progress';
import { Changes } from './changes';
import { Definition } from './definition';
import { SegmentDetailDocument } from './detail.documents';
import type { SegmentDetailQuery } from './detail.documents';
import { Members } from './members';
import { OverTime } from './over-time';
import { Overlap } from './overlap';
import { SegmentActions } from './segment-actions';
import { texts } from './texts';
import { Versions } from './versions';

export type Segment = NonNullable<SegmentDetailQuery['segment']>;
const tabs = ['members', 'time', 'changes', 'definition', 'overlap', 'versions', 'backTest'] as const;
type Tab = (typeof tabs)[number];
/** A list has no definition. */
const listTabs: readonly Tab[] = ['members', 'time', 'changes', 'overlap'];
const refetchSeconds = 3;

/** One segment, whole. The tab is part of the address. */
export function SegmentPage() {
  const t = useTexts(texts);
  const { segmentKey = '' } = useParams();
  const query = useData(SegmentDetailDocument, { key: segmentKey }, { refetchSeconds });
  // Members come and go with events.
  useLive('all', () => void query.refetch(), { everySeconds: 2 });
  const segment = query.data?.segment ?? null;
  if (segment === null) {
    return (
      <PageFrame title={t('title')} navigation={<Back />}>
        {query.error !== null && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.isLoading && <LoadingState lines={8} />}
        {query.data !== undefined && (
          <EmptyState icon={<Filter width="6rem" height="6rem" fill="neutral400" aria-hidden />} content={t('gone')} />
        )}
      </PageFrame>
    );
  }
  return (
    <PageFrame
      title={segment.name}
      subtitle={segment.description}
      navigation={<Back />}
      actions={<SegmentActions segment={segment} />}
    >
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Figures segment={segment} />
        <BuildProgress segment={segment} />
        <Parts segment={segment} />
      </Flex>
    </PageFrame>
  );
}

function Back() {
  const t = useTexts(texts);
  return (
    <Link tag={NavLink} to="/segments" startIcon={<ArrowLeft aria-hidden />}>
      {t('back')}
    </Link>
  );
}

function Figures({ segment }: { readonly segment: Segment }) {
  const t = useTexts(texts);
  const locale = useLocale();
  return (
    <Box background="neutral0" hasRadius shadow="tableShadow" padding={5}>
      <Flex gap={8} wrap="wrap" alignItems="flex-start">
        <Flex tag="dl" gap={8} wrap="wrap" alignItems="flex-start">
          <Figure label={t('size')}>{segment.version === 0 ? '–' : formatNumber(segment.size, locale)}</Figure>
          <Figure label={t('lastChange')}>
            {segment.lastTransitionAt === null ? t('never') : <RelativeTime at={segment.lastTransitionAt} />}
          </Figure>
          {segment.kind === 'RULE' && (
            <Figure label={t('version')}>{segment.version === 0 ? '–' : segment.version}</Figure>
          )}
          <Figure label={t('key')}>
            <Typography tag="code">{segment.key}</Typography>
          </Figure>
        </Flex>
        <Box paddingTop={1}>
          <Health segment={segment} />
        </Box>
      </Flex>
    </Box>
  );
}

function Parts({ segment }: { readonly segment: Segment }) {
  const t = useTexts(texts);
  const [address, setAddress] = useSearchParams();
  const shown = tabs.filter((one) => segment.kind === 'RULE' || listTabs.includes(one));
  const tab = shown.find((one) => one === address.get('tab')) ?? 'members';
  return (
    <Tabs.Root variant="simple" value={tab} onValueChange={(next) => setAddress({ tab: next }, { replace: true })}>
      <Box style={{ overflowX: 'auto' }}>
        <Tabs.List aria-label={segment.name}>
          {shown.map((one) => (
            <Tabs.Trigger key={one} value={one}>
              {t(one)}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
      </Box>
      <Box paddingTop={5}>
        <Tabs.Content value={tab}>
          <Part tab={tab} segment={segment} />
        </Tabs.Content>
      </Box>
    </Tabs.Root>
  );
}

function Part({ tab, segment }: { readonly tab: Tab; readonly segment: Segment }) {
  switch (tab) {
    case 'members':
      return <Members segment={segment} />;
    case 'time':
      return <OverTime segmentId={segment.segmentId} />;
    case 'changes':
      return <Changes segmentId={segment.segmentId} />;
    case 'definition':
      return <Definition segment={segment} />;
    case 'overlap':
      return <Overlap segment={segment} />;
    case 'versions':
      return <Versions segment={segment} />;
    case 'backTest':
      return <BackTest segment={segment} />;
  }
}
