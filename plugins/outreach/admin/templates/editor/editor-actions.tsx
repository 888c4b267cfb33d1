import {
  announceDone,
  describeError,
  newCommandKey,
  useCommand,
  useLocale,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import { Button, Flex, Typography } from '@strapi/design-system';
import { useId, useState } from 'react';
import type { Part } from '../media';
import type { Template } from '../template-page';
import { PublishTemplateDocument } from '../templates.documents';
import { PublishDialog } from './publish-dialog';
import { TestDialog } from './test-dialog';
import { texts } from './texts';
import type { LivePreview } from './use-preview';
import type { TemplateDraft } from './use-template-draft';
import { VersionsDialog } from './versions-dialog';

type Props = {
  readonly template: Template;
  readonly written: TemplateDraft;
  readonly live: LivePreview;
  readonly parts: readonly Part[];
  readonly isReader: boolean;
};

/** The draft as it stands, once it is saved. */
function usePublish(key: string, written: TemplateDraft, onEnd: () => void) {
  const t = useTexts(texts);
  const { mutate, isPending, error } = useCommand(PublishTemplateDocument);
  const [isSaving, setSaving] = useState(false);
  const publish = async (): Promise<void> => {
    setSaving(true);
    const isWritten = await written.save();
    setSaving(false);
    if (!isWritten) return onEnd();
    mutate(
      { input: { key, idempotencyKey: newCommandKey() } },
      {
        onSuccess: ({ publishTemplate }) => {
          announceDone({ message: t('publishedAs', { version: publishTemplate.template?.version ?? 0 }) });
          onEnd();
        },
      },
    );
  };
  // That the draft saves itself meanwhile (`written.isSaving`) does not take the button away from under the mouse.
  return { isBusy: isPending || isSaving, error, onPublish: () => void publish() };
}

/** Publish, versions, a test; and whether the draft is saved. */
export function EditorActions({ template, written, live, parts, isReader }: Props) {
  const t = useTexts(texts);
  const { can } = useViewer();
  const [asking, setAsking] = useState<'publish' | 'versions' | 'test' | null>(null);
  const hint = useId();
  const count = live.preview?.faults.length ?? 0;
  const isNew = template.version === 0 || template.isChanged || !written.isSaved;
  const hindrance = count > 0 ? t('mend', { count }) : isNew ? '' : t('nothingNew');
  const close = (): void => setAsking(null);
  const publishing = usePublish(template.key, written, close);
  return (
    <Flex direction="column" alignItems="flex-end" gap={2}>
      <Flex gap={2} wrap="wrap">
        {template.versions.length > 0 && (
          <Button variant="tertiary" onClick={() => setAsking('versions')}>
            {t('versions')}
          </Button>
        )}
        {can('outreach.send') && (
          <Button
            variant="secondary"
            disabled={live.preview === null || live.preview.parts === null}
            onClick={() => setAsking('test')}
          >
            {t('sendTest')}
          </Button>
        )}
        {!isReader && (
          <Button
            disabled={hindrance !== '' || live.isStale || written.draft.name.trim() === ''}
            aria-describedby={hint}
            onClick={() => setAsking('publish')}
          >
            {t('publish')}
          </Button>
        )}
      </Flex>
      <Typography id={hint} variant="pi" textColor="neutral600">
        {hindrance}
      </Typography>
      {!isReader && <SavedWords written={written} />}
      {asking === 'publish' && (
        <PublishDialog {...{ template, parts }} draft={written.draft} {...publishing} onClose={close} />
      )}
      {asking === 'versions' && (
        <VersionsDialog
          {...{ template, parts, isReader }}
          draft={written.draft}
          onTake={({ content, defaultLocale }) => {
            written.change(() => ({ content, defaultLocale }));
            close();
          }}
          onClose={close}
        />
      )}
      {asking === 'test' && <TestDialog medium={template.medium} input={live.input} onClose={close} />}
    </Flex>
  );
}

function SavedWords({ written: { isSaved, isSaving, error, save } }: { readonly written: TemplateDraft }) {
  const t = useTexts(texts);
  const locale = useLocale();
  return (
    <Flex gap={2} role="status">
      <Typography variant="pi" textColor={error === null ? 'neutral600' : 'danger600'}>
        {error !== null ? describeError(error, locale) : isSaving ? t('saving') : isSaved ? t('saved') : t('unsaved')}
      </Typography>
      {error !== null && (
        <Button variant="tertiary" size="S" onClick={() => void save()}>
          {t('saveAgain')}
        </Button>
      )}
    </Flex>
  );
}
