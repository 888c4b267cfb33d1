import { announceDone, describeError, download, useCommand, useLocale, useTexts } from '@rapport/sdk/admin';
import { Button, Flex, Modal, Radio, Typography } from '@strapi/design-system';
import { Download } from '@strapi/icons';
import { useState } from 'react';
import { ExportCustomerDocument } from './privacy.documents';
import { texts } from './texts';

const formats = ['HTML', 'JSON'] as const;
type Format = (typeof formats)[number];
const hints = { HTML: 'HTMLHint', JSON: 'JSONHint' } as const;

type Props = { readonly id: string; readonly onClose: () => void };

/** Everything of one person as a file. */
export function ExportDialog({ id, onClose }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const exporting = useCommand(ExportCustomerDocument);
  const [format, setFormat] = useState<Format>('HTML');
  const start = () =>
    exporting.mutate(
      { input: { profileId: id, format, language: locale === 'en' ? 'EN' : 'ZH_HANS' } },
      {
        onSuccess: ({ exportProfile }) => {
          download(exportProfile.url);
          announceDone({ message: t('exported') });
          onClose();
        },
      },
    );
  return (
    <Modal.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal.Content>
        <Modal.Header closeLabel={t('close')}>
          <Modal.Title>{t('exportTitle')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Flex direction="column" alignItems="stretch" gap={4}>
            <Typography>{t('exportBody')}</Typography>
            <Radio.Group
              aria-label={t('format')}
              value={format}
              onValueChange={(chosen) => setFormat(formats.find((one) => one === chosen) ?? 'HTML')}
            >
              {formats.map((one) => (
                <Radio.Item key={one} value={one}>
                  <Typography fontWeight="semiBold">{t(one)}</Typography>{' '}
                  <Typography textColor="neutral600">{t(hints[one])}</Typography>
                </Radio.Item>
              ))}
            </Radio.Group>
            {exporting.error !== null && (
              <Typography role="alert" textColor="danger600">
                {describeError(exporting.error, locale)}
              </Typography>
            )}
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button startIcon={<Download />} loading={exporting.isPending} onClick={start}>
            {t('download')}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
}
