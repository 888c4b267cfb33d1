import { Box, Button, EmptyStateLayout, Flex, VisuallyHidden } from '@strapi/design-system';
import { ArrowClockwise, WarningCircle } from '@strapi/icons';
import type { ReactNode } from 'react';
import { keyframes, styled } from 'styled-components';
import type { ApiError } from './api-error';
import { describeError } from './error-texts';
import { defineTexts } from './text';
import { useLocale, useTexts } from './use-texts';

const texts = defineTexts({
  loading: { en: 'Loading …', 'zh-Hans': '正在加载…' },
  tryAgain: { en: 'Try again', 'zh-Hans': '重试' },
});

/** Something failed: what it was, in words, and a button to try it again. */
export function ErrorState({ error, onRetry }: { readonly error: ApiError; readonly onRetry?: () => void }) {
  const t = useTexts(texts);
  const locale = useLocale();
  return (
    <Box role="alert">
      <EmptyStateLayout
        icon={<WarningCircle width="4rem" height="4rem" fill="danger500" aria-hidden />}
        content={describeError(error, locale)}
        action={
          onRetry === undefined ? undefined : (
            <Button variant="secondary" startIcon={<ArrowClockwise />} onClick={onRetry}>
              {t('tryAgain')}
            </Button>
          )
        }
      />
    </Box>
  );
}

type EmptyProps = { readonly icon: ReactNode; readonly content: string; readonly action?: ReactNode };

/** Nothing here: why, and what to do next. */
export function EmptyState({ icon, content, action }: EmptyProps) {
  return <EmptyStateLayout icon={icon} content={content} action={action} />;
}

/** Grey lines where content will be. */
export function LoadingState({ lines = 5 }: { readonly lines?: number }) {
  const t = useTexts(texts);
  return (
    <Box role="status">
      <VisuallyHidden>{t('loading')}</VisuallyHidden>
      <Flex direction="column" alignItems="stretch" gap={3} aria-hidden>
        {Array.from({ length: lines }, (_, line) => (
          <Skeleton key={line} $widthPercent={100 - ((line * 13) % 40)} />
        ))}
      </Flex>
    </Box>
  );
}

const pulse = keyframes`50% { opacity: 0.4; }`;

/** One grey line. */
export const Skeleton = styled.div<{ readonly $widthPercent?: number }>`
  height: 2rem;
  width: ${({ $widthPercent = 100 }) => $widthPercent}%;
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral150};
  animation: ${pulse} 1.6s ease-in-out infinite;
  @media (prefers-reduced-motion: reduce) {
    animation: none;
  }
`;
