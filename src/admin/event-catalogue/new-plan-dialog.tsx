import { defineTexts, describeError, newCommandKey, useCommand, useLocale, useTexts } from '@rapport/sdk/admin';
import { Button, Field, Flex, Modal, SingleSelect, SingleSelectOption, TextInput } from '@strapi/design-system';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useNavigate } from 'react-router-dom';
import { SaveTrackingPlanDocument } from './event-catalogue.documents';
import { eventTypes, texts as shared } from './texts';

const texts = defineTexts({
  ...shared,
  type: { en: 'Call', 'zh-Hans': '调用类型' },
  nameHint: {
    en: 'As clients will send it: "Order Completed". The plan begins switched off.',
    'zh-Hans': '与客户端发送的名称一致，例如 "Order Completed"。计划初始为关闭状态。',
  },
  make: { en: 'Write the plan', 'zh-Hans': '编写计划' },
});
const named: readonly string[] = ['TRACK', 'PAGE', 'SCREEN'];
type Props = { readonly open: boolean; readonly onClose: () => void };

/** A plan may come before the first event. */
export function NewPlanDialog({ open, onClose }: Props) {
  return (
    <Modal.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Modal.Content>{open && <NewPlanForm />}</Modal.Content>
    </Modal.Root>
  );
}

function NewPlanForm() {
  const t = useTexts(texts);
  const locale = useLocale();
  const navigate = useNavigate();
  const [type, setType] = useState<(typeof eventTypes)[number]>('TRACK');
  const [name, setName] = useState('');
  const save = useCommand(SaveTrackingPlanDocument);
  const hasName = named.includes(type);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const schema = { type: 'object', properties: {} };
    const input = { type, name: hasName ? name.trim() : '', mode: 'OFF', schema, expectedVersion: 0 } as const;
    save.mutate(
      { input: { ...input, idempotencyKey: newCommandKey() } },
      {
        onSuccess: ({ saveTrackingPlan: { eventName } }) => {
          if (eventName !== null) navigate(`${eventName.id}?tab=plan`);
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Modal.Header>
        <Modal.Title>{t('newPlan')}</Modal.Title>
      </Modal.Header>
      <Modal.Body>
        <Flex direction="column" alignItems="stretch" gap={5}>
          <Field.Root name="type">
            <Field.Label>{t('type')}</Field.Label>
            <SingleSelect value={type} onChange={(next) => setType(eventTypes.find((one) => one === next) ?? 'TRACK')}>
              {eventTypes.map((one) => (
                <SingleSelectOption key={one} value={one}>
                  {t(one)}
                </SingleSelectOption>
              ))}
            </SingleSelect>
          </Field.Root>
          {hasName && (
            <Field.Root
              name="name"
              required={type === 'TRACK'}
              hint={t('nameHint')}
              error={save.error !== null && describeError(save.error, locale)}
            >
              <Field.Label>{t('name')}</Field.Label>
              <TextInput autoFocus maxLength={255} value={name} onChange={(event) => setName(event.target.value)} />
              <Field.Hint />
              <Field.Error />
            </Field.Root>
          )}
        </Flex>
      </Modal.Body>
      <Modal.Footer>
        <Modal.Close>
          <Button variant="tertiary">{t('cancel')}</Button>
        </Modal.Close>
        <Button type="submit" loading={save.isPending} disabled={type === 'TRACK' && name.trim() === ''}>
          {t('make')}
        </Button>
      </Modal.Footer>
    </form>
  );
}
