import { announceDone, ConfirmDialog, useCommand, useLocale, useTexts } from '@rapport/sdk/admin';
import { localized } from '../texts-in';
import { RemoveSituationDocument, RestoreSituationDocument } from './situations.documents';
import type { Situation } from './situations-page';
import { texts } from './texts';

const words = {
  restore: { title: 'restoreTitle', text: 'restoreText', done: 'restored' },
  remove: { title: 'removeTitle', text: 'removeText', done: 'removed' },
} as const;

type Props = { readonly type: keyof typeof words; readonly situation: Situation; readonly onClose: () => void };

/** Before something of a situation is given up. */
export function AskDialog({ type, situation, onClose }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const commands = { restore: useCommand(RestoreSituationDocument), remove: useCommand(RemoveSituationDocument) };
  const { mutate, isPending, error } = commands[type];
  const { title, text, done } = words[type];
  const onSuccess = (): void => {
    announceDone({ message: t(done) });
    onClose();
  };
  return (
    <ConfirmDialog
      title={t(title, { name: localized(situation.name, locale) })}
      text={t(text)}
      action={t(type)}
      isDanger={type === 'remove'}
      isBusy={isPending}
      error={error}
      onConfirm={() => mutate({ input: { key: situation.key } }, { onSuccess })}
      onClose={onClose}
    />
  );
}
