import { announceDone, ConfirmDialog, useCommand, useTexts } from '@rapport/sdk/admin';
import { Flex } from '@strapi/design-system';
import { useNavigate } from 'react-router-dom';
import { RemoveComputedTraitDocument } from './computed.documents';
import { editorTexts } from './editor-texts';
import { UsedBy } from './used-by';
import type { User } from './used-by';

type Props = {
  readonly trait: { readonly key: string; readonly name: string };
  readonly users: readonly User[];
  readonly onRemoved: () => void;
  readonly onClose: () => void;
};

/** Whoever is used stays: then it says by what. */
export function RemoveComputed({ trait, users, onRemoved, onClose }: Props) {
  const t = useTexts(editorTexts);
  const navigate = useNavigate();
  const remove = useCommand(RemoveComputedTraitDocument);
  const start = (): void =>
    remove.mutate(
      { input: { key: trait.key } },
      {
        onSuccess: () => {
          onRemoved();
          announceDone({ message: t('removed') });
          void navigate('/segments/-/computed');
        },
      },
    );
  const isUsed = users.length > 0;
  return (
    <ConfirmDialog
      title={t(isUsed ? 'inUse' : 'sure', { name: trait.name })}
      text={t(isUsed ? 'inUseText' : 'sureText')}
      action={t('remove')}
      isDanger
      isDisabled={isUsed}
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={start}
      onClose={onClose}
    >
      {isUsed && (
        <Flex justifyContent="center">
          <UsedBy users={users} />
        </Flex>
      )}
    </ConfirmDialog>
  );
}
