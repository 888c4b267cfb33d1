import {
  announceDone,
  describeError,
  ErrorState,
  formatNumber,
  LoadingState,
  useCommand,
  useData,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import { Button, Field, Flex, Modal, TextInput, Typography } from '@strapi/design-system';
import { Trash } from '@strapi/icons';
import { useState } from 'react';
import { numberIn, objects, textIn } from '../json-shapes';
import { Notice } from '../notice';
import { ErasePersonDocument, ErasurePreviewDocument } from './privacy.documents';
import { texts } from './texts';

type Props = { readonly profileId: string; readonly name: string | null; readonly onClose: () => void };

/** What goes, and the question that nobody answers by accident. */
export function EraseDialog({ profileId, name, onClose }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const [typed, setTyped] = useState('');
  const { data, error, refetch } = useData(ErasurePreviewDocument, { profileId });
  const erase = useCommand(ErasePersonDocument);
  const preview = data?.erasurePreview ?? null;
  const isConfirmed = preview !== null && typed.trim() === preview.confirmation;
  const start = (): void => {
    // By then this dialog is gone: nobody finds the person any more.
    erase.mutateAsync({ input: { profileId, confirmation: typed.trim() } }).then(
      ({ eraseProfile }) => {
        announceDone({ message: t(eraseProfile.erasure.finishedAt === null ? 'erasing' : 'erased') });
        onClose();
      },
      () => undefined,
    );
  };
  return (
    <Modal.Root open onOpenChange={(open) => (open || erase.isPending ? undefined : onClose())}>
      <Modal.Content>
        <Modal.Header closeLabel={t('close')}>
          <Modal.Title>{name === null ? t('eraseTitle') : `${t('eraseTitle')}: ${name}`}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <Notice kind="warning">{t('eraseBody')}</Notice>
            {preview === null && error === null && <LoadingState lines={4} />}
            {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
            {preview !== null && (
              <>
                <Counts counts={objects(preview.counts)} />
                <Field.Root required>
                  <Field.Label>{t('confirm', { characters: preview.confirmation })}</Field.Label>
                  <TextInput
                    value={typed}
                    autoComplete="off"
                    onChange={(event) => setTyped(event.target.value)}
                    onKeyDown={(event) => (event.key === 'Enter' && isConfirmed ? start() : undefined)}
                  />
                </Field.Root>
              </>
            )}
            {erase.error !== null && (
              <Typography textColor="danger600" role="alert">
                {describeError(erase.error, locale)}
              </Typography>
            )}
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" disabled={erase.isPending} onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button
            variant="danger"
            startIcon={<Trash aria-hidden />}
            disabled={!isConfirmed}
            loading={erase.isPending}
            onClick={start}
          >
            {t('erase')}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
}

function Counts({ counts }: { readonly counts: ReturnType<typeof objects> }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const there = counts.filter((one) => numberIn(one, 'rows') > 0);
  return (
    <Flex direction="column" alignItems="stretch" gap={1}>
      <Typography variant="sigma">{t('goes')}</Typography>
      {there.length === 0 && <Typography textColor="neutral600">{t('nothing')}</Typography>}
      <Flex tag="ul" direction="column" alignItems="stretch" gap={1}>
        {there.map((one) => (
          <Flex key={textIn(one, 'name')} tag="li" justifyContent="space-between" gap={4}>
            <Typography>{textIn(one, 'name')}</Typography>
            <Typography>{formatNumber(numberIn(one, 'rows'), locale)}</Typography>
          </Flex>
        ))}
      </Flex>
    </Flex>
  );
}
