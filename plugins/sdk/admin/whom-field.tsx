import { Box, Button, Flex, SingleSelect, SingleSelectOption, TextInput, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { isJsonObject } from './graphql-document';
import type { Json, JsonObject } from './graphql-document';
import { objects, textIn } from './json-shapes';
import { useData } from './queries';
import { defineTexts } from './text';
import { useSettled } from './use-settled';
import { useLocale, useTexts } from './use-texts';
import { useViewer } from './viewer';
import { nameOf } from './who';
import { FoundCustomersDocument } from './whom-field.documents';

const texts = defineTexts({
  to: { en: 'To whom', 'zh-Hans': '对谁' },
  findCustomer: { en: 'Search a customer', 'zh-Hans': '搜索客户' },
  noCustomer: { en: 'Nobody is found.', 'zh-Hans': '未找到客户。' },
  backToInvented: { en: 'Back to invented customers', 'zh-Hans': '返回示例客户' },
});
const shownMax = 5;
const typingMilliseconds = 250;

/** For whom a text is tried: an invented customer, or a real one. */
export type Whom = {
  /** Key. */
  readonly edgeProfile: string;
  /** Null: nobody real. */
  readonly customer: { readonly profileId: string; readonly name: string } | null;
};
/** Of whom everything is known. */
export const firstWhom: Whom = { edgeProfile: 'whole', customer: null };

type Props = {
  /** `[{ key, label: { en, zh-Hans } }]`, as the API has them. */
  readonly edgeProfiles: Json | undefined;
  readonly whom: Whom;
  readonly onChange: (whom: Whom) => void;
};

/** Chooses one of the invented customers, or finds a real one for who may see them. */
export function WhomField({ edgeProfiles, whom: { edgeProfile, customer }, onChange }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const { can } = useViewer();
  const labelOf = (profile: JsonObject) => {
    const { label } = profile;
    return isJsonObject(label) ? textIn(label, locale) : textIn(profile, 'key');
  };
  if (customer !== null)
    return (
      <Flex gap={3}>
        <Typography fontWeight="semiBold">{customer.name}</Typography>
        <Button variant="tertiary" size="S" onClick={() => onChange({ edgeProfile, customer: null })}>
          {t('backToInvented')}
        </Button>
      </Flex>
    );
  return (
    <Flex gap={3} wrap="wrap" alignItems="flex-start">
      <Box width="28rem" maxWidth="100%">
        <SingleSelect
          aria-label={t('to')}
          value={edgeProfile}
          onChange={(key) => onChange({ edgeProfile: String(key), customer: null })}
        >
          {objects(edgeProfiles).map((profile) => (
            <SingleSelectOption key={textIn(profile, 'key')} value={textIn(profile, 'key')}>
              {labelOf(profile)}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Box>
      {can('profile.read') && <CustomerSearch onChoose={(found) => onChange({ edgeProfile, customer: found })} />}
    </Flex>
  );
}

type SearchProps = { readonly onChoose: (customer: NonNullable<Whom['customer']>) => void };

function CustomerSearch({ onChoose }: SearchProps) {
  const t = useTexts(texts);
  const [typed, setTyped] = useState('');
  const text = useSettled(typed.trim(), typingMilliseconds);
  const { data } = useData(FoundCustomersDocument, { text, first: shownMax }, { enabled: text !== '' });
  const found = (data?.searchProfiles.edges ?? []).flatMap(({ node }) =>
    node === null ? [] : [{ profileId: node.profileId, name: nameOf(node.traits) ?? node.profileId }],
  );
  return (
    <Box width="28rem" maxWidth="100%">
      <TextInput
        aria-label={t('findCustomer')}
        placeholder={t('findCustomer')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {text !== '' && data !== undefined && (
        <Flex direction="column" alignItems="flex-start" gap={1} paddingTop={2}>
          {found.length === 0 && <Typography textColor="neutral600">{t('noCustomer')}</Typography>}
          {found.map((customer) => (
            <Button key={customer.profileId} variant="ghost" size="S" onClick={() => onChoose(customer)}>
              {customer.name}
            </Button>
          ))}
        </Flex>
      )}
    </Box>
  );
}
