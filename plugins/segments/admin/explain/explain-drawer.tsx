import {
  CustomerLink,
  defineTexts,
  ErrorState,
  formatMoment,
  LoadingState,
  RelativeTime,
  TraitValue,
  useData,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import type { Json, JsonObject } from '@rapport/sdk/admin';
import { Badge, Box, Flex, Modal, Typography } from '@strapi/design-system';
import { CheckCircle, CrossCircle } from '@strapi/icons';
import { styled } from 'styled-components';
import { SegmentExplanationDocument } from './explain.documents';
import { explainedOf } from './explanation';
import type { Explained } from './explanation';

const texts = defineTexts({
  title: { en: 'Why: {name}', 'zh-Hans': '原因：{name}' },
  isIn: { en: 'is in it', 'zh-Hans': '在其中' },
  isOut: { en: 'is not in it', 'zh-Hans': '不在其中' },
  true: { en: 'true', 'zh-Hans': '满足' },
  false: { en: 'not true', 'zh-Hans': '不满足' },
  all: { en: 'All of these', 'zh-Hans': '以下全部满足' },
  any: { en: 'At least one of these', 'zh-Hans': '以下满足任意一项' },
  not: { en: 'Not this', 'zh-Hans': '以下不满足' },
  seen: { en: 'What was seen', 'zh-Hans': '依据' },
  nothing: { en: 'nothing', 'zh-Hans': '无' },
  count: { en: 'how often', 'zh-Hans': '次数' },
  first: { en: 'first', 'zh-Hans': '首次' },
  last: { en: 'last', 'zh-Hans': '最近' },
  value: { en: 'value', 'zh-Hans': '值' },
  since: { en: 'since', 'zh-Hans': '自' },
  flips: { en: 'Time alone may change this', 'zh-Hans': '仅随时间推移可能变化' },
  close: { en: 'Close', 'zh-Hans': '关闭' },
});
const groups = ['all', 'any', 'not'] as const;

type Props = {
  readonly profileId: string;
  readonly segment: { readonly segmentId: string; readonly name: string };
  readonly onClose: () => void;
};

/** One customer and one segment: condition by condition, what is true, what was seen, and when time changes it. */
export function ExplainDrawer({ profileId, segment, onClose }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const query = useData(SegmentExplanationDocument, { profile: profileId, segment: segment.segmentId });
  const profile = query.data?.profile;
  const explained = explainedOf(profile?.segmentExplanation, locale);
  return (
    <Modal.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Drawer>
        <Modal.Header closeLabel={t('close')}>
          <Modal.Title>{t('title', { name: segment.name })}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          {query.isLoading && <LoadingState lines={6} />}
          {query.error !== null && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
          {profile !== undefined && profile !== null && explained !== null && (
            <Flex direction="column" alignItems="stretch" gap={4}>
              <Flex gap={3}>
                <Typography variant="delta">
                  <CustomerLink profile={profile} />
                </Typography>
                <Truth truth={explained.truth} words={explained.truth ? t('isIn') : t('isOut')} />
              </Flex>
              <ExplainedPart part={explained} />
            </Flex>
          )}
        </Modal.Body>
      </Drawer>
    </Modal.Root>
  );
}

function ExplainedPart({ part }: { readonly part: Explained }) {
  const t = useTexts(texts);
  const group = groups.find((one) => one === part.kind);
  return (
    <Box>
      <Flex gap={2} alignItems="flex-start">
        <Truth truth={part.truth} words={part.truth ? t('true') : t('false')} />
        <Typography fontWeight={group === undefined ? 'regular' : 'semiBold'}>
          {group === undefined ? part.sentence : t(group)}
        </Typography>
      </Flex>
      {group === undefined && <Seen seen={part.seen} />}
      {part.flipsAt !== null && (
        <Box paddingTop={1}>
          <Typography variant="pi" textColor="neutral600" tag="p">
            {t('flips')}: <RelativeTime at={part.flipsAt} />
          </Typography>
        </Box>
      )}
      {part.children.length > 0 && (
        <Children>
          {part.children.map((child) => (
            <li key={child.path}>
              <ExplainedPart part={child} />
            </li>
          ))}
        </Children>
      )}
    </Box>
  );
}

function Truth({ truth, words }: { readonly truth: boolean; readonly words: string }) {
  return (
    <Badge
      backgroundColor={truth ? 'success100' : 'danger100'}
      textColor={truth ? 'success700' : 'danger700'}
      shrink={0}
    >
      <Flex tag="span" gap={1}>
        {truth ? (
          <CheckCircle aria-hidden width="1.2rem" height="1.2rem" fill="success700" />
        ) : (
          <CrossCircle aria-hidden width="1.2rem" height="1.2rem" fill="danger700" />
        )}
        {words}
      </Flex>
    </Badge>
  );
}

const named = ['count', 'value', 'first', 'last', 'since'] as const;

function Seen({ seen }: { readonly seen: JsonObject }) {
  const t = useTexts(texts);
  const entries = Object.entries(seen).filter(([, value]) => value !== null);
  if (entries.length === 0) {
    return (
      <Typography variant="pi" textColor="neutral600" tag="p">
        {t('seen')}: {t('nothing')}
      </Typography>
    );
  }
  return (
    <Facts>
      {entries.map(([key, value]) => {
        const known = named.find((one) => one === key);
        return (
          <Flex key={key} gap={2}>
            <Typography tag="dt" variant="pi" textColor="neutral600">
              {known === undefined ? key : t(known)}
            </Typography>
            <dd>
              <SeenValue value={value} />
            </dd>
          </Flex>
        );
      })}
    </Facts>
  );
}

function SeenValue({ value }: { readonly value: Json }) {
  const locale = useLocale();
  const at = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value) ? Date.parse(value) : Number.NaN;
  return <TraitValue value={Number.isNaN(at) ? value : formatMoment(at, locale)} />;
}

/** At the edge of the page, so that the list beside it stays in sight. */
const Drawer = styled(Modal.Content)`
  && {
    inset-block: 0;
    inset-inline-end: 0;
    inset-inline-start: auto;
    top: 0;
    left: auto;
    transform: none;
    width: min(56rem, 100vw);
    max-width: 100vw;
    height: 100dvh;
    max-height: 100dvh;
    border-radius: 0;
  }
`;
const Children = styled.ul`
  display: flex;
  flex-direction: column;
  gap: 1.2rem;
  margin-block-start: 1.2rem;
  padding-inline-start: 1.6rem;
  border-inline-start: 2px solid ${({ theme }) => theme.colors.neutral200};
`;
const Facts = styled.dl`
  display: flex;
  flex-wrap: wrap;
  gap: 0.4rem 1.6rem;
  margin-block-start: 0.4rem;
`;
