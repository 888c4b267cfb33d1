import { defineTexts, describeError, newCommandKey, useCommand, useLocale, useTexts } from '@rapport/sdk/admin';
import { Button, Field, Flex, Modal, Radio, TextInput, Typography } from '@strapi/design-system';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import { rememberKey } from './fresh-keys';
import { CreateSourceDocument } from './sources.documents';
import { texts as shared } from './texts';

const texts = defineTexts({
  ...shared,
  nameHint: { en: 'For people: "Shop", "Website", "iOS app".', 'zh-Hans': '供人识别，例如“商城”“官网”“iOS 应用”。' },
  kindQuestion: { en: 'Where does it run?', 'zh-Hans': '它在哪里运行？' },
  browserHint: {
    en: 'In pages and apps, where anybody can read the key. What it says about identity is claimed, not proven.',
    'zh-Hans': '在网页和应用中运行，任何人都能读到密钥。它提供的身份信息只是声明，未经验证。',
  },
  serverHint: {
    en: 'On your own servers, with a secret key. What it says is trusted.',
    'zh-Hans': '在您自己的服务器上运行，密钥保密。它提供的信息可信。',
  },
});
const nameCharsMax = 100;
const kinds = ['SERVER', 'BROWSER'] as const;

type Props = { readonly open: boolean; readonly onClose: () => void };

/** Name and kind; then the page of the new source shows its key and what to do with it. */
export function CreateSourceDialog({ open, onClose }: Props) {
  return (
    <Modal.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Modal.Content>{open && <CreateForm onClose={onClose} />}</Modal.Content>
    </Modal.Root>
  );
}

function CreateForm({ onClose }: Pick<Props, 'onClose'>) {
  const t = useTexts(texts);
  const locale = useLocale();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<(typeof kinds)[number]>('SERVER');
  const create = useCommand(CreateSourceDocument);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === '' || create.isPending) return;
    create.mutate(
      { input: { name, kind, idempotencyKey: newCommandKey() } },
      {
        onSuccess: ({ createSource: { writeKey, source } }) => {
          if (source === null) return onClose();
          if (writeKey !== null) rememberKey(source.ref, writeKey);
          navigate(`${source.ref}?tab=set-up`);
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Modal.Header>
        <Modal.Title>{t('create')}</Modal.Title>
      </Modal.Header>
      <Modal.Body>
        <Flex direction="column" alignItems="stretch" gap={5}>
          <Field.Root
            name="name"
            required
            hint={t('nameHint')}
            error={create.error !== null && describeError(create.error, locale)}
          >
            <Field.Label>{t('name')}</Field.Label>
            <TextInput
              autoFocus
              maxLength={nameCharsMax}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
            <Field.Hint />
            <Field.Error />
          </Field.Root>
          <Flex direction="column" alignItems="stretch" gap={3}>
            <Typography variant="pi" fontWeight="bold" id="source-kind">
              {t('kindQuestion')}
            </Typography>
            <Radio.Group
              aria-labelledby="source-kind"
              value={kind}
              onValueChange={(next) => setKind(next === 'BROWSER' ? 'BROWSER' : 'SERVER')}
            >
              {kinds.map((one) => (
                <Flex key={one} direction="column" alignItems="stretch" gap={1} paddingBottom={3}>
                  <Radio.Item value={one} aria-describedby={`source-kind-${one}`}>
                    {t(one)}
                  </Radio.Item>
                  <Typography variant="pi" textColor="neutral600" id={`source-kind-${one}`}>
                    {t(one === 'SERVER' ? 'serverHint' : 'browserHint')}
                  </Typography>
                </Flex>
              ))}
            </Radio.Group>
          </Flex>
        </Flex>
      </Modal.Body>
      <Modal.Footer>
        <Modal.Close>
          <Button variant="tertiary">{t('cancel')}</Button>
        </Modal.Close>
        <Button type="submit" loading={create.isPending} disabled={name.trim() === ''}>
          {t('create')}
        </Button>
      </Modal.Footer>
    </form>
  );
}
