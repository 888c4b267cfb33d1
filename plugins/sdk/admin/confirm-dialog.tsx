import { Button, Dialog, Flex, Modal, Typography } from '@strapi/design-system';
import { WarningCircle } from '@strapi/icons';
import type { ReactNode } from 'react';
import type { ApiError } from './api-error';
import { describeError } from './error-texts';
import { defineTexts } from './text';
import { useLocale, useTexts } from './use-texts';

const texts = defineTexts({
  cancel: { en: 'Cancel', 'zh-Hans': '取消' },
  close: { en: 'Close', 'zh-Hans': '关闭' },
});

type Props = {
  readonly title: string;
  /** What will be then. */
  readonly text?: string;
  /** On the button that does it. */
  readonly action: string;
  /** It takes something away. */
  readonly isDanger?: boolean;
  /** Room for more than a few lines. */
  readonly isWide?: boolean;
  readonly isBusy?: boolean;
  readonly isDisabled?: boolean;
  readonly error?: ApiError | null;
  /** Instead of "Cancel". */
  readonly cancel?: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  /** Below the text: what else is to be seen or chosen. */
  readonly children?: ReactNode;
};

/**
 * Asks before something is done; it stays until that is done or did not work, and says so.
 * @example
 * {asking && <ConfirmDialog title={t('sure')} text={t('gone')} action={t('remove')} isDanger isBusy={remove.isPending}
 *   error={remove.error} onConfirm={start} onClose={() => setAsking(false)} />}
 */
export function ConfirmDialog(props: Props) {
  return props.isWide === true ? <Wide {...props} /> : <Narrow {...props} />;
}

function Narrow(props: Props) {
  const t = useTexts(texts);
  const { title, text, cancel, isDanger = false, children, onClose } = props;
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Content>
        <Dialog.Header>{title}</Dialog.Header>
        <Dialog.Body>
          <Flex direction="column" alignItems="stretch" gap={4} width="100%">
            {isDanger && (
              <Flex justifyContent="center">
                <WarningCircle width="2.4rem" height="2.4rem" fill="danger600" aria-hidden />
              </Flex>
            )}
            {text !== undefined && <Dialog.Description>{text}</Dialog.Description>}
            {children}
            <Failure {...props} />
          </Flex>
        </Dialog.Body>
        <Dialog.Footer>
          <Dialog.Cancel>
            <Button variant="tertiary" fullWidth>
              {cancel ?? t('cancel')}
            </Button>
          </Dialog.Cancel>
          <Confirm {...props} fullWidth />
        </Dialog.Footer>
      </Dialog.Content>
    </Dialog.Root>
  );
}

function Wide(props: Props) {
  const t = useTexts(texts);
  const { title, text, cancel, children, onClose } = props;
  return (
    <Modal.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal.Content>
        <Modal.Header closeLabel={t('close')}>
          <Modal.Title>{title}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4}>
            {text !== undefined && <Typography>{text}</Typography>}
            {children}
            <Failure {...props} />
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>
            {cancel ?? t('cancel')}
          </Button>
          <Confirm {...props} />
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
}

function Confirm(props: Props & { readonly fullWidth?: boolean }) {
  const { action, isDanger = false, isBusy = false, isDisabled = false, fullWidth = false, onConfirm } = props;
  return (
    <Button
      variant={isDanger ? 'danger' : 'default'}
      fullWidth={fullWidth}
      disabled={isDisabled}
      loading={isBusy}
      onClick={onConfirm}
    >
      {action}
    </Button>
  );
}

function Failure({ error = null }: Pick<Props, 'error'>) {
  const locale = useLocale();
  if (error === null) return null;
  return (
    <Typography textColor="danger600" role="alert">
      {describeError(error, locale)}
    </Typography>
  );
}
