import { useTexts } from '@rapport/sdk/admin';
import { Flex, TextInput } from '@strapi/design-system';
import { durationOf, durationText, durationUnits } from './window';
import { Choice } from './choice';
import { NumberField } from './number-field';
import { texts } from './texts';

type Props = {
  readonly label: string;
  readonly value: string;
  /** Without months and years, whose length is that of a calendar. */
  readonly exact?: boolean;
  readonly onChange: (value: string) => void;
};

/** `30d` as a number and a unit; what has more parts (`P1DT2H`) as it is written. */
export function DurationInput({ label, value, exact = false, onChange }: Props) {
  const t = useTexts(texts);
  const duration = durationOf(value);
  if (duration === null)
    return <TextInput size="S" aria-label={label} value={value} onChange={(event) => onChange(event.target.value)} />;
  const { count, unit } = duration;
  const units = durationUnits.filter((one) => one === unit || !exact || (one !== 'mo' && one !== 'y'));
  return (
    <Flex gap={2}>
      <NumberField
        label={`${label}: ${t('count')}`}
        value={count}
        min={1}
        widthRem={7}
        onChange={(next) => onChange(durationText({ count: Math.round(next), unit }))}
      />
      <Choice
        label={`${label}: ${t('unit')}`}
        value={unit}
        options={units.map((one) => ({ value: one, label: t(one) }))}
        onChange={(next) => onChange(durationText({ count, unit: next }))}
      />
    </Flex>
  );
}
