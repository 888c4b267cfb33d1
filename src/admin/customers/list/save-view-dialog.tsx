import { describeError, useLocale, useTexts } from '@rapport/sdk/admin';
import type { ApiError } from '@rapport/sdk/admin';
import { Button, Checkbox, Field, Flex, Modal } from '@strapi/design-system';
import { useState } from 'react';
import { texts } from './texts';

type Props = {
  readonly isBusy: boolean;
  readonly error: ApiError | null;
  readonly onSave: (name: string, shared: boolean) => void;
  readonly onClose: () => void;
};

export function SaveViewDialog({ isBusy, error, onSave, onClose }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  return (
    <Modal.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal.Content>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            onSave(name.trim(), shared);
          }}
        >
          <Modal.Header closeLabel={t('close')}>
            <Modal.Title>{t('saveView')}</Modal.Title>
          </Modal.Header>
          <Modal.Body>
            <Flex direction="column" alignItems="stretch" gap={4}>
              <Field.Root name="name" required error={error === null ? undefined : describeError(error, locale)}>
                <Field.Label>{t('viewName')}</Field.Label>
                <Field.Input
                  value={name}
                  maxLength={80}
                  onChange={(event: React.ChangeEvent<HTMLInputElement>) => setName(event.target.value)}
                />
                <Field.Error />
              </Field.Root>
              <Checkbox checked={shared} onCheckedChange={(checked) => setShared(checked === true)}>
                {t('shareView')}
              </Checkbox>
            </Flex>
          </Modal.Body>
          <Modal.Footer>
            <Button variant="tertiary" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={isBusy} disabled={name.trim() === ''}>
              {t('save')}
            </Button>
          </Modal.Footer>
        </form>
      </Modal.Content>
    </Modal.Root>
  );
}
