import {
  CodeBlock,
  describeError,
  downloadText,
  ErrorState,
  formatMoment,
  LoadingState,
  Notice,
  useCommand,
  useData,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import { Box, Button, Field, Flex, Loader, Modal, Typography } from '@strapi/design-system';
import { Download, Trash } from '@strapi/icons';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { CountedRows } from './counted-rows';
import { EraseCustomerDocument, ErasurePreviewDocument, ErasureProgressDocument } from './privacy.documents';
import type { ErasureFactsFragment } from './privacy.documents';
import { texts } from './texts';

const progressSeconds = 1;

type Props = { readonly id: string; readonly onClose: () => void };
/** `stays`: the page behind it is still there once the person is gone; else the list of customers follows. */
type DialogProps = Props & { readonly stays?: boolean };

/** What goes, the last question, and the receipt. Belongs above the page of the customer, who is not there any more at its end. */
export function EraseDialog({ id, onClose, stays = false }: DialogProps) {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const erasing = useCommand(EraseCustomerDocument);
  const erasure = erasing.data?.eraseProfile.erasure;
  const close = () => {
    onClose();
    if (erasure !== undefined && !stays) void navigate('/customers');
  };
  return (
    <Modal.Root open onOpenChange={(open) => (open || erasing.isPending ? undefined : close())}>
      <Modal.Content>
        <Modal.Header closeLabel={t('close')}>
          <Modal.Title>{t(erasure === undefined ? 'eraseTitle' : 'erasedTitle')}</Modal.Title>
        </Modal.Header>
        {erasure === undefined ? (
          <Question id={id} erasing={erasing} onClose={close} />
        ) : (
          <Outcome begun={erasure} onClose={close} stays={stays} />
        )}
      </Modal.Content>
    </Modal.Root>
  );
}

type QuestionProps = Props & {
  readonly erasing: ReturnType<typeof useCommand<unknown, { input: { profileId: string; confirmation: string } }>>;
};

function Question({ id, erasing, onClose }: QuestionProps) {
  const t = useTexts(texts);
  const locale = useLocale();
  const [typed, setTyped] = useState('');
  // Once asked for, the person is gone and the preview with it.
  const asked = useData(ErasurePreviewDocument, { id }, { enabled: erasing.isIdle || erasing.isError });
  const preview = asked.data?.erasurePreview;
  const isConfirmed = preview !== undefined && typed.trim() === preview.confirmation;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isConfirmed && !erasing.isPending)
          erasing.mutate({ input: { profileId: id, confirmation: preview.confirmation } });
      }}
    >
      <Modal.Body>
        <Flex direction="column" alignItems="stretch" gap={4}>
          <Notice kind="warning">{t('eraseBody')}</Notice>
          {preview === undefined && asked.error === null && <LoadingState />}
          {asked.error !== null && <ErrorState error={asked.error} onRetry={() => void asked.refetch()} />}
          {preview !== undefined && (
            <>
              <Typography variant="delta" tag="h3">
                {t('goes')}
              </Typography>
              <CountedRows counts={preview.counts} />
              <Typography variant="pi" textColor="neutral600">
                {t('alsoGoes')}
              </Typography>
              <Field.Root name="confirmation" hint={t('confirmHint')} required>
                <Field.Label>{t('confirm', { code: preview.confirmation })}</Field.Label>
                <Field.Input
                  value={typed}
                  autoComplete="off"
                  spellCheck={false}
                  maxLength={40}
                  onChange={(event: React.ChangeEvent<HTMLInputElement>) => setTyped(event.target.value)}
                />
                <Field.Hint />
              </Field.Root>
            </>
          )}
          {erasing.error !== null && (
            <Typography role="alert" textColor="danger600">
              {describeError(erasing.error, locale)}
            </Typography>
          )}
        </Flex>
      </Modal.Body>
      <Modal.Footer>
        <Button variant="tertiary" disabled={erasing.isPending} onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button
          type="submit"
          variant="danger"
          startIcon={<Trash />}
          disabled={!isConfirmed}
          loading={erasing.isPending}
        >
          {t('eraseAction')}
        </Button>
      </Modal.Footer>
    </form>
  );
}

type OutcomeProps = {
  readonly begun: ErasureFactsFragment;
  readonly onClose: () => void;
  readonly stays: boolean;
};

function Outcome({ begun, onClose, stays }: OutcomeProps) {
  const t = useTexts(texts);
  const locale = useLocale();
  const erasure = useProgress(begun);
  const { receipt } = erasure;
  return (
    <>
      <Modal.Body>
        <Flex direction="column" alignItems="stretch" gap={4} role="status">
          {erasure.finishedAt === null ? (
            <Flex gap={4}>
              <Loader small>{t('erasing')}</Loader>
              <Box>
                <Typography tag="p">{t('erasing')}</Typography>
                <Typography textColor="neutral600">{t('leaveIt')}</Typography>
              </Box>
            </Flex>
          ) : (
            <Notice kind="good">{t('erased', { at: formatMoment(Date.parse(erasure.erasedAt), locale) })}</Notice>
          )}
          <CountedRows counts={erasure.removed} />
          {receipt !== null && (
            <>
              <Typography variant="delta" tag="h3">
                {t('receipt')}
              </Typography>
              <Typography>{t('receiptBody')}</Typography>
              <Box tag="details">
                <summary>
                  <Typography textColor="primary600">{t('showReceipt')}</Typography>
                </summary>
                <CodeBlock label={t('receipt')} text={JSON.stringify(receipt, null, 2)} />
              </Box>
            </>
          )}
        </Flex>
      </Modal.Body>
      <Modal.Footer>
        <Button variant="tertiary" onClick={onClose}>
          {t(stays ? 'close' : 'toList')}
        </Button>
        <Button
          startIcon={<Download />}
          disabled={receipt === null}
          onClick={() => downloadText(`${JSON.stringify(receipt, null, 2)}\n`, `receipt-${erasure.profileId}.json`)}
        >
          {t('downloadReceipt')}
        </Button>
      </Modal.Footer>
    </>
  );
}

/** Asks until it is finished; the first answer is there already, and is usually the last. */
function useProgress(begun: ErasureFactsFragment): ErasureFactsFragment {
  const [isFinished, setIsFinished] = useState(begun.finishedAt !== null);
  const { data } = useData(
    ErasureProgressDocument,
    { id: begun.id },
    { enabled: !isFinished, refetchSeconds: progressSeconds },
  );
  const node = data?.node ?? null;
  const latest = node !== null && isErasure(node) ? node : begun;
  if (latest.finishedAt !== null && !isFinished) setIsFinished(true);
  return latest;
}

function isErasure(node: object): node is ErasureFactsFragment {
  return 'receipt' in node;
}
