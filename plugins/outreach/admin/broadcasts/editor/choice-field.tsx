import { Field, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import type { Option } from './use-options';

type Props = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly required?: boolean;
  readonly isDisabled?: boolean;
  /** Null: they are on their way. */
  readonly options: readonly Option[] | null;
  readonly value: string;
  readonly error?: string | null;
  readonly onChange: (value: string) => void;
};

/** One of several. What was chosen stays to be seen while they are on their way, and when it is not among them any more. */
export function ChoiceField({
  name,
  label,
  hint = '',
  placeholder,
  required = false,
  isDisabled = false,
  options,
  value,
  error = null,
  onChange,
}: Props) {
  const known = options ?? [];
  const shown = value === '' || known.some((one) => one.value === value) ? known : [{ value, label: value }, ...known];
  return (
    <Field.Root name={name} required={required} hint={hint} error={error ?? false}>
      <Field.Label>{label}</Field.Label>
      <SingleSelect
        value={value}
        disabled={isDisabled}
        placeholder={placeholder}
        onChange={(next) => onChange(String(next))}
      >
        {shown.map((one) => (
          <SingleSelectOption key={one.value} value={one.value}>
            {one.label}
          </SingleSelectOption>
        ))}
      </SingleSelect>
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
}
