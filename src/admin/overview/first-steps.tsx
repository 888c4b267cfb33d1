import { Card, defineTexts, useTexts } from '@rapport/sdk/admin';
import { Flex, Typography, VisuallyHidden } from '@strapi/design-system';
import { ArrowRight, CheckCircle, Clock } from '@strapi/icons';
import { Link } from 'react-router-dom';
import type { OverviewQuery } from './overview.documents';

const texts = defineTexts({
  title: { en: 'First steps', 'zh-Hans': '第一步' },
  source: { en: 'Create a source: its key lets events in', 'zh-Hans': '创建数据源：用它的密钥写入事件' },
  event: {
    en: 'Send a first event: the source has lines to copy',
    'zh-Hans': '发送第一个事件：数据源页面有可复制的代码',
  },
  customer: { en: 'Look at a customer', 'zh-Hans': '查看一位客户' },
  colleague: { en: 'Invite a colleague', 'zh-Hans': '邀请一位同事' },
  done: { en: 'Done', 'zh-Hans': '已完成' },
  open: { en: 'To do', 'zh-Hans': '待完成' },
});

const steps = [
  { step: 'source', to: '/sources' },
  { step: 'event', to: '/sources' },
  { step: 'customer', to: '/customers' },
  { step: 'colleague', to: '/settings/users' },
] as const;

/** What an installation still lacks; gone once nothing is. Each step ticks off by what really happened. */
export function FirstSteps({ welcome }: { readonly welcome: OverviewQuery['welcome'] }) {
  const t = useTexts(texts);
  if (steps.every(({ step }) => welcome[step])) return null;
  return (
    <Card title={t('title')}>
      <Flex tag="ol" direction="column" alignItems="stretch" gap={3}>
        {steps.map(({ step, to }) => (
          <Flex key={step} tag="li" gap={3}>
            {welcome[step] ? (
              <CheckCircle aria-hidden fill="success600" width="2rem" height="2rem" />
            ) : (
              <Clock aria-hidden fill="neutral600" width="2rem" height="2rem" />
            )}
            <VisuallyHidden>{welcome[step] ? t('done') : t('open')}</VisuallyHidden>
            {welcome[step] ? (
              <Typography textColor="neutral600">{t(step)}</Typography>
            ) : (
              <Typography tag={Link} to={to} textColor="primary600" fontWeight="semiBold">
                {t(step)} <ArrowRight aria-hidden width="1.2rem" height="1.2rem" />
              </Typography>
            )}
          </Flex>
        ))}
      </Flex>
    </Card>
  );
}
