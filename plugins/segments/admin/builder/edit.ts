import type { Json, JsonObject } from '@rapport/sdk/admin/pure';

/** The object with a key set; undefined takes it out. */
export function withKey(object: JsonObject, key: string, value: Json | undefined): JsonObject {
  if (value !== undefined) return { ...object, [key]: value };
  const { [key]: _, ...rest } = object;
  return rest;
}

export function withKeys(object: JsonObject, values: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.entries(values).reduce((changed, [key, value]) => withKey(changed, key, value), object);
}

export function replaceAt<T>(list: readonly T[], index: number, value: T): T[] {
  return list.map((one, at) => (at === index ? value : one));
}

export function without<T>(list: readonly T[], index: number): T[] {
  return list.filter((_, at) => at !== index);
}
