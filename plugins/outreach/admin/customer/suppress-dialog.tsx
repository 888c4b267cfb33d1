import { announceDone, ConfirmDialog, newCommandKey, useCommand, useTexts } from '@rapport/sdk/admin';
import { useState } from 'react';
import { ChoiceField } from '../broadcasts/editor/choice-field';
import { SuppressDocument } from './consent.documents';
import { texts } from './consent-texts';
import { AddressField } from './record-dialog';

type Props = { readonly profileId: string; readonly media: readonly string[]; readonly onClose: () => void };

/** Nothing is sent there any more. */
export function SuppressDialog({ profileId, media, onClose }: Props) {
  const t = useTexts(texts);
  const [medium, setMedium] = useState(media[0] ?? '');
  const [address, setAddress] = useState('');
  const suppress = useCommand(SuppressDocument);
  const written = address.trim();
  return (
    <ConfirmDialog
      title={t('suppressTitle')}
      text={t('suppressText')}
      action={t('suppressAction')}
      isDanger
      isBusy={suppress.isPending}
      error={suppress.error}
      onConfirm={() =>
        suppress.mutate(
          { input: { profileId, medium, address: written === '' ? null : written, idempotencyKey: newCommandKey() } },
          {
            onSuccess: () => {
              announceDone({ message: t('suppressed') });
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      <ChoiceField
        name="medium"
        label={t('medium')}
        options={media.map((value) => ({ value, label: value }))}
        value={medium}
        required
        onChange={setMedium}
      />
      <AddressField address={address} onChange={setAddress} />
    </ConfirmDialog>
  );
}
