import { describeCode, formatNumber, Notice, RelativeTime, useLocale, useTexts, useViewer } from '@rapport/sdk/admin';
import { Flex, Link, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';
import { texts } from './texts';

/** A segment whose members are not known yet; `stage`: see SegmentWait of the schema. */
type Awaited = {
  readonly key: string;
  readonly name: string;
  readonly stage: string;
  readonly failure: string | null;
  readonly members: number | null;
  readonly since: string;
};

/** In the order in which a segment comes to them. */
const stages = ['waiting', 'scanning', 'swapping'] as const;
const words = { waiting: 'segmentWaiting', scanning: 'segmentScanning', swapping: 'segmentSwapping' } as const;

/** Why a broadcast or a journey does not go on: its segment is being built, and how far that is; or it could not be. */
export function SegmentWait({ segment }: { readonly segment: Awaited }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { can } = useViewer();
  const { key, name, failure } = segment;
  const isFailed = segment.stage === 'failed';
  const why = failure === null ? null : describeCode(failure, locale);
  return (
    <Notice kind="warning">
      <Flex direction="column" alignItems="stretch" gap={1} role="status">
        <Typography fontWeight="semiBold">{t(isFailed ? 'segmentFailed' : 'segmentBuilt', { name })}</Typography>
        {isFailed ? <Typography>{why}</Typography> : <Progress segment={segment} />}
        {!isFailed && why !== null && <Typography>{t('segmentTried', { why })}</Typography>}
        {can('segment.read') && (
          <Link tag={NavLink} to={`/segments/${key}`}>
            {t('segmentLink', { name })}
          </Link>
        )}
      </Flex>
    </Notice>
  );
}

function Progress({ segment: { stage: name, members, since } }: { readonly segment: Awaited }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const stage = stages.find((one) => one === name) ?? 'waiting';
  return (
    <>
      <Typography>
        {t(words[stage])}
        {members !== null && <> · {t('segmentMembers', { members: formatNumber(members, locale) })}</>}
        {' · '}
        {t('segmentSince')} <RelativeTime at={since} />
      </Typography>
      <progress aria-label={t(words[stage])} max={stages.length} value={stages.indexOf(stage) + 0.5} />
    </>
  );
}
