import {
  defineTexts,
  describeError,
  newCommandKey,
  useCommand,
  useLocale,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import { Box, Button, Checkbox, Field, Flex, Textarea, TextInput, Typography } from '@strapi/design-system';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { DescribeEventNameDocument } from './event-catalogue.documents';
import type { EventName } from './event-name-detail';
import { texts as shared } from './texts';

const texts = defineTexts({
  ...shared,
  notes: { en: 'Notes of its owners', 'zh-Hans': '负责人备注' },
  description: { en: 'What it means, and when it is sent', 'zh-Hans': '含义及发送时机' },
  owner: { en: 'Whom to ask', 'zh-Hans': '联系人' },
  mark: { en: 'Deprecated: clients should stop sending it', 'zh-Hans': '已弃用：客户端应停止发送' },
});

export function Notes({ event }: { readonly event: EventName }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { can } = useViewer();
  const readonly = !can('catalogue.write');
  const [description, setDescription] = useState(event.description);
  const [owner, setOwner] = useState(event.owner);
  const [deprecated, setDeprecated] = useState(event.deprecatedAt !== null);
  const describe = useCommand(DescribeEventNameDocument);
  const submit = (submitted: FormEvent): void => {
    submitted.preventDefault();
    const input = { eventName: event.id, description, owner, deprecated, idempotencyKey: newCommandKey() };
    describe.mutate({ input });
  };
  return (
    <Box tag="form" onSubmit={submit} background="neutral0" padding={6} hasRadius shadow="tableShadow">
      <Flex direction="column" alignItems="stretch" gap={4} maxWidth="72rem">
        <Typography variant="delta" tag="h2">
          {t('notes')}
        </Typography>
        <Field.Root name="description">
          <Field.Label>{t('description')}</Field.Label>
          <Textarea
            disabled={readonly}
            maxLength={5_000}
            value={description}
            onChange={(changed) => setDescription(changed.target.value)}
          />
        </Field.Root>
        <Field.Root name="owner">
          <Field.Label>{t('owner')}</Field.Label>
          <TextInput
            disabled={readonly}
            maxLength={200}
            value={owner}
            onChange={(changed) => setOwner(changed.target.value)}
          />
        </Field.Root>
        <Checkbox disabled={readonly} checked={deprecated} onCheckedChange={(on) => setDeprecated(on === true)}>
          {t('mark')}
        </Checkbox>
        {!readonly && (
          <Flex gap={4}>
            <Button type="submit" loading={describe.isPending}>
              {t('save')}
            </Button>
            <Typography role="status" textColor={describe.error === null ? 'success600' : 'danger600'}>
              {describe.error !== null ? describeError(describe.error, locale) : describe.isSuccess ? t('saved') : ''}
            </Typography>
          </Flex>
        )}
      </Flex>
    </Box>
  );
}
