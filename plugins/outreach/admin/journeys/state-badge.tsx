import { useTexts, WarningBadge } from '@rapport/sdk/admin';
import { Badge } from '@strapi/design-system';
import type { JourneyState } from './journeys.documents';
import { WaitsForSegment } from '../waits/waits-for-segment';
import { texts } from './texts';

type Props = {
  readonly journey: {
    readonly state: JourneyState;
    /** Segments of it that are being built. */
    readonly waitsFor: readonly object[];
  };
};

/** Where a journey stands. */
export function StateBadge({ journey: { state, waitsFor } }: Props) {
  const t = useTexts(texts);
  if (waitsFor.length > 0) return <WaitsForSegment />;
  if (state === 'PAUSED') return <WarningBadge>{t('PAUSED')}</WarningBadge>;
  const isRunning = !(state === 'DRAFT' || state === 'DONE');
  return (
    <Badge
      backgroundColor={isRunning ? 'success100' : 'neutral150'}
      textColor={isRunning ? 'success700' : 'neutral700'}
    >
      {t(state)}
    </Badge>
  );
}
