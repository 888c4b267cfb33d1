import { Card, defineTexts, objects, RelativeTime, textIn, useTexts } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';
import { Flex, Typography } from '@strapi/design-system';
import { Link } from 'react-router-dom';

const texts = defineTexts({
  title: { en: 'Unfinished work', 'zh-Hans': '未完成的工作' },
  none: { en: 'Nothing waits for anybody.', 'zh-Hans': '没有等待处理的工作。' },
  feed: { en: 'Changes that the feed does not show yet', 'zh-Hans': '变更流尚未显示的变更' },
  lanes: { en: 'Customers whose changes no worker has followed yet', 'zh-Hans': '尚未处理的客户变更' },
  reviews: { en: 'Conflicts and suggestions to decide', 'zh-Hans': '待处理的冲突与建议' },
  rejected: { en: 'Rejected events', 'zh-Hans': '被拒事件' },
  retention: { en: 'Old events that are being deleted', 'zh-Hans': '正在删除的过期事件' },
  erasures: { en: 'Customers whose data is being erased', 'zh-Hans': '正在删除的个人数据' },
  since: { en: 'since', 'zh-Hans': '自' },
});

/** Where a person does something about it. */
const kinds = [
  { kind: 'feed', to: null },
  { kind: 'lanes', to: null },
  { kind: 'reviews', to: '/merge-queue' },
  { kind: 'rejected', to: '/sources' },
  { kind: 'retention', to: '/data-care' },
  { kind: 'erasures', to: '/privacy' },
] as const;

/** What waits, the oldest first. */
export function Unfinished({ unfinished }: { readonly unfinished: Json }) {
  const t = useTexts(texts);
  const waiting = objects(unfinished).flatMap((one) => {
    const known = kinds.find(({ kind }) => kind === textIn(one, 'kind'));
    return known === undefined ? [] : [{ ...known, since: textIn(one, 'since') }];
  });
  return (
    <Card title={t('title')}>
      <Flex direction="column" alignItems="stretch" gap={5}>
        {waiting.length === 0 && <Typography textColor="neutral600">{t('none')}</Typography>}
        {waiting.length > 0 && (
          <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
            {waiting.map(({ kind, to, since }) => (
              <Flex key={kind} tag="li" gap={3} wrap="wrap">
                {to === null ? (
                  <Typography fontWeight="semiBold">{t(kind)}</Typography>
                ) : (
                  <Typography tag={Link} to={to} textColor="primary600" fontWeight="semiBold">
                    {t(kind)}
                  </Typography>
                )}
                <Typography textColor="neutral600">
                  {t('since')} <RelativeTime at={since} />
                </Typography>
              </Flex>
            ))}
          </Flex>
        )}
      </Flex>
    </Card>
  );
}
