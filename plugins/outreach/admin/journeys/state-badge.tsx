import { useTexts, WarningBadge } from '@rapport/sdk/admin';
import { Badge } from '@strapi/design-system';
import type { JourneyState } from './journeys.documents';
import { texts } from './texts';

/** Where a journey stands. */
export function StateBadge({ state }: { readonly state: JourneyState }) {
  const t = useTexts(texts);
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
