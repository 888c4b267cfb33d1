import { announceDone, ConfirmDialog, newCommandKey, useCommand, useData, useTexts } from '@rapport/sdk/admin';
import { Typography } from '@strapi/design-system';
import type { Definition } from './graph/definition';
import { differenceOf } from './graph/edits';
import type { Journey } from './journey-page';
import { JourneyFiguresDocument, PublishJourneyDocument } from './journeys.documents';
import { figureIn } from './live/figures';
import type { Version } from './live/versions-in';
import { useNeedsApproval } from '../sending/use-needs-approval';
import { pageTexts } from './page-texts';

type Props = {
  readonly journey: Journey;
  readonly draft: Definition;
  readonly current: Version | undefined;
  readonly onClose: () => void;
};

/** What differs, and what becomes of those who are in it. */
export function PublishDialog({ journey: { journeyId, name, version }, draft, current, onClose }: Props) {
  const t = useTexts(pageTexts);
  const publish = useCommand(PublishJourneyDocument);
  const needsApproval = useNeedsApproval();
  const { data } = useData(JourneyFiguresDocument, { id: journeyId }, { enabled: version > 0 });
  return (
    <ConfirmDialog
      title={t('publishTitle', { name })}
      action={needsApproval ? t('ask') : t('publishAction')}
      isWide
      isBusy={publish.isPending}
      error={publish.error}
      onConfirm={() =>
        publish.mutate(
          { input: { journeyId, idempotencyKey: newCommandKey() } },
          {
            onSuccess: ({ publishJourney: { journey } }) => {
              const isPublished = journey === null || journey.version > version;
              announceDone({
                message: isPublished ? t('publishDone', { version: journey?.version ?? version + 1 }) : t('waits'),
              });
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      {needsApproval && <Typography>{t('needsApproval')}</Typography>}
      {current === undefined ? (
        <Typography>{t('publishFirst')}</Typography>
      ) : (
        <>
          <Differences before={current.definition} after={draft} />
          <Typography>{t('publishNext')}</Typography>
          <Typography>{t('publishRunning', { count: figureIn(data?.journey?.figures, 'running') })}</Typography>
        </>
      )}
    </ConfirmDialog>
  );
}

/** In words: which steps are new, gone and changed. */
export function Differences({ before, after }: { readonly before: Definition; readonly after: Definition }) {
  const t = useTexts(pageTexts);
  const { added, removed, changed, isEntryOther, isSame } = differenceOf(before, after);
  const lines = [
    ...(isEntryOther ? [t('entryOther')] : []),
    ...(added.length > 0 ? [t('added', { steps: added.join(', ') })] : []),
    ...(removed.length > 0 ? [t('removed', { steps: removed.join(', ') })] : []),
    ...(changed.length > 0 ? [t('changedSteps', { steps: changed.join(', ') })] : []),
    ...(isSame ? [t('nothingOther')] : []),
  ];
  return (
    <ul>
      {lines.map((line) => (
        <Typography key={line} tag="li">
          {line}
        </Typography>
      ))}
    </ul>
  );
}
