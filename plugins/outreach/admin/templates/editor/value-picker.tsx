import { Card, useTexts } from '@rapport/sdk/admin';
import { Box, Flex, TextInput, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { styled } from 'styled-components';
import { texts } from './texts';
import type { ShownValue } from './use-preview';

/** What helpers of the language say of a name, whatever is known of it. */
const words = [
  { path: 'salutation', text: 'greeting' },
  { path: 'firstName', text: 'firstName' },
  { path: 'politeName', text: 'politeName' },
] as const;
const shownMax = 60;

const Choice = styled.button`
  display: flex;
  justify-content: space-between;
  gap: ${({ theme }) => theme.spaces[2]};
  width: 100%;
  text-align: start;
  padding: ${({ theme }) => theme.spaces[1]};
  border: none;
  border-radius: ${({ theme }) => theme.borderRadius};
  background: transparent;
  color: ${({ theme }) => theme.colors.neutral800};
  cursor: pointer;
  overflow-wrap: anywhere;
  &:hover {
    background: ${({ theme }) => theme.colors.primary100};
  }
`;

type Props = { readonly values: readonly ShownValue[]; readonly onInsert: (text: string) => void };

/** What can be said of the customer who is shown, each with what it is for him. */
export function ValuePicker({ values, onInsert }: Props) {
  const t = useTexts(texts);
  const [typed, setTyped] = useState('');
  const all = [
    ...words.map(({ path, text }) => ({ path, shown: t(text) })),
    ...values.map(({ path, value }) => ({ path, shown: value ?? t('masked') })),
  ];
  const wanted = typed.trim().toLowerCase();
  const found = all.filter(({ path, shown }) => `${path} ${shown}`.toLowerCase().includes(wanted));
  return (
    <Card title={t('values')}>
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Typography variant="pi" textColor="neutral600">
          {t('valuesHint')}
        </Typography>
        <TextInput
          aria-label={t('findValue')}
          placeholder={t('findValue')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        {found.length === 0 && <Typography textColor="neutral600">{t('noValue')}</Typography>}
        <Box tag="ul" maxHeight="28rem" overflow="auto" tabIndex={0} aria-label={t('values')}>
          {found.slice(0, shownMax).map(({ path, shown }) => (
            <li key={path}>
              <Choice type="button" onClick={() => onInsert(`{{${path}}}`)}>
                <Typography fontWeight="semiBold" textColor="neutral800">
                  {path}
                </Typography>
                <Typography variant="pi" textColor="neutral600">
                  {shown}
                </Typography>
              </Choice>
            </li>
          ))}
        </Box>
      </Flex>
    </Card>
  );
}
