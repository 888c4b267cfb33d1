import {
  defineTexts,
  describeError,
  NameFields,
  newCommandKey,
  useCommand,
  useLocale,
  useNaming,
  useTexts,
} from '@rapport/sdk/admin';
import { Button, Field, Flex, Modal, TextInput } from '@strapi/design-system';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import { CreateSegmentDocument } from './list.documents';
import { texts as shared } from './texts';

const texts = defineTexts({
  ...shared,
  listTitle: { en: 'New list', 'zh-Hans': '新建名单' },
  description: { en: 'Description', 'zh-Hans': '描述' },
  cancel: { en: 'Cancel', 'zh-Hans': '取消' },
  create: { en: 'Create the list', 'zh-Hans': '创建名单' },
});

/** A list is there at once: people are put into it on its page. */
export function NewListDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const navigate = useNavigate();
  const naming = useNaming('segment');
  const [description, setDescription] = useState('');
  const create = useCommand(CreateSegmentDocument);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { key, name } = naming;
    create.mutate(
      { input: { key, name: name.trim(), description, kind: 'LIST', idempotencyKey: newCommandKey() } },
      { onSuccess: () => void navigate(key) },
    );
  };
  return (
    <Modal.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal.Content>
        <form onSubmit={submit}>
          <Modal.Header>
            <Modal.Title>{t('listTitle')}</Modal.Title>
          </Modal.Header>
          <Modal.Body>
            <Flex direction="column" alignItems="stretch" gap={5}>
              <NameFields naming={naming} error={create.error === null ? null : describeError(create.error, locale)} />
              <Field.Root name="description">
                <Field.Label>{t('description')}</Field.Label>
                <TextInput value={description} onChange={(event) => setDescription(event.target.value)} />
              </Field.Root>
            </Flex>
          </Modal.Body>
          <Modal.Footer>
            <Button variant="tertiary" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={create.isPending} disabled={!naming.isWhole}>
              {t('create')}
            </Button>
          </Modal.Footer>
        </form>
      </Modal.Content>
    </Modal.Root>
  );
}
