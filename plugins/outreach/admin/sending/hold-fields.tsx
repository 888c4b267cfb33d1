import { useTexts } from '@rapport/sdk/admin';
import { Box, Field, Flex, TextInput } from '@strapi/design-system';
import { Group } from './group';
import type { HoldDraft } from './policy';
import { texts } from './texts';

const fields = [
  { name: 'writtenDays', hint: 'writtenDaysHint' },
  { name: 'ratingDays', hint: 'ratingDaysHint' },
  { name: 'badRatingMax', hint: 'badRatingMaxHint' },
  { name: 'releaseHours', hint: 'releaseHoursHint' },
] as const;
type Props = {
  readonly hold: HoldDraft;
  readonly isReader: boolean;
  readonly onChange: (hold: HoldDraft) => void;
};

export function HoldFields({ hold, isReader, onChange }: Props) {
  const t = useTexts(texts);
  return (
    <Group title={t('hold')} hint={t('holdHint')}>
      <Flex gap={4} alignItems="flex-start" wrap="wrap">
        {fields.map(({ name, hint }) => (
          <Box key={name} width="24rem">
            <Field.Root name={name} hint={t(hint)}>
              <Field.Label>{t(name)}</Field.Label>
              <TextInput
                inputMode="numeric"
                disabled={isReader}
                value={hold[name]}
                onChange={(event) => onChange({ ...hold, [name]: event.target.value })}
              />
              <Field.Hint />
            </Field.Root>
          </Box>
        ))}
      </Flex>
    </Group>
  );
}
