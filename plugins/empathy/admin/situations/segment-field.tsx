import { useData, useSettled, useTexts } from '@rapport/sdk/admin';
import { Combobox, ComboboxOption, Field } from '@strapi/design-system';
import { useState } from 'react';
import { SituationSegmentsDocument } from './situations.documents';
import { texts } from './texts';

const shownMax = 20;
const typingMilliseconds = 250;

type Segment = { readonly key: string; readonly name: string };
type Props = { readonly value: string; readonly onChange: (key: string) => void };

/** Who is in it at first; afterwards its condition is changed as that of any segment. Found by what is typed: there may be hundreds. */
export function SegmentField({ value, onChange }: Props) {
  const t = useTexts(texts);
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<Segment | null>(null);
  const text = useSettled(typed.trim(), typingMilliseconds);
  const { data, isFetching } = useData(SituationSegmentsDocument, { text, first: shownMax }, { keepPrevious: true });
  const found = (data?.segments.edges ?? []).map(({ node }) => node);
  const segments = chosen === null ? found : [chosen, ...found.filter(({ key }) => key !== chosen.key)];
  const choose = (key: string): void => {
    setChosen(segments.find((segment) => segment.key === key) ?? null);
    setTyped('');
    onChange(key);
  };
  return (
    <Field.Root name="segment" required hint={t('segmentHint')}>
      <Field.Label>{t('segment')}</Field.Label>
      <Combobox
        value={value}
        autocomplete={{ type: 'list', filter: 'contains' }}
        loading={isFetching}
        noOptionsMessage={(what) => t('noSegmentFound', { what })}
        onInputChange={(event) => setTyped(event.target.value)}
        onChange={(key) => choose(key ?? '')}
      >
        {segments.map(({ key, name }) => (
          // The list hangs outside of the dialog, where a modal one takes the mouse away from everything.
          <ComboboxOption key={key} value={key} style={{ pointerEvents: 'auto' }}>
            {name}
          </ComboboxOption>
        ))}
      </Combobox>
      <Field.Hint />
    </Field.Root>
  );
}
