import { CodeBlock, CopyButton, downloadText, useTexts } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';
import { Button, Flex, Modal, Typography } from '@strapi/design-system';
import { Download } from '@strapi/icons';
import { texts } from './texts';

type Props = { readonly receipt: Json; readonly profileId: string; readonly onClose: () => void };

export function ReceiptDialog({ receipt, profileId, onClose }: Props) {
  const t = useTexts(texts);
  const text = `${JSON.stringify(receipt, null, 2)}\n`;
  return (
    <Modal.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal.Content>
        <Modal.Header closeLabel={t('close')}>
          <Modal.Title>{t('receipt')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <Typography>{t('receiptBody')}</Typography>
            <CodeBlock label={t('receipt')} text={text} />
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>
            {t('close')}
          </Button>
          <Flex gap={3}>
            <CopyButton text={text} what={t('receipt')} />
            <Button
              startIcon={<Download aria-hidden />}
              onClick={() => downloadText(text, `receipt-${profileId}.json`)}
            >
              {t('download')}
            </Button>
          </Flex>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
}
