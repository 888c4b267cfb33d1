import { formatNumber, Notice, RelativeTime, useLocale, useTexts, useViewer } from '@rapport/sdk/admin';
import { Flex, Link, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';
import type { Broadcast } from './broadcast-page';
import { texts } from './texts';

/** In the order in which a segment comes to them. */
const stages = ['waiting', 'scanning', 'swapping'] as const;
const words = { waiting: 'segmentWaiting', scanning: 'segmentScanning', swapping: 'segmentSwapping' } as const;

/** Why nothing of it leaves yet: its segment is being built; how far that is. */
export function SegmentWait({ segment }: { readonly segment: NonNullable<Broadcast['waitsFor']> }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { can } = useViewer();
  const { key, name, since, members } = segment;
  const stage = stages.find((one) => one === segment.stage) ?? 'waiting';
  return (
    <Notice kind="warning">
      <Flex direction="column" alignItems="stretch" gap={1} role="status">
        <Typography fontWeight="semiBold">{t('segmentBuilt', { name })}</Typography>
        <Typography>
          {t(words[stage])}
          {members !== null && <> · {t('segmentMembers', { members: formatNumber(members, locale) })}</>}
          {' · '}
          {t('segmentSince')} <RelativeTime at={since} />
        </Typography>
        <progress aria-label={t(words[stage])} max={stages.length} value={stages.indexOf(stage) + 0.5} />
        {can('segment.read') && (
          <Link tag={NavLink} to={`/segments/${key}`}>
            {t('segmentLink', { name })}
          </Link>
        )}
      </Flex>
    </Notice>
  );
}
