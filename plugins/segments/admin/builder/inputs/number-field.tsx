import { Box, TextInput } from '@strapi/design-system';
import { useState } from 'react';

type Props = {
  readonly label: string;
  readonly value: number;
  readonly min?: number;
  readonly widthRem?: number;
  readonly onChange: (value: number) => void;
};

/** A number as it is typed: `-`, `1.` and nothing at all are on the way to one. */
export function NumberField({ label, value, min, widthRem = 9, onChange }: Props) {
  const [draft, setDraft] = useState<string | null>(null);
  const isUnderWay = draft !== null && (!isNumber(draft, min) || Number(draft) === value);
  return (
    <Box width={`${widthRem}rem`}>
      <TextInput
        size="S"
        inputMode="decimal"
        aria-label={label}
        hasError={draft !== null && !isNumber(draft, min)}
        value={isUnderWay ? draft : String(value)}
        onBlur={() => setDraft(null)}
        onChange={(event) => {
          const text = event.target.value;
          setDraft(text);
          if (isNumber(text, min)) onChange(Number(text));
        }}
      />
    </Box>
  );
}

function isNumber(text: string, min: number | undefined): boolean {
  const number = Number(text);
  return text.trim() !== '' && Number.isFinite(number) && (min === undefined || number >= min);
}
