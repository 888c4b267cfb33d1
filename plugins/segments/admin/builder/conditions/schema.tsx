import { isJsonList, isJsonObject, parseJson, useLocale, useTexts } from '@rapport/sdk/admin';
import type { Json, JsonObject } from '@rapport/sdk/admin';
import { Box, Checkbox, Field, Flex, Textarea } from '@strapi/design-system';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { withKey } from '../edit';
import { useEditor } from '../editor';
import { Choice } from '../inputs/choice';
import { DurationInput } from '../inputs/duration-input';
import { NumberField } from '../inputs/number-field';
import { OperandInput } from '../inputs/operand-input';
import { SearchChoice } from './search-choice';
import { SuggestInput } from '../inputs/suggest-input';
import { kindOf } from '../language';
import type { Options } from '../language';
import { controlOf, fieldsOf } from '../schema-form';
import type { Control, FormField } from '../schema-form';
import type { ConditionProps } from '../condition-editor';
import { texts } from './texts';

/** A kind that has no form of its own here, e.g. one of another plugin: a form as its JSON Schema says. */
export function SchemaCondition({ condition, onChange }: ConditionProps) {
  const { language } = useEditor();
  const kind = kindOf(condition, language);
  return (
    <SchemaInput
      schema={kind?.schema ?? {}}
      kind={kind?.name}
      condition={kind?.name}
      options={kind?.options}
      value={condition}
      onChange={(next) => {
        if (isJsonObject(next)) onChange(next);
      }}
    />
  );
}

type Props = {
  /** None: of the whole. */
  readonly label?: string;
  readonly schema: JsonObject;
  /** Of which condition it is the whole. */
  readonly kind?: string | undefined;
  /** Within which condition it stands: whose lists are searched. */
  readonly condition?: string | undefined;
  /** From which fields are chosen. */
  readonly options?: Options | undefined;
  /** Else there may be nothing. */
  readonly isRequired?: boolean;
  /** Its label is shown beside it already. */
  readonly isLabelled?: boolean;
  readonly value: Json | undefined;
  readonly onChange: (value: Json | undefined) => void;
};

/** A form as a JSON Schema says; what it cannot show is written as JSON. */
export function SchemaInput(props: Props) {
  const { label = '', schema, options = {}, isLabelled = false, value, onChange } = props;
  const locale = useLocale();
  const control = controlOf(schema, value, { locale, options });
  if (control.kind === 'object') return <ObjectInput {...props} value={isJsonObject(value) ? value : {}} />;
  if (control.kind === 'json') return <JsonInput label={label} value={value} onChange={onChange} />;
  if (control.kind === 'switch')
    return (
      <Checkbox checked={value === true} onCheckedChange={(on) => onChange(on === true)}>
        {label}
      </Checkbox>
    );
  const input = <OneInput {...props} control={control} />;
  return isLabelled ? input : <Labelled label={label}>{input}</Labelled>;
}

type OneProps = Props & { readonly control: Exclude<Control, { readonly kind: 'object' | 'json' | 'switch' }> };

function OneInput({ label = '', condition = '', isRequired = true, value, onChange, control }: OneProps) {
  const t = useTexts(texts);
  const text = typeof value === 'string' ? value : '';
  const write = (next: string): void => onChange(next === '' ? undefined : next);
  switch (control.kind) {
    case 'choice': {
      const blank = text === '' || !isRequired ? [{ value: '', label: isRequired ? t('choose') : t('whichever') }] : [];
      return <Choice label={label} value={text} options={[...blank, ...control.options]} onChange={write} />;
    }
    case 'search':
      return <SearchChoice {...{ label, condition, isRequired }} list={control.list} value={text} onChange={write} />;
    case 'duration':
      return <DurationInput exact label={label} value={text} onChange={write} />;
    case 'text':
      return <SuggestInput label={label} value={text} suggestions={[]} onChange={write} />;
    case 'number': {
      const shown = typeof value === 'number' ? value : 0;
      return <NumberField label={label} value={shown} min={control.min ?? undefined} onChange={onChange} />;
    }
    case 'texts':
      return (
        <OperandInput
          control="values"
          type="text"
          suggestions={[]}
          value={value}
          onChange={(list) => onChange(isJsonList(list) && list.length === 0 ? undefined : list)}
        />
      );
  }
}

type ObjectProps = Omit<Props, 'value'> & { readonly value: JsonObject };

function ObjectInput({
  label = '',
  schema,
  kind,
  condition,
  options,
  isLabelled = false,
  value,
  onChange,
}: ObjectProps) {
  const locale = useLocale();
  return (
    // A fieldset comes with a padding and a margin of the browser's own: what stands beside it would be a little lower.
    <Box tag="fieldset" borderStyle="none" padding={0} margin={0} aria-label={label === '' ? undefined : label}>
      {label !== '' && !isLabelled && <legend>{label}</legend>}
      <Flex gap={3} wrap="wrap" alignItems="flex-end">
        {fieldsOf(schema, locale, kind).map((field) => (
          <OneField
            key={field.key}
            field={field}
            condition={condition}
            options={options}
            value={value[field.key]}
            onChange={(next) => onChange(withKey(value, field.key, next))}
          />
        ))}
      </Flex>
    </Box>
  );
}

type FieldProps = Pick<Props, 'condition' | 'options' | 'value' | 'onChange'> & { readonly field: FormField };

/** Where it says what it begins with, a switch stands before it. */
function OneField({ field: { label, schema, isRequired, initial }, condition, options, value, onChange }: FieldProps) {
  const input = { label, schema, isRequired, condition, options, value, onChange };
  if (initial === undefined) return <SchemaInput {...input} />;
  return (
    <Flex gap={2} wrap="wrap" minHeight="3.2rem">
      <Checkbox checked={value !== undefined} onCheckedChange={(on) => onChange(on === true ? initial : undefined)}>
        {label}
      </Checkbox>
      {value !== undefined && <SchemaInput {...input} isLabelled />}
    </Flex>
  );
}

function Labelled({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Field.Root>
      <Field.Label>{label}</Field.Label>
      {children}
    </Field.Root>
  );
}

/** What no form can show, as JSON. */
function JsonInput({ label = '', value, onChange }: Pick<Props, 'label' | 'value' | 'onChange'>) {
  const t = useTexts(texts);
  const [draft, setDraft] = useState<string | null>(null);
  const shown = draft ?? (value === undefined ? '' : JSON.stringify(value));
  return (
    <Textarea
      aria-label={`${label} ${t('asJson')}`}
      spellCheck={false}
      value={shown}
      onBlur={() => setDraft(null)}
      onChange={(event) => {
        const text = event.target.value;
        setDraft(text);
        const parsed = parseJson(text);
        if (text.trim() === '' || parsed !== undefined) onChange(parsed);
      }}
    />
  );
}
