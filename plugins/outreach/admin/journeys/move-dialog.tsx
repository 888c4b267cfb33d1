import { announceDone, ConfirmDialog, LoadingState, newCommandKey, useCommand, useTexts } from '@rapport/sdk/admin';
import { Typography } from '@strapi/design-system';
import { useEffect, useRef } from 'react';
import type { Journey } from './journey-page';
import { MoveJourneyDocument } from './journeys.documents';
import { pageTexts } from './page-texts';

/** Moves those who are on earlier versions, after it said what that does to them. */
export function MoveDialog({ journey, onClose }: { readonly journey: Journey; readonly onClose: () => void }) {
  const t = useTexts(pageTexts);
  const { journeyId, version } = journey;
  const preview = useCommand(MoveJourneyDocument);
  const move = useCommand(MoveJourneyDocument);
  const look = useRef(preview.mutate);
  useEffect(() => look.current({ input: { journeyId, isPreview: true } }), [journeyId]);
  const foreseen = preview.data?.moveJourney;
  const isNobody = foreseen !== undefined && foreseen.stay + foreseen.end === 0;
  // So many runs at a time, until there are no more.
  const moveAll = async (): Promise<void> => {
    let isMore = true;
    while (isMore) {
      const { moveJourney } = await move.mutateAsync({
        input: { journeyId, isPreview: false, idempotencyKey: newCommandKey() },
      });
      isMore = moveJourney.isMore;
    }
    announceDone({ message: t('moved') });
    onClose();
  };
  return (
    <ConfirmDialog
      title={t('moveTitle')}
      action={t('moveAction')}
      isDanger={foreseen !== undefined && foreseen.end > 0}
      isBusy={move.isPending}
      isDisabled={foreseen === undefined || isNobody}
      error={move.error ?? preview.error}
      // What went wrong is in `error`.
      onConfirm={() => void moveAll().catch(() => undefined)}
      onClose={onClose}
    >
      {foreseen === undefined && preview.error === null && <LoadingState lines={2} />}
      {isNobody && <Typography>{t('moveNobody')}</Typography>}
      {foreseen !== undefined && !isNobody && (
        <>
          <Typography>{t('moveStay', { count: foreseen.stay, version })}</Typography>
          <Typography>{t('moveEnd', { count: foreseen.end })}</Typography>
          {foreseen.isMore && <Typography textColor="neutral600">{t('moveMore')}</Typography>}
        </>
      )}
    </ConfirmDialog>
  );
}
