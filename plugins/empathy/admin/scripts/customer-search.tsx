import { nameOf, useData, useSettled, useTexts } from '@rapport/sdk/admin';
import { Box, Button, Flex, TextInput, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { ScriptCustomersDocument } from './scripts.documents';
import { texts } from './texts';

export type FoundCustomer = { readonly profileId: string; readonly name: string };

const shownMax = 5;
const typingMilliseconds = 250;

/** Finds a customer to try a text on. */
export function CustomerSearch({ onChoose }: { readonly onChoose: (customer: FoundCustomer) => void }) {
  const t = useTexts(texts);
  const [typed, setTyped] = useState('');
  const text = useSettled(typed.trim(), typingMilliseconds);
  const { data } = useData(ScriptCustomersDocument, { text, first: shownMax }, { enabled: text !== '' });
  const found = (data?.searchProfiles.edges ?? []).flatMap(({ node }) =>
    node === null ? [] : [{ profileId: node.profileId, name: nameOf(node.traits) ?? node.profileId }],
  );
  return (
    <Box width="28rem">
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
