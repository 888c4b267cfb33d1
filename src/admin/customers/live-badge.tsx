import { defineTexts, useTexts } from '@rapport/sdk/admin';
import type { LiveState } from '@rapport/sdk/admin';
import { Flex, Tooltip, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';

const texts = defineTexts({
  live: { en: 'Live', 'zh-Hans': '实时' },
  liveHint: { en: 'Changes appear by themselves', 'zh-Hans': '变化会自动显示' },
  polling: { en: 'Every 10 s', 'zh-Hans': '每 10 秒' },
  pollingHint: {
    en: 'The live connection is interrupted; this page looks again every 10 seconds',
    'zh-Hans': '实时连接中断，页面每 10 秒刷新一次',
  },
});

/** Whether the page follows what happens. */
export function LiveBadge({ state }: { readonly state: LiveState }) {
  const t = useTexts(texts);
  if (state === 'paused') return null;
  const isLive = state === 'live';
  return (
    <Tooltip label={t(isLive ? 'liveHint' : 'pollingHint')}>
      <Flex gap={2} tabIndex={0}>
        <Dot $isLive={isLive} aria-hidden />
        <Typography variant="pi" textColor="neutral600">
          {t(isLive ? 'live' : 'polling')}
        </Typography>
      </Flex>
    </Tooltip>
  );
}

const Dot = styled.span<{ readonly $isLive: boolean }>`
  width: 0.8rem;
  height: 0.8rem;
  border-radius: 50%;
  background: ${({ theme, $isLive }) => ($isLive ? theme.colors.success500 : theme.colors.warning500)};
`;
