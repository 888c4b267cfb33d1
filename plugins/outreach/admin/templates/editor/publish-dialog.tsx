import { ConfirmDialog, useTexts } from '@rapport/sdk/admin';
import type { ApiError } from '@rapport/sdk/admin';
import { contentIn } from '../content';
import type { Draft } from '../content';
import type { Part } from '../media';
import type { Template } from '../template-page';
import { ChangeList } from './change-list';
import { nothing } from './changes';
import { texts } from './texts';

type Props = {
  readonly template: Template;
  readonly parts: readonly Part[];
  readonly draft: Draft;
  readonly isBusy: boolean;
  readonly error: ApiError | null;
  readonly onPublish: () => void;
  readonly onClose: () => void;
};

/** What differs from what is sent now. */
export function PublishDialog({ template, parts, draft, isBusy, error, onPublish, onClose }: Props) {
  const t = useTexts(texts);
  const current = template.versions.find(({ version }) => version === template.version);
  const before = current === undefined ? nothing : { ...current, content: contentIn(current.content) };
  return (
    <ConfirmDialog
      title={t('publishTitle', { name: draft.name })}
      text={current === undefined ? t('publishFirst') : t('publishText', { version: template.version })}
      action={t('publishAction', { version: template.version + 1 })}
      isWide
      isBusy={isBusy}
      error={error}
      onConfirm={onPublish}
      onClose={onClose}
    >
      {current !== undefined && <ChangeList before={before} after={draft} parts={parts} />}
    </ConfirmDialog>
  );
}
