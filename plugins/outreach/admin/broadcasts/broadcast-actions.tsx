import { ConfirmDialog, newCommandKey, useCommand, useTexts, useViewer } from '@rapport/sdk/admin';
import { Button, Flex } from '@strapi/design-system';
import { Cross, Play } from '@strapi/icons';
import { useState } from 'react';
import type { Broadcast } from './broadcast-page';
import { CancelBroadcastDocument, PauseBroadcastDocument, ResumeBroadcastDocument } from './broadcasts.documents';
import { progressOf } from './progress';
import { texts } from './texts';

type Asking = 'pause' | 'resume' | 'cancel';
type DialogProps = { readonly broadcast: Broadcast; readonly onClose: () => void };

/** What may be done with a broadcast that was started. */
export function BroadcastActions({ broadcast }: { readonly broadcast: Broadcast }) {
  const t = useTexts(texts);
  const { can } = useViewer();
  const [asking, setAsking] = useState<Asking | null>(null);
  const { state } = broadcast;
  const isGoing = state === 'RUNNING' || state === 'SCHEDULED';
  if (!can('outreach.send') || (!isGoing && state !== 'PAUSED')) return null;
  const close = (): void => setAsking(null);
  return (
    <Flex gap={2} wrap="wrap">
      <Button variant="danger-light" startIcon={<Cross aria-hidden />} onClick={() => setAsking('cancel')}>
        {t('cancel')}
      </Button>
      {isGoing ? (
        <Button variant="secondary" onClick={() => setAsking('pause')}>
          {t('pause')}
        </Button>
      ) : (
        <Button startIcon={<Play aria-hidden />} onClick={() => setAsking('resume')}>
          {t('resume')}
        </Button>
      )}
      {asking === 'pause' && <PauseDialog broadcast={broadcast} onClose={close} />}
      {asking === 'resume' && <ResumeDialog broadcast={broadcast} onClose={close} />}
      {asking === 'cancel' && <CancelDialog broadcast={broadcast} onClose={close} />}
    </Flex>
  );
}

function inputOf({ broadcastId }: Broadcast) {
  return { input: { broadcastId, idempotencyKey: newCommandKey() } };
}

function PauseDialog({ broadcast, onClose }: DialogProps) {
  const t = useTexts(texts);
  const pause = useCommand(PauseBroadcastDocument);
  return (
    <ConfirmDialog
      title={t('pauseTitle', { name: broadcast.name })}
      text={t('pauseText', { count: progressOf(broadcast.figures).waiting })}
      action={t('pause')}
      isBusy={pause.isPending}
      error={pause.error}
      onConfirm={() => pause.mutate(inputOf(broadcast), { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}

function ResumeDialog({ broadcast, onClose }: DialogProps) {
  const t = useTexts(texts);
  const resume = useCommand(ResumeBroadcastDocument);
  return (
    <ConfirmDialog
      title={t('resumeTitle', { name: broadcast.name })}
      text={t('resumeText', { count: progressOf(broadcast.figures).waiting })}
      action={t('resume')}
      isBusy={resume.isPending}
      error={resume.error}
      onConfirm={() => resume.mutate(inputOf(broadcast), { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}

function CancelDialog({ broadcast, onClose }: DialogProps) {
  const t = useTexts(texts);
  const cancel = useCommand(CancelBroadcastDocument);
  const { sent, waiting } = progressOf(broadcast.figures);
  return (
    <ConfirmDialog
      title={t('cancelTitle', { name: broadcast.name })}
      text={t('cancelText', { sent, waiting })}
      action={t('cancelAction')}
      cancel={t('cancelKeep')}
      isDanger
      isBusy={cancel.isPending}
      error={cancel.error}
      onConfirm={() => cancel.mutate(inputOf(broadcast), { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
