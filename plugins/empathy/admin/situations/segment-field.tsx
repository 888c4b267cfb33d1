import { nodesOf, usePages, useTexts } from '@rapport/sdk/admin';
import { Combobox, ComboboxOption, Field } from '@strapi/design-system';
import { SituationSegmentsDocument, type SituationSegmentsQuery } from './situations.documents';
import { texts } from './texts';

const segmentsPerPage = 100;
const connectionOf = (result: SituationSegmentsQuery) => result.segments;

type Props = { readonly value: string; readonly onChange: (key: string) => void };

/** Who is in it at first; afterwards its condition is changed as that of any segment. */
export function SegmentField({ value, onChange }: Props) {
  const t = useTexts(texts);
  const list = usePages(SituationSegmentsDocument, { first: segmentsPerPage }, connectionOf);
  return (
    <Field.Root name="segment" required hint={t('segmentHint')}>
      <Field.Label>{t('segment')}</Field.Label>
      <Combobox value={value} loading={list.data === undefined} onChange={(next) => onChange(next ?? '')}>
        {nodesOf(list.data, connectionOf).map(({ key, name }) => (
          <ComboboxOption key={key} value={key}>
            {name}
          </ComboboxOption>
        ))}
      </Combobox>
      <Field.Hint />
    </Field.Root>
  );
}
