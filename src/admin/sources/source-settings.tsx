import {
  defineTexts,
  describeError,
  newCommandKey,
  strings,
  useCommand,
  useLocale,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import {
  Box,
  Button,
  Field,
  Flex,
  NumberInput,
  SingleSelect,
  SingleSelectOption,
  Textarea,
  TextInput,
  Toggle,
  Typography,
} from '@strapi/design-system';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { DeleteSource } from './delete-source';
import { KeyPanel } from './key-panel';
import type { Source } from './source-detail';
import { UpdateSourceDocument } from './sources.documents';
import { texts as shared } from './texts';

const texts = defineTexts({
  ...shared,
  enabled: { en: 'Takes events', 'zh-Hans': '接收事件' },
  enabledHint: {
    en: 'Switched off, every call with its key is refused with 403, and most clients drop such events.',
    'zh-Hans': '停用后，使用其密钥的调用都会以 403 被拒，大多数客户端会丢弃这些事件。',
  },
  kindHint: {
    en: 'What a server says about identity is trusted; what a browser says is claimed.',
    'zh-Hans': '服务器提供的身份信息可信；浏览器提供的只是声明。',
  },
  limit: { en: 'Events per second at most', 'zh-Hans': '每秒事件上限' },
  limitHint: {
    en: 'Empty: the limit of the house. Beyond it calls are told to come again (429).',
    'zh-Hans': '留空则使用全局上限。超出时调用会被要求稍后重试（429）。',
  },
  secrets: { en: 'Secret properties, one a line', 'zh-Hans': '保密属性（每行一个）' },
  secretsHint: {
    en: 'Their values are never stored: *** stands in their place. What is stored already stays.',
    'zh-Hans': '其值不会被存储，以 *** 代替。已存储的内容不变。',
  },
  identity: { en: 'Identity secret', 'zh-Hans': '身份密钥' },
  identitySet: {
    en: 'One is set. A new one replaces it: proofs made with the old one count as claims from then on.',
    'zh-Hans': '已设置。输入新密钥将替换旧密钥，用旧密钥生成的证明将不再有效。',
  },
  identityHint: {
    en: 'At least 16 characters. With it your server proves the user ids of browsers (context.userIdHmac).',
    'zh-Hans': '至少 16 个字符。您的服务器可用它证明浏览器中的用户 ID（context.userIdHmac）。',
  },
  save: { en: 'Save', 'zh-Hans': '保存' },
  saved: { en: 'Saved.', 'zh-Hans': '已保存。' },
});
const identityCharsMin = 16;

/** Everything of a source that can be changed. Who may not, reads it. */
export function SourceSettings({ source }: { readonly source: Source }) {
  const { can } = useViewer();
  const readonly = !can('source.write');
  return (
    <Flex direction="column" alignItems="stretch" gap={5}>
      <KeyPanel source={source} readonly={readonly} />
      <SettingsForm source={source} readonly={readonly} />
      {!readonly && <DeleteSource source={source} />}
    </Flex>
  );
}

type Draft = {
  readonly name: string;
  readonly kind: Source['kind'];
  readonly enabled: boolean;
  readonly limit: number | null;
  readonly secrets: string;
  readonly identity: string;
};
type FieldsProps = {
  readonly source: Source;
  readonly readonly: boolean;
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
};

function SettingsForm({ source, readonly }: { readonly source: Source; readonly readonly: boolean }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const [draft, setDraft] = useState<Draft>({
    ...{ name: source.name, kind: source.kind, enabled: source.enabled, limit: source.eventsPerSecondMax },
    secrets: strings(source.secretProperties).join('\n'),
    identity: '',
  });
  const update = useCommand(UpdateSourceDocument);
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const { name, identity } = draft;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const { kind, enabled, limit, secrets } = draft;
    const secretProperties = secrets.split('\n').filter((line) => line.trim() !== '');
    const input = { source: source.ref, name, kind, enabled, eventsPerSecondMax: limit, secretProperties };
    const secret = identity === '' ? {} : { identitySecret: identity };
    update.mutate(
      { input: { ...input, ...secret, idempotencyKey: newCommandKey() } },
      { onSuccess: () => change({ identity: '' }) },
    );
  };
  return (
    <Box tag="form" onSubmit={submit} background="neutral0" padding={6} hasRadius shadow="tableShadow">
      <Flex direction="column" alignItems="stretch" gap={5} maxWidth="64rem">
        <Typography variant="delta" tag="h2">
          {t('settings')}
        </Typography>
        <MainFields source={source} readonly={readonly} draft={draft} onChange={change} />
        <BoundFields source={source} readonly={readonly} draft={draft} onChange={change} />
        {!readonly && (
          <Flex gap={4}>
            <Button
              type="submit"
              loading={update.isPending}
              disabled={name.trim() === '' || (identity !== '' && identity.length < identityCharsMin)}
            >
              {t('save')}
            </Button>
            <Typography role="status" textColor={update.error === null ? 'success600' : 'danger600'}>
              {update.error !== null ? describeError(update.error, locale) : update.isSuccess ? t('saved') : ''}
            </Typography>
          </Flex>
        )}
      </Flex>
    </Box>
  );
}

function MainFields({ readonly, draft, onChange }: FieldsProps) {
  const t = useTexts(texts);
  return (
    <>
      <Field.Root name="name" required>
        <Field.Label>{t('name')}</Field.Label>
        <TextInput
          disabled={readonly}
          maxLength={100}
          value={draft.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </Field.Root>
      <Field.Root name="enabled" hint={t('enabledHint')}>
        <Field.Label>{t('enabled')}</Field.Label>
        <Toggle
          disabled={readonly}
          onLabel={t('on')}
          offLabel={t('off')}
          checked={draft.enabled}
          onChange={(event) => onChange({ enabled: event.target.checked })}
        />
        <Field.Hint />
      </Field.Root>
      <Field.Root name="kind" hint={t('kindHint')}>
        <Field.Label>{t('kind')}</Field.Label>
        <SingleSelect
          disabled={readonly}
          value={draft.kind}
          onChange={(next) => onChange({ kind: next === 'BROWSER' ? 'BROWSER' : 'SERVER' })}
        >
          <SingleSelectOption value="SERVER">{t('SERVER')}</SingleSelectOption>
          <SingleSelectOption value="BROWSER">{t('BROWSER')}</SingleSelectOption>
        </SingleSelect>
        <Field.Hint />
      </Field.Root>
    </>
  );
}

function BoundFields({ source, readonly, draft, onChange }: FieldsProps) {
  const t = useTexts(texts);
  const locale = useLocale();
  return (
    <>
      <Field.Root name="limit" hint={t('limitHint')}>
        <Field.Label>{t('limit')}</Field.Label>
        <NumberInput
          disabled={readonly}
          locale={locale}
          {...(draft.limit === null ? {} : { value: draft.limit })}
          onValueChange={(next) => onChange({ limit: next ?? null })}
        />
        <Field.Hint />
      </Field.Root>
      <Field.Root name="secrets" hint={t('secretsHint')}>
        <Field.Label>{t('secrets')}</Field.Label>
        <Textarea
          disabled={readonly}
          value={draft.secrets}
          onChange={(event) => onChange({ secrets: event.target.value })}
        />
        <Field.Hint />
      </Field.Root>
      <Field.Root name="identity" hint={t(source.hasIdentitySecret ? 'identitySet' : 'identityHint')}>
        <Field.Label>{t('identity')}</Field.Label>
        <TextInput
          type="password"
          autoComplete="new-password"
          disabled={readonly}
          maxLength={200}
          value={draft.identity}
          onChange={(event) => onChange({ identity: event.target.value })}
        />
        <Field.Hint />
      </Field.Root>
    </>
  );
}
