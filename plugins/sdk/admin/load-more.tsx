import { Button, Flex } from '@strapi/design-system';
import { useEffect, useRef } from 'react';
import { defineTexts } from './text';
import { useTexts } from './use-texts';

const texts = defineTexts({ more: { en: 'Show more', 'zh-Hans': '显示更多' } });

type Props = {
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  readonly onMore: () => void;
  /** Asks by itself when it comes into sight; the button stays for whoever cannot scroll. */
  readonly endless?: boolean;
};

/** The end of a list of which there is more. */
export function LoadMore({ hasMore, isLoading, onMore, endless = false }: Props) {
  const t = useTexts(texts);
  const place = useRef<HTMLDivElement>(null);
  const ask = useRef(onMore);
  useEffect(() => {
    ask.current = onMore;
  });
  useEffect(() => {
    const element = place.current;
    if (!endless || !hasMore || isLoading || element === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) ask.current();
      },
      { rootMargin: '400px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [endless, hasMore, isLoading]);
  if (!hasMore) return null;
  return (
    <Flex ref={place} justifyContent="center" padding={4}>
      <Button variant="tertiary" loading={isLoading} onClick={onMore}>
        {t('more')}
      </Button>
    </Flex>
  );
}
