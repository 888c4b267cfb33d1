import { useLocale, useTexts } from '@rapport/sdk/admin';
import { Box, Button, Flex, SingleSelect, SingleSelectOption, TextInput } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { nameOfGroup } from './groups';
import { dimensionTexts, texts } from './texts';
import { filterKeys, presets } from './view';
import type { View } from './view';

type Props = { readonly view: View; readonly onShow: (change: Partial<View>) => void };

/** Which days, and of which conversations. */
export function Controls({ view, onShow }: Props) {
  const t = useTexts(texts);
  const d = useTexts(dimensionTexts);
  const locale = useLocale();
  return (
    <Flex gap={3} wrap="wrap" alignItems="center">
      <Box minWidth="20rem">
        <SingleSelect
          aria-label={t('period')}
          value={view.days === null ? 'custom' : String(view.days)}
          onChange={(next) => onShow({ days: next === 'custom' ? null : Number(next) })}
        >
          {presets.map((count) => (
            <SingleSelectOption key={count} value={String(count)}>
              {t('lastDays', { count })}
            </SingleSelectOption>
          ))}
          <SingleSelectOption value="custom">{t('custom')}</SingleSelectOption>
        </SingleSelect>
      </Box>
      {view.days === null && (
        <>
          <TextInput
            type="date"
            name="from"
            aria-label={t('from')}
            value={view.from}
            max={view.to}
            onChange={({ target }: { readonly target: { readonly value: string } }) => {
              if (target.value !== '') onShow({ from: target.value });
            }}
          />
          <TextInput
            type="date"
            name="to"
            aria-label={t('to')}
            value={view.to}
            min={view.from}
            onChange={({ target }: { readonly target: { readonly value: string } }) => {
              if (target.value !== '') onShow({ to: target.value });
            }}
          />
        </>
      )}
      {filterKeys.map((key) => {
        const value = view.filter[key];
        if (value === undefined) return null;
        const { [key]: _, ...others } = view.filter;
        return (
          <Button
            key={key}
            variant="secondary"
            size="S"
            endIcon={<Cross aria-hidden />}
            aria-label={t('stopFilter', { dimension: d(key), name: nameOfGroup(value, key, locale) })}
            onClick={() => onShow({ filter: others })}
          >
            {t('onlyOf', { dimension: d(key), name: nameOfGroup(value, key, locale) })}
          </Button>
        );
      })}
    </Flex>
  );
}
