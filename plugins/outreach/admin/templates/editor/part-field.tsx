import { useTexts } from '@rapport/sdk/admin';
import { Field, Flex, TextInput, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { MailField } from '../blocks/mail-field';
import type { Part } from '../media';
import { Choices } from './choices';
import { CodeField } from './code-field';
import type { Fault } from './faults';
import { texts } from './texts';
import { useInsert } from './use-insert';
import type { Insert } from './use-insert';

type Props = {
  readonly part: Part;
  readonly value: string;
  readonly faults: readonly Fault[];
  readonly isReader: boolean;
  readonly onChange: (value: string) => void;
  /** Told how a value is put where the cursor is, once that is here. */
  readonly onFocus: (insert: Insert) => void;
};
type Labelled = Props & { readonly label: string };

/** One part of a text: a line, code with line numbers, or a mail in blocks. */
export function PartField(props: Props) {
  const t = useTexts(texts);
  const { part } = props;
  const label = part.required ? part.label : t('optional', { part: part.label });
  switch (part.format) {
    case 'line':
      return <LineField {...props} label={label} />;
    case 'mjml':
      return <TwoWays {...props} label={label} />;
    case 'text':
    case 'json':
      return (
        <Flex direction="column" alignItems="stretch" gap={1}>
          <Label label={label} />
          <CodeField {...props} label={label} format={part.format} />
        </Flex>
      );
  }
}

function Label({ label }: { readonly label: string }) {
  return (
    <Typography variant="pi" fontWeight="bold">
      {label}
    </Typography>
  );
}

const ways = ['asBlocks', 'asCode'] as const;

/** The same text in blocks and in code: both leave what they do not change as it is. */
function TwoWays(props: Labelled) {
  const t = useTexts(texts);
  const { label, isReader } = props;
  const [way, setWay] = useState<(typeof ways)[number]>('asBlocks');
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Flex justifyContent="space-between" gap={2} wrap="wrap">
        <Label label={label} />
        {!isReader && <Choices label={t('writtenAs')} all={ways} nameOf={t} value={way} onChange={setWay} />}
      </Flex>
      {way === 'asCode' || isReader ? <CodeField {...props} format="mjml" /> : <MailField {...props} />}
    </Flex>
  );
}

function LineField({ part, value, faults, isReader, onChange, onFocus, label }: Labelled) {
  const { field, insert } = useInsert<HTMLInputElement>(onChange);
  return (
    <Field.Root name={part.name} required={part.required} error={faults[0]?.message ?? false}>
      <Field.Label>{label}</Field.Label>
      <TextInput
        ref={field}
        value={value}
        disabled={isReader}
        onChange={(event) => onChange(event.target.value)}
        onFocus={() => onFocus(insert)}
      />
      <Field.Error />
    </Field.Root>
  );
}
