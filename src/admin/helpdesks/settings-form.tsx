import { isJsonObject, strings, textIn, useLocale, useTexts } from '@rapport/sdk/admin';
import type { Json, JsonObject } from '@rapport/sdk/admin';
import { Field, TextInput } from '@strapi/design-system';
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
  readonly isNumber: boolean;
  readonly isSecret: boolean;
  readonly isRequired: boolean;
};

/** As the field's text; a secret that is stored reads as ''. */
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
              isNumber: property['type'] === 'integer' || property['type'] === 'number',
              isSecret: secrets.includes(name),
              isRequired: required.includes(name),
            },
          ]
        : [],
    ),
  };
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
      {fields.map(({ name, label, hint, isSecret, isNumber, isRequired }) => {
        const value = written[name] ?? '';
        const isWrong = isNumber && value.trim() !== '' && !/^\d+$/.test(value.trim());
        return (
          <Field.Root
            key={name}
            name={name}
            required={isRequired && !(isSecret && isStored)}
            hint={[hint, isSecret && isStored ? t('keepSecret') : ''].filter(Boolean).join(' ')}
            error={isWrong && t('wrongNumber')}
          >
            <Field.Label>{label}</Field.Label>
            <TextInput
              type={isSecret ? 'password' : 'text'}
              autoComplete="off"
              value={value}
              onChange={(event) => onChange({ ...written, [name]: event.target.value })}
            />
            <Field.Hint />
            <Field.Error />
          </Field.Root>
        );
      })}
    </>
  );
}

/** What is sent: numbers as numbers, without the secrets that stay. */
export function settingsOf(fields: readonly SettingField[], written: Written): JsonObject {
  return Object.fromEntries(
    fields.flatMap(({ name, isNumber, isSecret, isRequired }): [string, Json][] => {
      const value = (written[name] ?? '').trim();
      if (value === '' && (isSecret || !isRequired)) return [];
      return [[name, isNumber ? Number(value) : value]];
    }),
  );
}

/** Every field has something in it that fits. */
export function isWhole(fields: readonly SettingField[], written: Written, isStored: boolean): boolean {
  return fields.every(({ name, isNumber, isSecret, isRequired }) => {
    const value = (written[name] ?? '').trim();
    if (value === '') return !isRequired || (isSecret && isStored);
    return !isNumber || /^\d+$/.test(value);
  });
}
