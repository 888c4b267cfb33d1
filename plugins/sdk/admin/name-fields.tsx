import { Box, Field, Flex, TextInput } from '@strapi/design-system';
import { useState } from 'react';
import { isKey, keyOfName } from './key-of-name';
import { newCommandKey } from './queries';
import { defineTexts } from './text';
import { useTexts } from './use-texts';

const texts = defineTexts({
  name: { en: 'Name', 'zh-Hans': '名称' },
  key: { en: 'Key', 'zh-Hans': '标识' },
  keyHint: {
    en: 'By which definitions, the API and webhooks name it. It stays.',
    'zh-Hans': '供其他定义、API 与 webhook 引用，创建后不可更改。',
  },
  keyWrong: {
    en: 'Lower case letters, digits, - and _; a letter first.',
    'zh-Hans': '仅限小写字母、数字、- 和 _，且以字母开头。',
  },
});
const nameCharsMax = 120;

export type Naming = {
  readonly name: string;
  readonly key: string;
  readonly isWhole: boolean;
  readonly setName: (name: string) => void;
  readonly setKey: (key: string) => void;
};

/**
 * A name, and a key that follows it until somebody writes one.
 * @param keyPrefix of the key where the name suggests none
 */
export function useNaming(keyPrefix: string, firstName = ''): Naming {
  const [name, setName] = useState(firstName);
  const [written, setKey] = useState<string | null>(null);
  // A name in Chinese suggests none.
  const [spare] = useState(() => `${keyPrefix}-${newCommandKey().slice(0, 6)}`);
  const suggested = keyOfName(name);
  const key = written ?? (suggested === '' && name.trim() !== '' ? spare : suggested);
  return { name, key, isWhole: name.trim() !== '' && isKey(key), setName, setKey };
}

export function NameFields({ naming, error }: { readonly naming: Naming; readonly error: string | null }) {
  const t = useTexts(texts);
  const { name, key, setName, setKey } = naming;
  return (
    <Flex gap={4} alignItems="flex-start" wrap="wrap">
      <Box flex="2" minWidth="24rem">
        <Field.Root name="name" required error={error ?? false}>
          <Field.Label>{t('name')}</Field.Label>
          <TextInput maxLength={nameCharsMax} value={name} onChange={(event) => setName(event.target.value)} />
          <Field.Error />
        </Field.Root>
      </Box>
      <Box flex="1" minWidth="18rem">
        <Field.Root name="key" required hint={t('keyHint')} error={name.trim() !== '' && !isKey(key) && t('keyWrong')}>
          <Field.Label>{t('key')}</Field.Label>
          <TextInput value={key} onChange={(event) => setKey(event.target.value)} />
          <Field.Hint />
          <Field.Error />
        </Field.Root>
      </Box>
    </Flex>
  );
}
