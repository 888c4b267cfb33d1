import { announceDone, describeError, useCommand, useLocale, useTexts } from '@rapport/sdk/admin';
import { Button, Field, Flex, Modal, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { ExportPersonDocument } from './privacy.documents';
import { texts } from './texts';

const formats = ['HTML', 'JSON'] as const;
const languages = [
  { code: 'EN', name: 'English' },
  { code: 'ZH_HANS', name: '中文' },
] as const;

type Props = { readonly profileId: string; readonly onClose: () => void };

export function ExportDialog({ profileId, onClose }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const [format, setFormat] = useState<(typeof formats)[number]>('HTML');
  const [language, setLanguage] = useState<(typeof languages)[number]['code']>(locale === 'zh-Hans' ? 'ZH_HANS' : 'EN');
  const make = useCommand(ExportPersonDocument);
  const start = (): void =>
    make.mutate(
      { input: { profileId, format, language } },
      {
        onSuccess: ({ exportProfile }) => {
          // The server sends it as a file: the page stays.
          window.location.assign(exportProfile.url);
          announceDone({ message: t('downloaded') });
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
            <Field.Root>
              <Field.Label>{t('format')}</Field.Label>
              <SingleSelect
                value={format}
                onChange={(chosen) => setFormat(formats.find((one) => one === chosen) ?? 'HTML')}
              >
                {formats.map((one) => (
                  <SingleSelectOption key={one} value={one}>
                    {t(one)}
                  </SingleSelectOption>
                ))}
              </SingleSelect>
            </Field.Root>
            {format === 'HTML' && (
              <Field.Root>
                <Field.Label>{t('language')}</Field.Label>
                <SingleSelect
                  value={language}
                  onChange={(chosen) => setLanguage(languages.find(({ code }) => code === chosen)?.code ?? 'EN')}
                >
                  {languages.map(({ code, name }) => (
                    <SingleSelectOption key={code} value={code}>
                      {name}
                    </SingleSelectOption>
                  ))}
                </SingleSelect>
              </Field.Root>
            )}
            {make.error !== null && (
              <Typography textColor="danger600" role="alert">
                {describeError(make.error, locale)}
              </Typography>
            )}
          </Flex>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button loading={make.isPending} onClick={start}>
            {t('ready')}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
}
