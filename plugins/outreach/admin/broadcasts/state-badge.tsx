import { useTexts, WarningBadge } from '@rapport/sdk/admin';
import { Badge } from '@strapi/design-system';
import type { ApprovalState, BroadcastState } from './broadcasts.documents';
import { WaitsForSegment } from '../waits/waits-for-segment';
import { texts } from './texts';

type Props = {
  readonly broadcast: {
    readonly state: BroadcastState;
    readonly approval: { readonly state: ApprovalState } | null;
    /** Its segment, which is being built. */
    readonly waitsFor: object | null;
  };
};

/** Where a broadcast stands. */
export function StateBadge({ broadcast: { state, approval, waitsFor } }: Props) {
  const t = useTexts(texts);
  if (approval?.state === 'WAITING') return <WarningBadge>{t('waitsForApproval')}</WarningBadge>;
  if (waitsFor !== null) return <WaitsForSegment />;
  if (state === 'PAUSED') return <WarningBadge>{t('PAUSED')}</WarningBadge>;
  const colour = state === 'DONE' ? 'success' : state === 'DRAFT' || state === 'CANCELLED' ? 'neutral' : 'primary';
  return (
    <Badge backgroundColor={colour === 'neutral' ? 'neutral150' : `${colour}100`} textColor={`${colour}700`}>
      {t(state)}
    </Badge>
  );
}
