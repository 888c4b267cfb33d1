import { Card, ConfirmDialog, RelativeTime, useCommand, useTexts, useViewer, WarningBadge } from '@rapport/sdk/admin';
import { Button, Flex, Typography } from '@strapi/design-system';
import { Play, Stop } from '@strapi/icons';
import { useState } from 'react';
import { StopOutreachDocument } from './sending.documents';
import { texts } from './texts';

/** The one button. @param stoppedAt ISO 8601; null: messages leave */
export function StopCard({ stoppedAt }: { readonly stoppedAt: string | null }) {
  const t = useTexts(texts);
  const { can } = useViewer();
  const [asking, setAsking] = useState(false);
  const stop = useCommand(StopOutreachDocument);
  const isStopped = stoppedAt !== null;
  return (
    <Card title={t('stopCard')}>
      <Flex justifyContent="space-between" gap={4} wrap="wrap">
        <Flex direction="column" alignItems="flex-start" gap={2} flex="1" minWidth="24rem">
          {isStopped && (
            <WarningBadge>
              {t('stoppedSince')} <RelativeTime at={stoppedAt} />
            </WarningBadge>
          )}
          <Typography>{isStopped ? t('stopped') : t('running')}</Typography>
        </Flex>
        {can('outreach.send') && (
          <Button
            variant={isStopped ? 'secondary' : 'danger'}
            startIcon={isStopped ? <Play aria-hidden /> : <Stop aria-hidden />}
            onClick={() => setAsking(true)}
          >
            {isStopped ? t('goOn') : t('stop')}
          </Button>
        )}
      </Flex>
      {asking && (
        <ConfirmDialog
          title={isStopped ? t('goOnTitle') : t('stopTitle')}
          text={isStopped ? t('goOnText') : t('stopText')}
          action={isStopped ? t('goOn') : t('stop')}
          isDanger={!isStopped}
          isBusy={stop.isPending}
          error={stop.error}
          onConfirm={() => stop.mutate({ input: { stopped: !isStopped } }, { onSuccess: () => setAsking(false) })}
          onClose={() => setAsking(false)}
        />
      )}
    </Card>
  );
}
