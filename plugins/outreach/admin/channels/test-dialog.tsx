import { ConfirmDialog, describeCode, Notice, useCommand, useLocale, useTexts } from '@rapport/sdk/admin';
import { Field, TextInput } from '@strapi/design-system';
import { useState } from 'react';
import type { Channel } from './channels-page';
import { SendChannelTestDocument } from './channels.documents';
import { texts } from './texts';

const addressCharsMax = 320;
const outcomes = ['handed', 'retry', 'failed', 'unknown'] as const;
type Props = { readonly channel: Channel; readonly onClose: () => void };

/** One message to oneself; the dialog stays, and says what the provider answered. */
export function TestDialog({ channel: { key, name }, onClose }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const [address, setAddress] = useState('');
  const send = useCommand(SendChannelTestDocument);
  const sent = send.isPending ? undefined : send.data?.sendChannelTest;
  const outcome = outcomes.find((one) => one === sent?.state);
  return (
    <ConfirmDialog
      title={t('testTitle', { name })}
      text={t('testText')}
      action={t('testSend')}
      cancel={t('close')}
      isWide
      isBusy={send.isPending}
      isDisabled={address.trim() === ''}
      error={send.error}
      onConfirm={() => send.mutate({ input: { key, address: address.trim() } })}
      onClose={onClose}
    >
      <Field.Root name="address" required>
        <Field.Label>{t('testAddress')}</Field.Label>
        <TextInput maxLength={addressCharsMax} value={address} onChange={(event) => setAddress(event.target.value)} />
      </Field.Root>
      {outcome !== undefined && (
        <Notice kind={outcome === 'handed' ? 'good' : 'warning'}>
          {t(outcome, { why: describeCode(sent?.code ?? '', locale) })}
        </Notice>
      )}
    </ConfirmDialog>
  );
}
