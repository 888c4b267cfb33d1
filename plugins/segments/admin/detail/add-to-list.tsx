import {
  announceDone,
  Card,
  defineTexts,
  describeError,
  nameOf,
  newCommandKey,
  useCommand,
  useData,
  useLocale,
  useSettled,
  useTexts,
} from '@rapport/sdk/admin';
import { Button, Field, Flex, TextInput, Typography } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { useState } from 'react';
import { AddToSegmentDocument, FindForListDocument, RemoveFromSegmentDocument } from './detail.documents';

const texts = defineTexts({
  add: { en: 'Put somebody in', 'zh-Hans': '添加客户' },
  find: { en: 'Name, e-mail, phone, or profile id', 'zh-Hans': '姓名、邮箱、手机号或客户 ID' },
  put: { en: 'Put in', 'zh-Hans': '添加' },
  putIn: { en: '{name} is in the list.', 'zh-Hans': '已将 {name} 加入名单。' },
  nobody: { en: 'Nobody is found.', 'zh-Hans': '没有找到客户。' },
});
const settleMilliseconds = 250;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Finds somebody by name, address or id, and puts them into the list. */
export function AddToList({ segmentId }: { readonly segmentId: string }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const [text, setText] = useState('');
  const asked = useSettled(text.trim(), settleMilliseconds);
  const isId = uuid.test(asked);
  const found = useData(FindForListDocument, { text: asked }, { enabled: asked.length > 1 && !isId });
  const add = useCommand(AddToSegmentDocument);
  const remove = useCommand(RemoveFromSegmentDocument);
  const input = (profileId: string) => ({ segmentId, profileIds: [profileId], idempotencyKey: newCommandKey() });
  const put = (profileId: string, name: string): void =>
    add.mutate(
      { input: input(profileId) },
      {
        onSuccess: () => {
          setText('');
          announceDone({
            message: t('putIn', { name }),
            undo: () => remove.mutateAsync({ input: input(profileId) }),
          });
        },
      },
    );
  const people = isId
    ? [{ profileId: asked, name: asked }]
    : (found.data?.searchProfiles.edges ?? []).flatMap(({ node }) =>
        node === null ? [] : [{ profileId: node.profileId, name: nameOf(node.traits) ?? node.profileId }],
      );
  return (
    <Card title={t('add')}>
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Field.Root name="find" error={add.error !== null && describeError(add.error, locale)}>
          <Field.Label>{t('find')}</Field.Label>
          <TextInput value={text} autoComplete="off" onChange={(event) => setText(event.target.value)} />
          <Field.Error />
        </Field.Root>
        {asked.length > 1 && (
          <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
            {people.map(({ profileId, name }) => (
              <Flex key={profileId} tag="li" justifyContent="space-between" gap={2}>
                <Typography ellipsis>{name}</Typography>
                <Button
                  size="S"
                  variant="secondary"
                  startIcon={<Plus aria-hidden />}
                  aria-label={`${t('put')}: ${name}`}
                  loading={add.isPending}
                  onClick={() => put(profileId, name)}
                >
                  {t('put')}
                </Button>
              </Flex>
            ))}
            {people.length === 0 && found.data !== undefined && (
              <Typography tag="li" textColor="neutral600">
                {t('nobody')}
              </Typography>
            )}
          </Flex>
        )}
      </Flex>
    </Card>
  );
}
