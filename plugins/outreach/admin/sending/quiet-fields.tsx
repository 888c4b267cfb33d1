import { useTexts } from '@rapport/sdk/admin';
import { Box, Button, Field, Flex, IconButton, MultiSelect, MultiSelectOption, TextInput } from '@strapi/design-system';
import { Plus, Trash } from '@strapi/icons';
import { Group } from './group';
import { weekdays } from './policy';
import type { QuietDraft } from './policy';
import { texts } from './texts';

const windowsMax = 14;
const fresh: QuietDraft = { from: '21:00', to: '08:00', weekdays: [] };
type Props = {
  readonly hours: readonly QuietDraft[];
  readonly isReader: boolean;
  readonly onChange: (hours: readonly QuietDraft[]) => void;
};

export function QuietFields({ hours, isReader, onChange }: Props) {
  const t = useTexts(texts);
  const change = (index: number, changed: Partial<QuietDraft>): void =>
    onChange(hours.map((one, at) => (at === index ? { ...one, ...changed } : one)));
  return (
    <Group title={t('quiet')} hint={t('quietHint')}>
      {hours.map(({ from, to, weekdays: days }, index) => (
        <Flex key={index} gap={4} alignItems="flex-end" wrap="wrap">
          <Field.Root name={`quiet-from-${index}`}>
            <Field.Label>{t('from')}</Field.Label>
            <TextInput
              type="time"
              disabled={isReader}
              value={from}
              onChange={(event) => change(index, { from: event.target.value })}
            />
          </Field.Root>
          <Field.Root name={`quiet-to-${index}`}>
            <Field.Label>{t('to')}</Field.Label>
            <TextInput
              type="time"
              disabled={isReader}
              value={to}
              onChange={(event) => change(index, { to: event.target.value })}
            />
          </Field.Root>
          <Box width="26rem">
            <Field.Root name={`quiet-days-${index}`}>
              <Field.Label>{t('days')}</Field.Label>
              <MultiSelect
                disabled={isReader}
                placeholder={t('everyDay')}
                value={[...days]}
                customizeContent={(chosen = []) =>
                  weekdays.flatMap((day) => (chosen.includes(day) ? t(day) : [])).join(', ')
                }
                onChange={(next) => change(index, { weekdays: next })}
              >
                {weekdays.map((day) => (
                  <MultiSelectOption key={day} value={day}>
                    {t(day)}
                  </MultiSelectOption>
                ))}
              </MultiSelect>
            </Field.Root>
          </Box>
          {!isReader && (
            <IconButton
              variant="tertiary"
              label={t('removeQuiet', { number: index + 1 })}
              onClick={() => onChange(hours.filter((_, at) => at !== index))}
            >
              <Trash />
            </IconButton>
          )}
        </Flex>
      ))}
      {!isReader && hours.length < windowsMax && (
        <Flex>
          <Button
            variant="tertiary"
            size="S"
            startIcon={<Plus aria-hidden />}
            onClick={() => onChange([...hours, fresh])}
          >
            {t('addQuiet')}
          </Button>
        </Flex>
      )}
    </Group>
  );
}
