import { isJsonObject, textIn, useData, useLocale, useSettled, useTexts } from '@rapport/sdk/admin';
import { Combobox, ComboboxOption, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { SegmentOptionsDocument } from '../builder.documents';
import { texts } from './texts';

const shownMax = 20;
const typingMilliseconds = 250;

type Props = {
  readonly label: string;
  /** In which condition, and which of its lists. */
  readonly condition: string;
  readonly list: string;
  readonly isRequired: boolean;
  /** '': none. */
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/** One of a list that is too long to go through: found by what is typed. What is chosen is shown by its name, wherever it stands there. */
export function SearchChoice({ label, condition, list, isRequired, value, onChange }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const [typed, setTyped] = useState('');
  const text = useSettled(typed.trim(), typingMilliseconds);
  const values = value === '' ? [] : [value];
  const asked = { condition, list, text, values, first: shownMax };
  const { data, isFetching, error } = useData(SegmentOptionsDocument, asked, { keepPrevious: true });
  if (data === undefined && error === null) return <Typography textColor="neutral600">{value}</Typography>;
  const found = (data?.segmentOptions.edges ?? []).map(({ node }) => ({
    value: node.value,
    label: (isJsonObject(node.label) ? textIn(node.label, locale) : '') || node.value,
  }));
  // What is not there any more is shown as it is written.
  const isKnown = value === '' || found.some((one) => one.value === value);
  const shown = isKnown ? found : [{ value, label: value }, ...found];
  const choose = (next: string): void => {
    setTyped('');
    onChange(next);
  };
  return (
    <Combobox
      size="S"
      aria-label={label}
      value={value}
      placeholder={isRequired ? t('choose') : t('whichever')}
      autocomplete={{ type: 'list', filter: 'contains' }}
      loading={isFetching}
      noOptionsMessage={(what) => t('noneFound', { what })}
      onInputChange={(event) => setTyped(event.target.value)}
      onChange={(next) => choose(next ?? '')}
      onClear={() => choose('')}
    >
      {shown.map((one) => (
        <ComboboxOption key={one.value} value={one.value}>
          {one.label}
        </ComboboxOption>
      ))}
    </Combobox>
  );
}
