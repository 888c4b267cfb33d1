import { ConfirmDialog, Notice, useCommand, useData, useTexts, useViewer } from '@rapport/sdk/admin';
import { Button, Flex, Link, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { NavLink } from 'react-router-dom';
import { bannerTexts } from './banner-texts';
import { ChangeOutreachSettingsDocument, OutreachSettingsDocument, StopOutreachDocument } from './sending.documents';

const refetchSeconds = 10;

/** Says on every page of sending that nothing leaves, or only to listed addresses, with the button for it. */
export function SendingBanner() {
  const t = useTexts(bannerTexts);
  const { can } = useViewer();
  const [asking, setAsking] = useState(false);
  const { data } = useData(OutreachSettingsDocument, {}, { refetchSeconds });
  const settings = data?.outreachSettings;
  if (settings === undefined || (settings.stoppedAt === null && !settings.sandbox)) return null;
  const isStopped = settings.stoppedAt !== null;
  return (
    <Notice kind="warning">
      <Flex justifyContent="space-between" gap={4} wrap="wrap">
        <Flex direction="column" alignItems="flex-start">
          <Typography fontWeight="semiBold">{isStopped ? t('stopped') : t('sandbox')}</Typography>
          <Typography>
            {isStopped ? t('stoppedText') : t('sandboxText', { count: settings.sandboxAddresses.length })}
          </Typography>
        </Flex>
        <Flex gap={4} wrap="wrap">
          <Link tag={NavLink} to="/sending">
            {t('settings')}
          </Link>
          {can('outreach.send') && (
            <Button variant="secondary" onClick={() => setAsking(true)}>
              {isStopped ? t('goOn') : t('leave')}
            </Button>
          )}
        </Flex>
      </Flex>
      {asking &&
        (isStopped ? <GoOn onClose={() => setAsking(false)} /> : <LeaveSandbox onClose={() => setAsking(false)} />)}
    </Notice>
  );
}

function GoOn({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(bannerTexts);
  const stop = useCommand(StopOutreachDocument);
  return (
    <ConfirmDialog
      title={t('goOnTitle')}
      text={t('goOnText')}
      action={t('goOn')}
      isBusy={stop.isPending}
      error={stop.error}
      onConfirm={() => stop.mutate({ input: { stopped: false } }, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}

function LeaveSandbox({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(bannerTexts);
  const change = useCommand(ChangeOutreachSettingsDocument);
  return (
    <ConfirmDialog
      title={t('leaveTitle')}
      text={t('leaveText')}
      action={t('leave')}
      isDanger
      isBusy={change.isPending}
      error={change.error}
      onConfirm={() => change.mutate({ input: { sandbox: false } }, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
