import { isJsonObject, listedOptionsMax, numberIn, strings, textIn } from '@rapport/sdk/admin/pure';
import type { Json, JsonObject, Locale } from '@rapport/sdk/admin/pure';
import { withKey } from './edit';
import { objectIn } from './language';
import type { ConditionKind, Options } from './language';

export type FormOption = { readonly value: string; readonly label: string };
/** How a value is written. */
export type Control =
  | { readonly kind: 'choice'; readonly options: readonly FormOption[] }
  /** Found by writing, on the server. */
  | { readonly kind: 'search'; readonly list: string }
  | { readonly kind: 'number'; readonly min: number | null }
  | { readonly kind: 'duration' | 'text' | 'texts' }
  | { readonly kind: 'switch' }
  | { readonly kind: 'object' }
  | { readonly kind: 'json' };

/** @param value that stands there: one that is not in its list (any more) is shown as it is written */
export function controlOf(
  schema: JsonObject,
  value: Json | undefined,
  { locale, options }: { readonly locale: Locale; readonly options: Options },
): Control {
  const type = schema['type'];
  const choices = objectIn(schema, 'choices');
  const values = strings(schema['enum']).map((one) => ({
    value: one,
    label: textIn(objectIn(choices, one), locale) || one,
  }));
  if (values.length > 0) return { kind: 'choice', options: withValue(values, value) };
  const listed = listOf(schema, options).map((one) => ({ value: one.value, label: one.label[locale] || one.value }));
  if (listed.length > 0 && (value === undefined || typeof value === 'string'))
    return listed.length > listedOptionsMax
      ? { kind: 'search', list: textIn(schema, 'options') }
      : { kind: 'choice', options: withValue(listed, value) };
  if (type === 'object' && isJsonObject(schema['properties']) && (value === undefined || isJsonObject(value)))
    return { kind: 'object' };
  if (type === 'string') return { kind: schema['control'] === 'duration' ? 'duration' : 'text' };
  if (type === 'number' || type === 'integer')
    return { kind: 'number', min: 'minimum' in schema ? numberIn(schema, 'minimum') : null };
  if (type === 'boolean') return { kind: 'switch' };
  if (type === 'array' && objectIn(schema, 'items')['type'] === 'string') return { kind: 'texts' };
  return { kind: 'json' };
}

export type FormField = {
  readonly key: string;
  /** '' of what its kind says already. */
  readonly label: string;
  readonly schema: JsonObject;
  readonly isRequired: boolean;
  /** Of one that is switched on and off: what it begins with; undefined: it is always shown. */
  readonly initial: Json | undefined;
};

/** Fields of an object. @param kind of the condition that it is the whole of */
export function fieldsOf(schema: JsonObject, locale: Locale, kind = ''): readonly FormField[] {
  const required = strings(schema['required']);
  return Object.entries(objectIn(schema, 'properties')).flatMap(([key, one]) => {
    if (!isJsonObject(one)) return [];
    const isRequired = required.includes(key);
    const isSaid = key === kind && one['type'] === 'object';
    return [
      {
        ...{ key, schema: one, isRequired, initial: isRequired ? undefined : one['initial'] },
        label: isSaid ? '' : textIn(objectIn(one, 'label'), locale) || key,
      },
    ];
  });
}

/** What a condition of the kind begins with: its example, with what there is instead of what there is not. */
export function beginningOf({ example, schema, options }: ConditionKind): JsonObject {
  return begun(schema, example, options);
}

function begun(schema: JsonObject, example: JsonObject, options: Options): JsonObject {
  return fieldsOf(schema, 'en').reduce((made, { key, schema: inner, isRequired }) => {
    const value = made[key];
    if (value !== undefined && isJsonObject(value)) return withKey(made, key, begun(inner, value, options));
    const list = listOf(inner, options);
    if (value === undefined || list.length === 0 || list.some((one) => one.value === value)) return made;
    return withKey(made, key, isRequired ? list[0]?.value : undefined);
  }, example);
}

const listOf = (schema: JsonObject, options: Options) => options[textIn(schema, 'options')] ?? [];

function withValue(options: readonly FormOption[], value: Json | undefined): readonly FormOption[] {
  const text = typeof value === 'string' ? value : '';
  return text === '' || options.some((one) => one.value === text)
    ? options
    : [{ value: text, label: text }, ...options];
}
