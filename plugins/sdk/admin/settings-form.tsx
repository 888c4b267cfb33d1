import {
  Field,
  MultiSelect,
  MultiSelectOption,
  SingleSelect,
  SingleSelectOption,
  Textarea,
  TextInput,
  Toggle,
} from '@strapi/design-system';
import { isJsonObject } from './graphql-document';
import type { Json, JsonObject } from './graphql-document';
import { strings, textIn } from './json-shapes';
import { defineTexts } from './text';
import { useLocale, useTexts } from './use-texts';

const texts = defineTexts({
  on: { en: 'On', 'zh-Hans': '启用' },
  off: { en: 'Off', 'zh-Hans': '停用' },
  keepSecret: { en: 'Leave it empty to keep the one that is stored.', 'zh-Hans': '留空则保留已保存的值。' },
  wrongNumber: { en: 'A whole number is needed.', 'zh-Hans': '请输入整数。' },
});

/** What can be connected (a helpdesk, a channel), as its package describes it: `settings` is a JSON Schema, `secrets` names its fields. */
export type ConnectionKind = {
  readonly name: string;
  readonly label: string;
  readonly fields: readonly SettingField[];
};
export type SettingField = {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly isSecret: boolean;
  readonly isRequired: boolean;
  readonly shape: 'text' | 'lines' | 'number' | 'switch' | 'choice' | 'choices' | 'list';
  /** Of a choice. */
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Where nothing was chosen. */
  readonly fallback: string;
};

/** As the field's text: a switch is `true` or `false`, a list has commas; a secret that is stored reads as ''. */
export type WrittenSettings = Readonly<Record<string, string>>;

export function useKind(json: JsonObject): ConnectionKind {
  const locale = useLocale();
  const settings = json['settings'];
  const properties = isJsonObject(settings) && isJsonObject(settings['properties']) ? settings['properties'] : {};
  const secrets = strings(json['secrets']);
  const required = isJsonObject(settings) ? strings(settings['required']) : [];
  const words = (value: Json | undefined): string =>
    value !== undefined && isJsonObject(value) ? textIn(value, locale) : '';
  return {
    name: textIn(json, 'name'),
    label: words(json['label']),
    fields: Object.entries(properties).flatMap(([name, property]) =>
      isJsonObject(property)
        ? [
            {
              name,
              label: words(property['label']) || name,
              hint: words(property['hint']),
              shape: shapeOf(property),
              options: optionsOf(property, words),
              fallback: writtenOf(property['default']),
              isSecret: secrets.includes(name),
              isRequired: required.includes(name),
            },
          ]
        : [],
    ),
  };
}

function shapeOf({ type, enum: choices, items, multiline }: JsonObject): SettingField['shape'] {
  if (type === 'boolean') return 'switch';
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'array') return items !== undefined && isJsonObject(items) && 'enum' in items ? 'choices' : 'list';
  if (choices !== undefined) return 'choice';
  return multiline === true ? 'lines' : 'text';
}

function optionsOf(
  { enum: own, items, choices }: JsonObject,
  words: (value: Json | undefined) => string,
): SettingField['options'] {
  const inside = items !== undefined && isJsonObject(items) ? items['enum'] : undefined;
  const labels = choices !== undefined && isJsonObject(choices) ? choices : {};
  return strings(own ?? inside).map((value) => ({ value, label: words(labels[value]) || value }));
}

/** As it is written in its field. */
function writtenOf(value: Json | undefined): string {
  if (Array.isArray(value)) return strings(value).join(', ');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** Settings as they are stored, for their form; secrets are null there. */
export function writtenIn(settings: Json): WrittenSettings {
  if (!isJsonObject(settings)) return {};
  return Object.fromEntries(
    Object.entries(settings).flatMap(([name, value]) => (value === null ? [] : [[name, writtenOf(value)]])),
  );
}

function listOf(text: string): string[] {
  return text
    .split(/[,，]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

type Props = {
  readonly fields: readonly SettingField[];
  readonly written: WrittenSettings;
  /** Secrets that are left empty stay as they are. */
  readonly isStored: boolean;
  readonly onChange: (written: WrittenSettings) => void;
};

export function SettingsForm({ fields, written, isStored, onChange }: Props) {
  const t = useTexts(texts);
  return (
    <>
      {fields.map((field) => {
        const { name, label, hint, isSecret, shape, isRequired, fallback } = field;
        const value = written[name] ?? fallback;
        const isWrong = shape === 'number' && value.trim() !== '' && !/^\d+$/.test(value.trim());
        return (
          <Field.Root
            key={name}
            name={name}
            required={isRequired && !(isSecret && isStored)}
            hint={[hint, isSecret && isStored ? t('keepSecret') : ''].filter(Boolean).join(' ')}
            error={isWrong && t('wrongNumber')}
          >
            <Field.Label>{label}</Field.Label>
            <SettingInput field={field} value={value} onValue={(next) => onChange({ ...written, [name]: next })} />
            <Field.Hint />
            <Field.Error />
          </Field.Root>
        );
      })}
    </>
  );
}

type InputProps = {
  readonly field: SettingField;
  readonly value: string;
  readonly onValue: (value: string) => void;
};

function SettingInput({ field: { shape, isSecret, options }, value, onValue }: InputProps) {
  const t = useTexts(texts);
  switch (shape) {
    case 'switch':
      return (
        <Toggle
          onLabel={t('on')}
          offLabel={t('off')}
          checked={value === 'true'}
          onChange={(event) => onValue(String(event.target.checked))}
        />
      );
    case 'choice':
      return (
        <SingleSelect value={value} onChange={(next) => onValue(String(next))}>
          {options.map((one) => (
            <SingleSelectOption key={one.value} value={one.value}>
              {one.label}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      );
    case 'choices':
      return (
        <MultiSelect
          value={listOf(value)}
          customizeContent={(chosen = []) =>
            options.flatMap((one) => (chosen.includes(one.value) ? one.label : [])).join(', ')
          }
          onChange={(next) => onValue(next.join(', '))}
        >
          {options.map((one) => (
            <MultiSelectOption key={one.value} value={one.value}>
              {one.label}
            </MultiSelectOption>
          ))}
        </MultiSelect>
      );
    case 'lines':
      return (
        <Textarea
          rows={6}
          autoComplete="off"
          spellCheck={false}
          value={value}
          onChange={(event) => onValue(event.target.value)}
        />
      );
    case 'text':
    case 'number':
    case 'list':
      return (
        <TextInput
          type={isSecret ? 'password' : 'text'}
          autoComplete="off"
          value={value}
          onChange={(event) => onValue(event.target.value)}
        />
      );
  }
}

/**
 * What is sent: numbers as numbers, without the secrets that stay.
 * @param cleared what stands for an optional field that is empty: `null` takes a stored value away, `absent` says nothing of it
 */
export function settingsOf(
  fields: readonly SettingField[],
  written: WrittenSettings,
  cleared: 'null' | 'absent' = 'absent',
): JsonObject {
  return Object.fromEntries(
    fields.flatMap(({ name, shape, isSecret, isRequired, fallback }): [string, Json][] => {
      const value = (written[name] ?? fallback).trim();
      if (shape === 'switch') return [[name, value === 'true']];
      // Nothing chosen is a choice, too.
      if (shape === 'choices' || shape === 'list') return [[name, listOf(value)]];
      if (value === '' && (isSecret || !isRequired)) return isSecret || cleared === 'absent' ? [] : [[name, null]];
      return [[name, shape === 'number' ? Number(value) : value]];
    }),
  );
}

/** Every field has something in it that fits. */
export function areWholeSettings(
  fields: readonly SettingField[],
  written: WrittenSettings,
  isStored: boolean,
): boolean {
  return fields.every(({ name, shape, isSecret, isRequired, fallback }) => {
    const value = (written[name] ?? fallback).trim();
    if (value === '') return !isRequired || (isSecret && isStored);
    return shape !== 'number' || /^\d+$/.test(value);
  });
}
