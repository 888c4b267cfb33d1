import { Card, defineTexts, ErrorState, RelativeTime, useData, useTexts } from '@rapport/sdk/admin';
import type { CustomerCardProps } from '@rapport/sdk/admin';
import { Button, Flex, Link, Typography } from '@strapi/design-system';
import { Question } from '@strapi/icons';
import { useState } from 'react';
import { NavLink } from 'react-router-dom';
import { ComputedValues } from './computed-values';
import { ExplainDrawer } from './explain-drawer';
import { CustomerSegmentsDocument, SegmentByKeyDocument } from './explain.documents';

const texts = defineTexts({
  segments: { en: 'Segments', 'zh-Hans': '分群' },
  none: { en: 'In no segment at the moment.', 'zh-Hans': '目前不属于任何分群。' },
  since: { en: 'since', 'zh-Hans': '加入于' },
  until: { en: 'may end', 'zh-Hans': '可能结束于' },
  why: { en: 'Why?', 'zh-Hans': '原因' },
});

/** On the page of a customer: in which segments they are, since when and why, and what is worked out of them. */
export default function CustomerSegments({ profileId }: CustomerCardProps) {
  const t = useTexts(texts);
  const query = useData(CustomerSegmentsDocument, { id: profileId });
  const [explained, setExplained] = useState<{ readonly key: string; readonly name: string } | null>(null);
  const profile = query.data?.profile;
  if (query.error !== null && profile === undefined) {
    return (
      <Card title={t('segments')}>
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      </Card>
    );
  }
  if (profile === undefined || profile === null) return null;
  const memberships = profile.memberships.edges.map(({ node }) => node);
  return (
    <>
      <Card title={t('segments')}>
        {memberships.length === 0 && <Typography textColor="neutral600">{t('none')}</Typography>}
        <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
          {memberships.map(({ segmentKey, segmentName, since, flipsAt }) => (
            <Flex key={segmentKey} tag="li" justifyContent="space-between" gap={2}>
              <div>
                <Link tag={NavLink} to={`/segments/${segmentKey}`}>
                  {segmentName}
                </Link>
                <Typography variant="pi" textColor="neutral600" tag="p">
                  {t('since')} <RelativeTime at={since} />
                  {flipsAt !== null && (
                    <>
                      {' · '}
                      {t('until')} <RelativeTime at={flipsAt} />
                    </>
                  )}
                </Typography>
              </div>
              <Button
                size="S"
                variant="ghost"
                startIcon={<Question aria-hidden />}
                aria-label={`${t('why')} ${segmentName}`}
                onClick={() => setExplained({ key: segmentKey, name: segmentName })}
              >
                {t('why')}
              </Button>
            </Flex>
          ))}
        </Flex>
      </Card>
      <ComputedValues computed={profile.computed} />
      {explained !== null && (
        <ExplainByKey profileId={profileId} segment={explained} onClose={() => setExplained(null)} />
      )}
    </>
  );
}

type ExplainProps = {
  readonly profileId: string;
  readonly segment: { readonly key: string; readonly name: string };
  readonly onClose: () => void;
};

/** A membership knows its segment by key; explained it is by id. */
function ExplainByKey({ profileId, segment: { key, name }, onClose }: ExplainProps) {
  const { data } = useData(SegmentByKeyDocument, { key });
  const segmentId = data?.segment?.segmentId;
  if (segmentId === undefined) return null;
  return <ExplainDrawer profileId={profileId} segment={{ segmentId, name }} onClose={onClose} />;
}
