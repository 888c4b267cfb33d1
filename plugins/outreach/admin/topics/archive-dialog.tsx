import { ConfirmDialog, ErrorState, newCommandKey, useCommand, useData, useLocale, useTexts } from '@rapport/sdk/admin';
import { Typography } from '@strapi/design-system';
import { usesIn } from '../templates/media';
import { ChangeTopicDocument, TopicUseDocument } from './topics.documents';
import { texts } from './texts';

type Props = { readonly topicKey: string; readonly name: string; readonly onClose: () => void };

/** Says what of a topic stays, what is not sent any more, and which campaigns that concerns. */
export function ArchiveDialog({ topicKey, name, onClose }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const change = useCommand(ChangeTopicDocument);
  const { data, error } = useData(TopicUseDocument, { key: topicKey });
  const topic = data?.topic ?? null;
  const uses = topic === null ? [] : usesIn(topic.usedBy);
  return (
    <ConfirmDialog
      title={t('archiveTitle', { name: name || topicKey })}
      text={t('archiveText')}
      action={t('archiveAction')}
      isBusy={change.isPending}
      isDisabled={topic === null}
      error={change.error}
      onConfirm={() =>
        change.mutate(
          { input: { key: topicKey, isArchived: true, idempotencyKey: newCommandKey() } },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      {topic === null && error !== null && <ErrorState error={error} />}
      {topic !== null && <Typography fontWeight="semiBold">{t('archiveWaiting', { count: topic.waiting })}</Typography>}
      {uses.length > 0 && (
        <Typography>
          {t('archiveUses', { names: new Intl.ListFormat(locale).format(uses.map((one) => one.name)) })}
        </Typography>
      )}
    </ConfirmDialog>
  );
}
