import {
  Card,
  ErrorState,
  formatNumber,
  isJsonObject,
  LoadingState,
  numberIn,
  useData,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import { Box, Flex, Typography } from '@strapi/design-system';
import { OutreachSettingsDocument } from '../../sending/sending.documents';
import { ReasonBars } from '../../words/reason-bars';
import type { ReasonBar } from '../../words/reason-bars';
import { objectIn } from '../progress';
import type { Foreseen } from './foreseen';
import { foreseenTexts } from './foreseen-texts';
import type { LiveBroadcast } from './use-live-broadcast';

const later = {
  ...({ quiet_hours: 'later_quiet_hours', open_conversation: 'later_open_conversation' } as const),
  ...({ bad_rating: 'later_bad_rating' } as const),
};
const reasons = [
  ...(['no_consent', 'suppressed', 'no_address', 'frequency_cap', 'quiet_hours', 'open_conversation'] as const),
  ...(['bad_rating', 'control_group', 'duplicate_address', 'expired', 'exit_met', 'sandbox'] as const),
  'topic_archived' as const,
];
const releaseHoursDefault = 24;

/** Beside the editor: who would get it now, and who would not and why, before anything is sent. */
export function ForeseenCard({ live }: { readonly live: LiveBroadcast }) {
  const t = useTexts(foreseenTexts);
  const { foreseen, error, isWhole, isStale } = live;
  return (
    <Card title={t('title')}>
      <Box aria-live="polite" aria-busy={isStale} style={{ opacity: isStale ? 0.6 : 1 }}>
        {!isWhole ? (
          <Typography textColor="neutral600">{t('unfinished')}</Typography>
        ) : error !== null ? (
          <ErrorState error={error} />
        ) : foreseen === null ? (
          <LoadingState lines={3} />
        ) : (
          <Told foreseen={foreseen} />
        )}
      </Box>
    </Card>
  );
}

function Told({ foreseen }: { readonly foreseen: Foreseen }) {
  const t = useTexts(foreseenTexts);
  const locale = useLocale();
  const bars = useBars(foreseen);
  const number = (value: number): string => formatNumber(value, locale);
  if (foreseen.looked === 0) return <Typography textColor="neutral600">{t('nobody')}</Typography>;
  const { sent, audience, looked, isSample, low, high } = foreseen;
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Typography variant="beta" tag="p">
        {t(isSample ? 'headlineSample' : 'headline', { sent: number(sent), audience: number(audience) })}
      </Typography>
      <ReasonBars bars={bars} />
      {isSample && (
        <Typography variant="pi" textColor="neutral600">
          {t('sample', { looked: number(looked), low: number(low), high: number(high) })}
        </Typography>
      )}
    </Flex>
  );
}

function useBars({ sent, deferred, withheld }: Foreseen): readonly ReasonBar[] {
  const t = useTexts(foreseenTexts);
  const { data } = useData(OutreachSettingsDocument, {});
  const policy = data?.outreachSettings.policy;
  const hold = isJsonObject(policy) ? objectIn(policy, 'hold') : {};
  const hours = 'releaseHours' in hold ? numberIn(hold, 'releaseHours') : releaseHoursDefault;
  return [
    { key: 'sent', sentence: t('sent', { count: sent }), count: sent, tone: 'sent' },
    ...deferred.map(({ name, count }): ReasonBar => {
      const known = Object.entries(later).find(([reason]) => reason === name)?.[1];
      const sentence = known === undefined ? t('otherReason', { count, reason: name }) : t(known, { count, hours });
      return { key: `later ${name}`, sentence, count, tone: 'later' };
    }),
    ...withheld.map(({ name, count }): ReasonBar => {
      const known = reasons.find((one) => one === name);
      const sentence = known === undefined ? t('otherReason', { count, reason: name }) : t(known, { count });
      return { key: name, sentence, count, tone: 'withheld' };
    }),
  ];
}
