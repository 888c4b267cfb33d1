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
  readonly since: string | null;
};

/** In the order in which a segment comes to them. */
const stages = ['waiting', 'scanning', 'swapping'] as const;
const words = { waiting: 'segmentWaiting', scanning: 'segmentScanning', swapping: 'segmentSwapping' } as const;
/** What somebody has to do before it goes on; every other stage ends by itself. */
const blocked = { failed: 'segmentFailed', draft: 'segmentDraft', gone: 'segmentGone' } as const;
type Blocked = keyof typeof blocked;
const isBlocked = (stage: string): stage is Blocked => stage in blocked;

/** Why a broadcast or a journey does not go on: its segment is being built, and how far that is; or it could not be. */
export function SegmentWait({ segment }: { readonly segment: Awaited }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { can } = useViewer();
  const { key, name, stage, failure } = segment;
  const stuck = isBlocked(stage) ? stage : null;
  const why = failure === null ? null : describeCode(failure, locale);
  return (
    <Notice kind="warning">
      <Flex direction="column" alignItems="stretch" gap={1} role="status">
        <Typography fontWeight="semiBold">{t(stuck === null ? 'segmentBuilt' : blocked[stuck], { name })}</Typography>
        {stuck === 'failed' && <Typography>{why}</Typography>}
        {stuck === null && <Progress segment={segment} />}
        {stuck === null && why !== null && <Typography>{t('segmentTried', { why })}</Typography>}
        {stuck !== 'gone' && can('segment.read') && (
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
        {since !== null && (
          <>
            {' · '}
            {t('segmentSince')} <RelativeTime at={since} />
          </>
        )}
      </Typography>
      <progress aria-label={t(words[stage])} max={stages.length} value={stages.indexOf(stage) + 0.5} />
    </>
  );
}
