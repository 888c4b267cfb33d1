import { defineTexts, queryClient, useData, useTexts, useViewer } from '@rapport/sdk/admin';
import { ManyToOne } from '@strapi/icons';
import { QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { SVGProps } from 'react';
import { styled } from 'styled-components';
import { OpenReviewCountsDocument } from './queue.documents';

const texts = defineTexts({
  waiting: { en: '{count} waiting', 'zh-Hans': '{count} 项待处理' },
});

const refreshSeconds = 30;
const countShownMax = 99;

/** The icon of the menu, with how many wait. */
export function QueueIcon(props: SVGProps<SVGSVGElement>) {
  return (
    <QueryClientProvider client={queryClient}>
      <Place>
        <ManyToOne {...props} />
        <Count />
      </Place>
    </QueryClientProvider>
  );
}

function Count() {
  const t = useTexts(texts);
  const { can } = useViewer();
  const { data } = useData(
    OpenReviewCountsDocument,
    {},
    { enabled: can('profile.read'), refetchSeconds: refreshSeconds },
  );
  const count = (data?.openReviewCounts.conflicts ?? 0) + (data?.openReviewCounts.suggestions ?? 0);
  const bubble = useRef<HTMLSpanElement>(null);
  const description = t('waiting', { count });
  useEffect(() => {
    // The link has a name of its own (Strapi's): what is in it is not read out.
    bubble.current?.closest('a')?.setAttribute('aria-description', description);
  }, [description]);
  return <Bubble ref={bubble} hidden={count === 0} data-count={count > countShownMax ? `${countShownMax}+` : count} />;
}

const Place = styled.span`
  position: relative;
  display: inline-flex;
`;

/** Drawn, not written: text in the link would have to be part of its name. */
const Bubble = styled.span`
  &::after {
    content: attr(data-count);
  }
  &[hidden] {
    display: none;
  }
  position: absolute;
  inset-block-start: -0.9rem;
  inset-inline-start: 1rem;
  padding: 0.1rem 0.4rem;
  border-radius: 1rem;
  font-size: 1rem;
  line-height: 1.2rem;
  font-weight: 600;
  background: ${({ theme }) => theme.colors.primary600};
  color: ${({ theme }) => theme.colors.neutral0};
`;
