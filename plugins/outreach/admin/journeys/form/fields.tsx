import { useTexts } from '@rapport/sdk/admin';
import {
  Box,
  Checkbox,
  Field,
  Flex,
  SingleSelect,
  SingleSelectOption,
  Textarea,
  TextInput,
} from '@strapi/design-system';
import { useState } from 'react';
import { ChoiceField } from '../../broadcasts/editor/choice-field';
import type { Option } from '../../broadcasts/editor/use-options';
import type { Path } from '../graph/definition';
import { lengthIn, lengthText, lengthUnits } from './length';
import { formTexts } from './texts';
import { useField, useScope } from './scope';
import { numberOf, valueOf, valueText } from './values';

type FieldProps = {
  readonly path: Path;
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
};

/** @param isOptional what is empty is not in the definition */
export function TextField({
  path,
  label,
  hint,
  required = false,
  isOptional = false,
  type = 'text',
}: FieldProps & { readonly isOptional?: boolean; readonly type?: 'text' | 'time' }) {
  const { text, error, isReadOnly, set, name } = useField(path);
  return (
    <Field.Root name={name} required={required} hint={hint} error={error ?? false}>
      <Field.Label>{label}</Field.Label>
      <TextInput
        type={type}
        disabled={isReadOnly}
        value={text}
        onChange={({ target: { value } }) => set(isOptional && value === '' ? undefined : value)}
      />
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
}

export function NoteField({ path, label, hint }: FieldProps) {
  const { text, error, isReadOnly, set, name } = useField(path);
  return (
    <Field.Root name={name} required hint={hint} error={error ?? false}>
      <Field.Label>{label}</Field.Label>
      <Textarea disabled={isReadOnly} value={text} onChange={({ target: { value } }) => set(value)} />
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
}

export function NumberField({ path, label, hint }: FieldProps) {
  const { value, error, isReadOnly, set, name } = useField(path);
  return (
    <Field.Root name={name} hint={hint} error={error ?? false}>
      <Field.Label>{label}</Field.Label>
      <TextInput
        inputMode="decimal"
        disabled={isReadOnly}
        value={typeof value === 'number' || typeof value === 'string' ? String(value) : ''}
        onChange={({ target }) => set(target.value === '' ? undefined : numberOf(target.value))}
      />
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
}

/** Text, number, true or false, as JSON has it. */
export function ValueField({ path, label }: FieldProps) {
  const { value, error, isReadOnly, set, name } = useField(path);
  // What was typed stays as it was typed: `1.` is on its way to 1.5.
  const [typed, setTyped] = useState(() => valueText(value));
  const shown = JSON.stringify(valueOf(typed)) === JSON.stringify(value) ? typed : valueText(value);
  return (
    <Field.Root name={name} error={error ?? false}>
      <Field.Label>{label}</Field.Label>
      <TextInput
        disabled={isReadOnly}
        value={shown}
        onChange={(event) => {
          setTyped(event.target.value);
          set(valueOf(event.target.value));
        }}
      />
      <Field.Error />
    </Field.Root>
  );
}

export function ChooseField({
  path,
  label,
  hint = '',
  required = false,
  options,
  placeholder,
  onChoose,
}: FieldProps & {
  readonly options: readonly Option[] | null;
  readonly placeholder?: string;
  /** Instead of writing it there. */
  readonly onChoose?: (value: string) => void;
}) {
  const { text, error, isReadOnly, set, name } = useField(path);
  return (
    <ChoiceField
      {...{ name, label, hint, required, options, placeholder, error }}
      isDisabled={isReadOnly}
      value={text}
      onChange={onChoose ?? set}
    />
  );
}

export function CheckField({ path, label }: { readonly path: Path; readonly label: string }) {
  const { value, isReadOnly, set } = useField(path);
  return (
    <Checkbox
      checked={value === true}
      disabled={isReadOnly}
      onCheckedChange={(checked) => set(checked === true ? true : undefined)}
    >
      {label}
    </Checkbox>
  );
}

/** A number and its unit; one that was written in another way is shown as it is. */
export function LengthField({
  path,
  label,
  hint,
  required = false,
  isOptional = false,
}: FieldProps & { readonly isOptional?: boolean }) {
  const t = useTexts(formTexts);
  const { text, error, isReadOnly, set, name } = useField(path);
  const length = lengthIn(text);
  const [unit, setUnit] = useState(length?.unit ?? 'days');
  const shownUnit = length?.unit ?? unit;
  const count = length === null ? text.replace(/[mhdw]$/, '') : String(length.count);
  const write = (value: string): void => set(isOptional && value === '' ? undefined : value);
  return (
    <Field.Root name={name} required={required} hint={hint} error={error ?? false}>
      <Field.Label>{label}</Field.Label>
      <Flex gap={2} alignItems="flex-start">
        <Box width="9rem">
          <TextInput
            inputMode="numeric"
            disabled={isReadOnly}
            value={count}
            onChange={(event) => write(lengthText(event.target.value, shownUnit))}
          />
        </Box>
        <SingleSelect
          aria-label={t('unit', { label })}
          disabled={isReadOnly}
          value={shownUnit}
          onChange={(next) => {
            const chosen = lengthUnits.find((one) => one === next) ?? 'days';
            setUnit(chosen);
            if (count !== '') write(lengthText(count, chosen));
          }}
        >
          {lengthUnits.map((one) => (
            <SingleSelectOption key={one} value={one}>
              {t(one)}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Flex>
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
}

/** Which of several forms something has: choosing another one puts its beginning there. */
export function FormChoice({
  name,
  label,
  current,
  forms,
}: {
  /** Unique on the page. */
  readonly name: string;
  readonly label: string;
  /** Key of a form. */
  readonly current: string;
  readonly forms: readonly { readonly key: string; readonly label: string; readonly begin: () => void }[];
}) {
  const { isReadOnly } = useScope();
  return (
    <ChoiceField
      {...{ name, label, isDisabled: isReadOnly, value: current }}
      options={forms.map((one) => ({ value: one.key, label: one.label }))}
      onChange={(next) => {
        if (next !== current) forms.find(({ key }) => key === next)?.begin();
      }}
    />
  );
}
