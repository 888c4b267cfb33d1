import { isJsonObject, strings, textIn, useLocale, useTexts } from '@rapport/sdk/admin';
import type { Json, JsonObject } from '@rapport/sdk/admin';
import {
  Field,
  MultiSelect,
  MultiSelectOption,
  SingleSelect,
  SingleSelectOption,
  TextInput,
  Toggle,
} from '@strapi/design-system';
import { texts } from './texts';

/** A helpdesk that can be connected, as its package describes it. */
export type Kind = {
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
  readonly shape: 'text' | 'number' | 'switch' | 'choice' | 'choices' | 'list';
  /** Of a choice. */
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Where nothing was chosen. */
  readonly fallback: string;
};

/** As the field's text: a switch is `true` or `false`, a list has commas; a secret that is stored reads as ''. */
export type Written = Readonly<Record<string, string>>;

export function useKind(json: JsonObject): Kind {
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

function shapeOf({ type, enum: choices, items }: JsonObject): SettingField['shape'] {
  if (type === 'boolean') return 'switch';
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'array') return items !== undefined && isJsonObject(items) && 'enum' in items ? 'choices' : 'list';
  return choices === undefined ? 'text' : 'choice';
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
export function writtenOf(value: Json | undefined): string {
  if (Array.isArray(value)) return strings(value).join(', ');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function listOf(text: string): string[] {
  return text
    .split(/[,，]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

type Props = {
  readonly fields: readonly SettingField[];
  readonly written: Written;
  /** Secrets that are left empty stay as they are. */
  readonly isStored: boolean;
  readonly onChange: (written: Written) => void;
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

/** What is sent: numbers as numbers, without the secrets that stay. */
export function settingsOf(fields: readonly SettingField[], written: Written): JsonObject {
  return Object.fromEntries(
    fields.flatMap(({ name, shape, isSecret, isRequired, fallback }): [string, Json][] => {
      const value = (written[name] ?? fallback).trim();
      if (shape === 'switch') return [[name, value === 'true']];
      // Nothing chosen is a choice, too.
      if (shape === 'choices' || shape === 'list') return [[name, listOf(value)]];
      if (value === '' && (isSecret || !isRequired)) return [];
      return [[name, shape === 'number' ? Number(value) : value]];
    }),
  );
}

/** Every field has something in it that fits. */
export function isWhole(fields: readonly SettingField[], written: Written, isStored: boolean): boolean {
  return fields.every(({ name, shape, isSecret, isRequired, fallback }) => {
    const value = (written[name] ?? fallback).trim();
    if (value === '') return !isRequired || (isSecret && isStored);
    return shape !== 'number' || /^\d+$/.test(value);
  });
}
