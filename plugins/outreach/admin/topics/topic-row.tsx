import { newCommandKey, useCommand, useLocale, useTexts } from '@rapport/sdk/admin';
import { Badge, Button, Flex, IconButton, Td, Tr, Typography } from '@strapi/design-system';
import { Archive, ArrowDown, ArrowUp, Pencil } from '@strapi/icons';
import { wordsIn } from '../words-in';
import { ChangeTopicDocument } from './topics.documents';
import type { Topic } from './topics-page';
import { texts } from './texts';

type Props = {
  readonly topic: Topic;
  /** From 1. */
  readonly place: number;
  readonly isReader: boolean;
  readonly isBusy: boolean;
  readonly canMove: (by: -1 | 1) => boolean;
  readonly onMove: (by: -1 | 1) => void;
  readonly onEdit: () => void;
  readonly onArchive: () => void;
};

export function TopicRow({ topic, place, isReader, isBusy, canMove, onMove, onEdit, onArchive }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const name = wordsIn(topic.name, locale) || topic.key;
  const isMarketing = topic.kind === 'MARKETING';
  return (
    <Tr>
      <Td>
        <Typography>{place}</Typography>
      </Td>
      <Td>
        <Flex direction="column" alignItems="flex-start" gap={1} maxWidth="32rem">
          <Typography fontWeight="semiBold">{name}</Typography>
          <Typography variant="pi" textColor="neutral600" ellipsis maxWidth="100%">
            {wordsIn(topic.description, locale) || topic.key}
          </Typography>
        </Flex>
      </Td>
      <Td>
        <Badge>{t(topic.kind)}</Badge>
      </Td>
      <Td>
        <Typography>{isMarketing ? t(topic.basis) : t('askedNothing')}</Typography>
      </Td>
      <Td>
        <Typography textColor="neutral600">{topic.isTracked ? t('tracked') : t('untracked')}</Typography>
      </Td>
      <Td>
        {!isReader && (
          <Flex gap={1}>
            <IconButton
              variant="ghost"
              label={t('up', { name })}
              disabled={isBusy || !canMove(-1)}
              onClick={() => onMove(-1)}
            >
              <ArrowUp />
            </IconButton>
            <IconButton
              variant="ghost"
              label={t('down', { name })}
              disabled={isBusy || !canMove(1)}
              onClick={() => onMove(1)}
            >
              <ArrowDown />
            </IconButton>
            <IconButton variant="ghost" label={t('edit', { name })} onClick={onEdit}>
              <Pencil />
            </IconButton>
            <IconButton variant="ghost" label={t('archive', { name })} onClick={onArchive}>
              <Archive />
            </IconButton>
          </Flex>
        )}
      </Td>
    </Tr>
  );
}

type ArchivedProps = { readonly topic: Topic; readonly isReader: boolean };

/** Of which nobody is asked any more; it can be offered again. */
export function ArchivedTopic({ topic: { key, name }, isReader }: ArchivedProps) {
  const t = useTexts(texts);
  const locale = useLocale();
  const change = useCommand(ChangeTopicDocument);
  const shown = wordsIn(name, locale) || key;
  return (
    <Flex tag="li" justifyContent="space-between" gap={2}>
      <Typography>{shown}</Typography>
      {!isReader && (
        <Button
          size="S"
          variant="tertiary"
          loading={change.isPending}
          onClick={() => change.mutate({ input: { key, isArchived: false, idempotencyKey: newCommandKey() } })}
        >
          {t('restore', { name: shown })}
        </Button>
      )}
    </Flex>
  );
}
