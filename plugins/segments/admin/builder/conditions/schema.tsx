import { isJsonList, isJsonObject, parseJson, strings, useTexts } from '@rapport/sdk/admin';
import type { Json, JsonObject } from '@rapport/sdk/admin';
import { Box, Checkbox, Field, Flex, Textarea } from '@strapi/design-system';
import { useState } from 'react';
import { withKey } from '../edit';
import { useEditor } from '../editor';
import { Choice } from '../inputs/choice';
import { NumberField } from '../inputs/number-field';
import { OperandInput } from '../inputs/operand-input';
import { SuggestInput } from '../inputs/suggest-input';
import { kindOf } from '../language';
import type { ConditionProps } from '../condition-editor';
import { texts } from './texts';

/** A kind that has no form of its own here, e.g. one of another plugin: a form as its JSON Schema says. */
export function SchemaCondition({ condition, onChange }: ConditionProps) {
  const { language } = useEditor();
  const kind = kindOf(condition, language);
  return (
    <SchemaInput
      schema={kind?.schema ?? {}}
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
  readonly value: Json | undefined;
  readonly onChange: (value: Json | undefined) => void;
};

/** A form as a JSON Schema says; what it cannot show is written as JSON. */
export function SchemaInput({ label = '', schema, value, onChange }: Props) {
  const choices = strings(schema['enum']);
  const type = schema['type'];
  if (choices.length > 0) {
    const chosen = typeof value === 'string' ? value : '';
    const all = choices.includes(chosen) ? choices : [chosen, ...choices];
    return (
      <Labelled label={label}>
        <Choice
          label={label}
          value={chosen}
          options={all.map((one) => ({ value: one, label: one }))}
          onChange={onChange}
        />
      </Labelled>
    );
  }
  if (type === 'object' && isJsonObject(schema['properties']) && (value === undefined || isJsonObject(value)))
    return <ObjectInput label={label} schema={schema} value={value ?? {}} onChange={onChange} />;
  if (type === 'string')
    return (
      <Labelled label={label}>
        <SuggestInput
          label={label}
          value={typeof value === 'string' ? value : ''}
          suggestions={[]}
          onChange={(text) => onChange(text === '' ? undefined : text)}
        />
      </Labelled>
    );
  if (type === 'number' || type === 'integer')
    return (
      <Labelled label={label}>
        <NumberField label={label} value={typeof value === 'number' ? value : 0} onChange={onChange} />
      </Labelled>
    );
  if (type === 'boolean')
    return (
      <Checkbox checked={value === true} onCheckedChange={(on) => onChange(on === true)}>
        {label}
      </Checkbox>
    );
  if (type === 'array' && isJsonObject(schema['items']) && schema['items']['type'] === 'string')
    return (
      <Labelled label={label}>
        <OperandInput
          control="values"
          type="text"
          suggestions={[]}
          value={value}
          onChange={(list) => onChange(isJsonList(list) && list.length === 0 ? undefined : list)}
        />
      </Labelled>
    );
  return <JsonInput label={label} value={value} onChange={onChange} />;
}

function ObjectInput({ label = '', schema, value, onChange }: Props & { readonly value: JsonObject }) {
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
  const fields = Object.entries(properties).flatMap(([key, one]) => (isJsonObject(one) ? [{ key, schema: one }] : []));
  return (
    <Box tag="fieldset" borderStyle="none">
      {label !== '' && <legend>{label}</legend>}
      <Flex gap={3} wrap="wrap" alignItems="flex-end">
        {fields.map((field) => (
          <SchemaInput
            key={field.key}
            label={field.key}
            schema={field.schema}
            value={value[field.key]}
            onChange={(next) => onChange(withKey(value, field.key, next))}
          />
        ))}
      </Flex>
    </Box>
  );
}

function Labelled({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <Field.Root>
      <Field.Label>{label}</Field.Label>
      {children}
    </Field.Root>
  );
}

/** What no form can show, as JSON. */
function JsonInput({ label = '', value, onChange }: Omit<Props, 'schema'>) {
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
