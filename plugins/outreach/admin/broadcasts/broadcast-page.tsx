import {
  Card,
  EmptyState,
  ErrorState,
  Figure,
  formatNumber,
  isJsonObject,
  LoadingState,
  numberIn,
  PageFrame,
  RelativeTime,
  useData,
  useLocale,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import { Box, Flex, Link, Tabs, Typography } from '@strapi/design-system';
import { ArrowLeft, Mail } from '@strapi/icons';
import { NavLink, useParams } from 'react-router-dom';
import { SendingBanner } from '../sending/sending-banner';
import { SegmentWait } from '../waits/segment-wait';
import { ReasonBars } from '../words/reason-bars';
import { useMessageWords } from '../words/use-message-words';
import { BroadcastApproval } from './approval';
import { BroadcastActions } from './broadcast-actions';
import { BroadcastDocument } from './broadcasts.documents';
import type { BroadcastQuery } from './broadcasts.documents';
import { EditorPage } from './editor/editor-page';
import { Messages } from './messages';
import { ProgressBar } from './progress-bar';
import { countsIn, objectIn, progressOf } from './progress';
import { BroadcastResults } from './results';
import { StateBadge } from './state-badge';
import { texts } from './texts';

const liveSeconds = 2;
export type Broadcast = NonNullable<BroadcastQuery['broadcast']>;

/** A draft is written here; what was started is watched. */
export function BroadcastPage() {
  const t = useTexts(texts);
  const { can } = useViewer();
  const { broadcastId = '' } = useParams();
  const query = useData(BroadcastDocument, { id: broadcastId }, { refetchSeconds: liveSeconds });
  const broadcast = query.data?.broadcast;
  if (broadcast === undefined) {
    return (
      <PageFrame title={t('title')} navigation={<Back />}>
        {query.error === null ? (
          <LoadingState />
        ) : (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )}
      </PageFrame>
    );
  }
  if (broadcast === null) {
    return (
      <PageFrame title={t('title')} navigation={<Back />}>
        <EmptyState icon={<Mail width="6rem" height="6rem" fill="neutral400" aria-hidden />} content={t('gone')} />
      </PageFrame>
    );
  }
  if (broadcast.state === 'DRAFT' && can('outreach.write'))
    return <EditorPage key={broadcastId} broadcast={broadcast} navigation={<Back />} />;
  return <Watched broadcast={broadcast} />;
}

export function Back() {
  const t = useTexts(texts);
  return (
    <Link tag={NavLink} to="/broadcasts" startIcon={<ArrowLeft aria-hidden />}>
      {t('back')}
    </Link>
  );
}

function Watched({ broadcast }: { readonly broadcast: Broadcast }) {
  const { name, state, startsAt, endedAt, waitsFor } = broadcast;
  const t = useTexts(texts);
  return (
    <PageFrame
      title={name}
      navigation={<Back />}
      subtitle={
        <Flex gap={2} tag="span">
          <StateBadge broadcast={broadcast} />
          {endedAt !== null ? (
            <span>
              {t('ended')} <RelativeTime at={endedAt} />
            </span>
          ) : (
            startsAt !== null && (
              <span>
                {state === 'SCHEDULED' ? t('starts') : t('started')} <RelativeTime at={startsAt} />
              </span>
            )
          )}
        </Flex>
      }
      actions={<BroadcastActions broadcast={broadcast} />}
    >
      <Flex direction="column" alignItems="stretch" gap={4}>
        <SendingBanner />
        <BroadcastApproval broadcast={broadcast} />
        {waitsFor !== null && <SegmentWait segment={waitsFor} />}
        <Tabs.Root variant="simple" defaultValue="progress">
          <Tabs.List aria-label={t('tabs')}>
            <Tabs.Trigger value="progress">{t('progress')}</Tabs.Trigger>
            <Tabs.Trigger value="results">{t('results')}</Tabs.Trigger>
          </Tabs.List>
          <Box paddingTop={4}>
            <Tabs.Content value="progress">
              <Flex direction="column" alignItems="stretch" gap={4}>
                <Figures broadcast={broadcast} />
                <WhyNot broadcast={broadcast} />
                <Messages broadcastId={broadcast.broadcastId} isLive={state === 'RUNNING'} />
              </Flex>
            </Tabs.Content>
            <Tabs.Content value="results">
              <BroadcastResults broadcast={broadcast} />
            </Tabs.Content>
          </Box>
        </Tabs.Root>
      </Flex>
    </PageFrame>
  );
}

function Figures({
  broadcast: { figures, definition, state, plannedAt, waitsFor },
}: {
  readonly broadcast: Broadcast;
}) {
  const t = useTexts(texts);
  const locale = useLocale();
  const progress = progressOf(figures);
  const has = (key: string): boolean => isJsonObject(definition) && key in definition;
  const number = (key: string): number => (isJsonObject(figures) ? numberIn(figures, key) : 0);
  const shown = [
    { label: t('sentFigure'), count: progress.sent, isShown: true },
    { label: t('withheldFigure'), count: progress.withheld, isShown: true },
    { label: t('waitingFigure'), count: progress.waiting, isShown: true },
    { label: t('failedFigure'), count: progress.failed, isShown: progress.failed > 0 },
    { label: t('openedFigure'), count: number('opened'), isShown: progress.sent > 0 },
    { label: t('clickedFigure'), count: number('clicked'), isShown: progress.sent > 0 },
    { label: t('convertedFigure'), count: number('converted'), isShown: has('goal') },
  ].filter(({ isShown }) => isShown);
  return (
    <Card title={t('figures')}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <ProgressBar progress={progress} />
        <Flex tag="dl" gap={8} wrap="wrap">
          {shown.map(({ label, count }) => (
            <Figure key={label} label={label}>
              {formatNumber(count, locale)}
            </Figure>
          ))}
        </Flex>
        {state === 'RUNNING' && plannedAt === null && waitsFor === null && (
          <Typography textColor="neutral600">{t('planning')}</Typography>
        )}
      </Flex>
    </Card>
  );
}

function WhyNot({ broadcast: { figures } }: { readonly broadcast: Broadcast }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { reasonOf } = useMessageWords();
  const counts = countsIn(objectIn(figures, 'withheld'));
  if (counts.length === 0) return null;
  return (
    <Card title={t('whyNot')}>
      <ReasonBars
        bars={counts.map(({ name, count }) => ({
          ...{ key: name, count, tone: 'withheld' },
          sentence: t('reasonCount', { reason: reasonOf(name), count: formatNumber(count, locale) }),
        }))}
      />
    </Card>
  );
}
