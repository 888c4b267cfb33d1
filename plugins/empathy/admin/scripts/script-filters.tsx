import { useTexts } from '@rapport/sdk/admin';
import { Box, Flex, Searchbar, SingleSelect, SingleSelectOption, TextInput } from '@strapi/design-system';
import { texts } from './texts';

export const channels = ['CHAT', 'EMAIL', 'PHONE', 'SMS'] as const;
const tones = ['NEUTRAL', 'FRIENDLY', 'FORMAL'] as const;
const locales = ['en', 'zh-Hans', 'de'] as const;
export const localeNames = { en: 'English', 'zh-Hans': '简体中文', de: 'Deutsch' };

export type ScriptFilter = {
  readonly search: string;
  readonly situation: string;
  readonly channel: (typeof channels)[number] | null;
  readonly tone: (typeof tones)[number] | null;
  readonly locale: (typeof locales)[number] | null;
};
export const emptyFilter: ScriptFilter = { search: '', situation: '', channel: null, tone: null, locale: null };

type Props = { readonly filter: ScriptFilter; readonly onChange: (filter: ScriptFilter) => void };

/** By words, situation, channel, tone and language. */
export function ScriptFilters({ filter, onChange }: Props) {
  const t = useTexts(texts);
  const change = (changed: Partial<ScriptFilter>) => onChange({ ...filter, ...changed });
  return (
    <Flex gap={3} wrap="wrap" alignItems="flex-start">
      <Box width="26rem">
        <Searchbar
          name="search"
          clearLabel={t('search')}
          placeholder={t('search')}
          value={filter.search}
          onChange={(event) => change({ search: event.target.value })}
          onClear={() => change({ search: '' })}
        >
          {t('search')}
        </Searchbar>
      </Box>
      <Box width="22rem">
        <TextInput
          aria-label={t('situationHint')}
          placeholder={t('situationHint')}
          value={filter.situation}
          onChange={(event) => change({ situation: event.target.value })}
        />
      </Box>
      <Choice
        label={t('channel')}
        any={t('anyChannel')}
        all={channels}
        value={filter.channel}
        nameOf={t}
        onChange={(channel) => change({ channel })}
      />
      <Choice
        label={t('tone')}
        any={t('anyTone')}
        all={tones}
        value={filter.tone}
        nameOf={t}
        onChange={(tone) => change({ tone })}
      />
      <Choice
        label={t('language')}
        any={t('anyLanguage')}
        all={locales}
        value={filter.locale}
        nameOf={(locale) => localeNames[locale]}
        onChange={(locale) => change({ locale })}
      />
    </Flex>
  );
}

type ChoiceProps<T extends string> = {
  readonly label: string;
  readonly any: string;
  readonly all: readonly T[];
  readonly value: T | null;
  readonly nameOf: (value: T) => string;
  readonly onChange: (value: T | null) => void;
};

const everything = '*';

function Choice<T extends string>({ label, any, all, value, nameOf, onChange }: ChoiceProps<T>) {
  return (
    <Box width="16rem">
      <SingleSelect
        aria-label={label}
        value={value ?? everything}
        onChange={(given) => onChange(all.find((one) => one === given) ?? null)}
      >
        <SingleSelectOption value={everything}>{any}</SingleSelectOption>
        {all.map((one) => (
          <SingleSelectOption key={one} value={one}>
            {nameOf(one)}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </Box>
  );
}
