import {
  ApiError,
  describeError,
  isErrorCode,
  newCommandKey,
  relativeTime,
  useCommand,
  useLocale,
  useNow,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import type { Locale } from '@rapport/sdk/admin';
import { Badge, Button, Flex, Loader, Typography } from '@strapi/design-system';
import { ArrowClockwise } from '@strapi/icons';
import { RetrySegmentDocument } from './list.documents';
import { texts } from './texts';

export type Condition = {
  readonly segmentId: string;
  readonly name: string;
  readonly state: 'DRAFT' | 'PUBLISHED' | 'PAUSED';
  readonly failure: string | null;
  readonly retryAt: string | null;
  readonly build: { readonly version: number; readonly stage: string; readonly failure: string | null } | null;
};

const underWay: readonly string[] = ['waiting', 'scanning', 'swapping'];

export function isBuilding(build: { readonly stage: string } | null): boolean {
  return build !== null && underWay.includes(build.stage);
}

/** What a code of the server says, in the reader's language. */
export function failureWords(code: string, locale: Locale): string {
  return describeError(new ApiError(isErrorCode(code) ? code : 'unexpected', code), locale);
}

/** Whether it counts, is being built, or what is wrong with it, with the button that may help. */
export function Health({ segment }: { readonly segment: Condition }) {
  const t = useTexts(texts);
  const failure = segment.failure ?? (segment.build?.stage === 'failed' ? segment.build.failure : null);
  if (failure !== null) return <Failing segment={segment} failure={failure} />;
  if (isBuilding(segment.build)) {
    return (
      <Flex gap={2} role="status">
        <Loader small>{''}</Loader>
        <Typography>{t('building', { version: segment.build?.version ?? 0 })}</Typography>
      </Flex>
    );
  }
  return <StateBadge state={segment.state} />;
}

export function StateBadge({ state }: { readonly state: Condition['state'] }) {
  const t = useTexts(texts);
  if (state === 'PUBLISHED') {
    return (
      <Badge backgroundColor="success100" textColor="success700">
        {t('PUBLISHED')}
      </Badge>
    );
  }
  return <Badge>{t(state)}</Badge>;
}

function Failing({ segment, failure }: { readonly segment: Condition; readonly failure: string }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const now = useNow();
  const { can } = useViewer();
  const retry = useCommand(RetrySegmentDocument);
  const next =
    segment.retryAt === null ? '' : t('retryNext', { when: relativeTime(Date.parse(segment.retryAt), now, locale) });
  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      <Flex gap={2} wrap="wrap">
        <Badge backgroundColor="danger100" textColor="danger700">
          {t('FAILING')}
        </Badge>
        {can('segment.publish') && (
          <Button
            size="S"
            variant="tertiary"
            startIcon={<ArrowClockwise aria-hidden />}
            loading={retry.isPending}
            aria-label={`${t('retry')}: ${segment.name}`}
            onClick={() => retry.mutate({ input: { segmentId: segment.segmentId, idempotencyKey: newCommandKey() } })}
          >
            {t('retry')}
          </Button>
        )}
      </Flex>
      <Typography variant="pi" textColor="neutral700">
        {[failureWords(failure, locale), next].filter((part) => part !== '').join(' ')}
      </Typography>
      {retry.error !== null && (
        <Typography variant="pi" textColor="danger600" role="alert">
          {describeError(retry.error, locale)}
        </Typography>
      )}
    </Flex>
  );
}
