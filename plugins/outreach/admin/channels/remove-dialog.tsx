import { announceDone, ConfirmDialog, useCommand, useTexts } from '@rapport/sdk/admin';
import type { Channel } from './channels-page';
import { RemoveChannelDocument } from './channels.documents';
import { texts } from './texts';

type Props = { readonly channel: Channel; readonly onClose: () => void };

export function RemoveDialog({ channel: { key, name }, onClose }: Props) {
  const t = useTexts(texts);
  const remove = useCommand(RemoveChannelDocument);
  const start = (): void =>
    remove.mutate(
      { input: { key } },
      {
        onSuccess: () => {
          announceDone({ message: t('removed') });
          onClose();
        },
      },
    );
  return (
    <ConfirmDialog
      title={t('removeTitle', { name })}
      text={t('removeText')}
      action={t('remove')}
      isDanger
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={start}
      onClose={onClose}
    />
  );
}
