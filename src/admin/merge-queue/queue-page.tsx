import {
  defineTexts,
  EmptyState,
  ErrorState,
  LoadingState,
  PageFrame,
  RelativeTime,
  useLocale,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import {
  Badge,
  Box,
  Button,
  Flex,
  IconButton,
  SingleSelect,
  SingleSelectOption,
  Typography,
} from '@strapi/design-system';
import { Check, CheckCircle, ChevronLeft, ChevronRight, Cross } from '@strapi/icons';
import { useEffect, useState } from 'react';
import { styled } from 'styled-components';
import { LiveBadge } from '../customers/live-badge';
import { EvidenceLines } from '../identity/evidence';
import { describeReview } from '../identity/review-words';
import { SideCard } from '../identity/side-card';
import { useIdentity } from '../identity/use-identity';
import type { Decision } from '../identity/use-identity';
import type { ReviewType } from './queue.documents';
import { useQueue } from './use-queue';
import type { QueuedReview } from './use-queue';

const texts = defineTexts({
  title: { en: 'Same person?', 'zh-Hans': '是同一人吗？' },
  subtitle: {
    en: '{conflicts, plural, one {# conflict} other {# conflicts}} and {suggestions, plural, one {# suggestion} other {# suggestions}} wait for a person',
    'zh-Hans': '{conflicts} 个冲突和 {suggestions} 条建议等待处理',
  },
  empty: { en: 'Nothing to decide. Well done.', 'zh-Hans': '没有待处理的事项，做得好。' },
  show: { en: 'Show', 'zh-Hans': '显示' },
  all: { en: 'Conflicts and suggestions', 'zh-Hans': '冲突和建议' },
  CONFLICT: { en: 'Conflicts', 'zh-Hans': '冲突' },
  SUGGESTION: { en: 'Suggestions', 'zh-Hans': '建议' },
  conflict: { en: 'Conflict', 'zh-Hans': '冲突' },
  suggestion: { en: 'Suggestion', 'zh-Hans': '建议' },
  place: { en: '{number} of {total}', 'zh-Hans': '第 {number} 项，共 {total} 项' },
  decided: { en: '{count} decided', 'zh-Hans': '已处理 {count} 项' },
  previous: { en: 'Previous (←)', 'zh-Hans': '上一项 (←)' },
  next: { en: 'Next (→)', 'zh-Hans': '下一项 (→)' },
  merge: { en: 'Same person: merge (M)', 'zh-Hans': '同一人：合并 (M)' },
  keepApart: { en: 'Different people (D)', 'zh-Hans': '不是同一人 (D)' },
  dismiss: { en: 'Dismiss (X)', 'zh-Hans': '忽略 (X)' },
  lacking: {
    en: 'To decide, your role needs the right identity.write.',
    'zh-Hans': '要作出决定，您的角色需要 identity.write 权限。',
  },
  onlyValue: {
    en: 'Only this value was left out: there is no other customer to merge with.',
    'zh-Hans': '只有该值被排除，没有可合并的其他客户。',
  },
  seen: { en: 'Last seen', 'zh-Hans': '最近出现' },
});

const types: readonly ReviewType[] = ['CONFLICT', 'SUGGESTION'];

/** One after the other: both customers side by side, why the question is there, and three answers. Works by keyboard alone. */
export default function QueuePage() {
  const t = useTexts(texts);
  const [type, setType] = useState<ReviewType | null>(null);
  const queue = useQueue(type);
  const { review, conflicts, suggestions } = queue;
  return (
    <PageFrame
      title={t('title')}
      subtitle={t('subtitle', { conflicts, suggestions })}
      actions={
        <Flex gap={4}>
          <LiveBadge state={queue.live} />
          <Box width="26rem">
            <SingleSelect
              size="S"
              aria-label={t('show')}
              value={type ?? ''}
              onChange={(chosen) => {
                setType(types.find((one) => one === chosen) ?? null);
                queue.restart();
              }}
            >
              <SingleSelectOption value="">{t('all')}</SingleSelectOption>
              {types.map((one) => (
                <SingleSelectOption key={one} value={one}>
                  {t(one)}
                </SingleSelectOption>
              ))}
            </SingleSelect>
          </Box>
        </Flex>
      }
    >
      {queue.isLoading && <LoadingState lines={8} />}
      {queue.error !== null && <ErrorState error={queue.error} onRetry={queue.refetch} />}
      {!queue.isLoading && queue.error === null && review === null && (
        <EmptyState
          icon={<CheckCircle width="4rem" height="4rem" fill="success500" aria-hidden />}
          content={t('empty')}
        />
      )}
      {review !== null && <Question key={review.reviewId} review={review} queue={queue} />}
    </PageFrame>
  );
}

type Props = { readonly review: QueuedReview; readonly queue: ReturnType<typeof useQueue> };

function Question({ review, queue }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { can } = useViewer();
  const identity = useIdentity();
  const canDecide = can('identity.write');
  const { profile, other } = review;
  const decide = (decision: Decision): void => {
    if (!canDecide || identity.isBusy || (decision !== 'DISMISS' && other === null)) return;
    identity.decide(review.reviewId, decision).then(queue.countDecided, () => undefined);
  };
  useKeys({
    ArrowLeft: () => queue.move(-1),
    ArrowRight: () => queue.move(1),
    m: () => decide('MERGE'),
    d: () => decide('KEEP_APART'),
    x: () => decide('DISMISS'),
  });
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Box background="neutral0" hasRadius shadow="tableShadow" padding={5} aria-live="polite">
        <Flex direction="column" alignItems="stretch" gap={3}>
          <Flex gap={3} justifyContent="space-between">
            <Flex gap={3}>
              <Badge variant={review.type === 'CONFLICT' ? 'danger' : 'primary'}>
                {t(review.type === 'CONFLICT' ? 'conflict' : 'suggestion')}
              </Badge>
              <Typography variant="pi" textColor="neutral600">
                {t('seen')} <RelativeTime at={review.lastAt} />
              </Typography>
            </Flex>
            <Place queue={queue} />
          </Flex>
          <Typography variant="delta" tag="h2">
            {describeReview(review, locale)}
          </Typography>
          <EvidenceLines evidence={review.evidence} />
          <Answers canDecide={canDecide} canMerge={other !== null} isBusy={identity.isBusy} onDecide={decide} />
          {identity.error !== null && <ErrorState error={identity.error} onRetry={queue.refetch} />}
        </Flex>
      </Box>
      <Sides>
        {profile !== null && <SideCard side={profile} other={other} />}
        {other === null ? (
          <Typography textColor="neutral600">{t('onlyValue')}</Typography>
        ) : (
          <SideCard side={other} other={profile} />
        )}
      </Sides>
    </Flex>
  );
}

type AnswersProps = {
  readonly canDecide: boolean;
  readonly canMerge: boolean;
  readonly isBusy: boolean;
  readonly onDecide: (decision: Decision) => void;
};

function Answers({ canDecide, canMerge, isBusy, onDecide }: AnswersProps) {
  const t = useTexts(texts);
  if (!canDecide) return <Typography textColor="neutral600">{t('lacking')}</Typography>;
  return (
    <Flex gap={2} wrap="wrap">
      {canMerge && (
        <Button startIcon={<Check />} loading={isBusy} onClick={() => onDecide('MERGE')}>
          {t('merge')}
        </Button>
      )}
      {canMerge && (
        <Button variant="secondary" startIcon={<Cross />} disabled={isBusy} onClick={() => onDecide('KEEP_APART')}>
          {t('keepApart')}
        </Button>
      )}
      <Button variant="tertiary" disabled={isBusy} onClick={() => onDecide('DISMISS')}>
        {t('dismiss')}
      </Button>
    </Flex>
  );
}

function Place({ queue }: { readonly queue: ReturnType<typeof useQueue> }) {
  const t = useTexts(texts);
  return (
    <Flex gap={2}>
      <IconButton label={t('previous')} disabled={queue.index === 0} onClick={() => queue.move(-1)}>
        <ChevronLeft />
      </IconButton>
      <Typography textColor="neutral600">
        {t('place', { number: queue.index + 1, total: Math.max(queue.total, queue.index + 1) })}
        {queue.decided > 0 && ` · ${t('decided', { count: queue.decided })}`}
      </Typography>
      <IconButton label={t('next')} disabled={!queue.hasNext} onClick={() => queue.move(1)}>
        <ChevronRight />
      </IconButton>
    </Flex>
  );
}

/** Single keys, unless somebody types or a dialog or menu is open. */
function useKeys(keys: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      const { target } = event;
      const isElsewhere =
        target instanceof HTMLElement &&
        target.closest('input, textarea, select, [role=combobox], [role=listbox], [role=dialog], [role=menu]') !== null;
      const action = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
      if (isElsewhere || action === undefined) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  });
}

const Sides = styled.div`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(30rem, 1fr));
  gap: 1.6rem;
  align-items: start;
`;
