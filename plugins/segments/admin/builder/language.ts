import { isJsonObject, objects, strings, textIn } from '@rapport/sdk/admin/pure';
import type { Json, JsonObject, Locale } from '@rapport/sdk/admin/pure';

/** What the server says that definitions are made of; kinds of other plugins too. */
export type Language = {
  readonly conditions: readonly ConditionKind[];
  readonly operators: readonly Operator[];
  readonly aggregates: readonly Aggregate[];
  /** Ways to compute a trait. */
  readonly computed: readonly ComputedKind[];
};
type Named = { readonly name: string; readonly label: Label };
export type Label = Readonly<Record<Locale, string>>;
export type ConditionKind = ComputedKind & { readonly keys: readonly string[]; readonly options: Options };
/** Lists by name, from which fields choose that name them. */
export type Options = Readonly<Record<string, readonly ListedOption[]>>;
export type ListedOption = { readonly value: string; readonly label: Label };
export type ComputedKind = Named & {
  readonly example: JsonObject;
  /** JSON Schema */
  readonly schema: JsonObject;
};
export type Aggregate = Named & { readonly needsProperty: boolean; readonly result: ValueType | null };
export type Operator = Named & {
  readonly types: readonly string[];
  readonly control: Control;
  readonly takesIgnoreCase: boolean;
  readonly isTimed: boolean;
};

const controls = ['none', 'value', 'values', 'number', 'text', 'pattern', 'range', 'instant', 'duration'] as const;
export type Control = (typeof controls)[number];
export const valueTypes = ['text', 'number', 'boolean', 'date', 'list'] as const;
export type ValueType = (typeof valueTypes)[number];

export function languageOf(json: Json): Language {
  const language = isJsonObject(json) ? json : {};
  return {
    conditions: objects(language['conditions']).map((one) => ({
      ...shaped(one),
      keys: [textIn(one, 'name'), ...strings(one['otherKeys'])],
      options: optionsIn(objectIn(one, 'options')),
    })),
    computed: objects(language['computed']).map(shaped),
    operators: objects(language['operators']).map((one) => ({
      ...named(one),
      types: strings(one['types']),
      control: controls.find((known) => known === one['control']) ?? 'value',
      takesIgnoreCase: one['takesIgnoreCase'] === true,
      isTimed: one['isTimed'] === true,
    })),
    aggregates: objects(language['aggregates']).map((one) => ({
      ...named(one),
      needsProperty: one['needsProperty'] === true,
      result: valueTypes.find((known) => known === one['result']) ?? null,
    })),
  };
}

function named(one: JsonObject): Named {
  return { name: textIn(one, 'name'), label: labelIn(one) };
}

function optionsIn(lists: JsonObject): Options {
  return Object.fromEntries(
    Object.entries(lists).map(([name, list]) => [
      name,
      objects(list).map((one) => ({ value: textIn(one, 'value'), label: labelIn(one) })),
    ]),
  );
}

function labelIn(one: JsonObject): Label {
  const label = objectIn(one, 'label');
  return { en: textIn(label, 'en'), 'zh-Hans': textIn(label, 'zh-Hans') };
}

function shaped(one: JsonObject): ComputedKind {
  return { ...named(one), example: objectIn(one, 'example'), schema: objectIn(one, 'schema') };
}

export function objectIn(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isJsonObject(value) ? value : {};
}

/** The first kind that knows a key of it, as the server decides: periods stand before events, of which they have the keys too. */
export function kindOf(condition: JsonObject, language: Language): ConditionKind | undefined {
  return language.conditions.find(({ keys }) => keys.some((key) => Object.hasOwn(condition, key)));
}

/** Operators that fit a type of value; all where it is not known. The one that is chosen is always among them. */
export function operatorsFor(
  language: Language,
  type: ValueType | null,
  chosen: string,
  options: { readonly timed?: boolean } = {},
): readonly Operator[] {
  return language.operators.filter(
    ({ name, types, isTimed }) =>
      name === chosen || ((type === null || types.includes(type)) && (options.timed !== false || !isTimed)),
  );
}
