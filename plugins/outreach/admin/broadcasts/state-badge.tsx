import { useTexts, WarningBadge } from '@rapport/sdk/admin';
import { Badge } from '@strapi/design-system';
import type { BroadcastState } from './broadcasts.documents';
import { texts } from './texts';

type Props = {
  readonly state: BroadcastState;
  /** For a second person to approve it. */
  readonly isWaiting: boolean;
};

/** Where a broadcast stands. */
export function StateBadge({ state, isWaiting }: Props) {
  const t = useTexts(texts);
  if (isWaiting) return <WarningBadge>{t('waitsForApproval')}</WarningBadge>;
  if (state === 'PAUSED') return <WarningBadge>{t('PAUSED')}</WarningBadge>;
  const colour = state === 'DONE' ? 'success' : state === 'DRAFT' || state === 'CANCELLED' ? 'neutral' : 'primary';
  return (
    <Badge backgroundColor={colour === 'neutral' ? 'neutral150' : `${colour}100`} textColor={`${colour}700`}>
      {t(state)}
    </Badge>
  );
}
