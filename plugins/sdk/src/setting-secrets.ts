import { z } from 'zod';
import { isJsonObject, type Json, type JsonObject } from './json';
import type { Secrets } from './secrets';

/** Fields of settings that were made by `secret()`. */
export function secretFields(schema: z.ZodType): string[] {
  const properties = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }).properties ?? {};
  return Object.entries(properties).flatMap(([field, property]) =>
    isJsonObject(property) && property['secret'] === true ? [field] : [],
  );
}

/** As settings are kept. @param of whose they are, in what a secret is for: `helpdesk.support` */
export const sealSettings = (secrets: Secrets, schema: z.ZodType, of: string, settings: JsonObject): JsonObject =>
  mapSecrets(schema, settings, (field, text) => secrets.seal(`${of}.${field}`, text));

/** @throws RapportError secret_unreadable */
export const openSettings = (secrets: Secrets, schema: z.ZodType, of: string, settings: JsonObject): JsonObject =>
  mapSecrets(schema, settings, (field, text) => secrets.open(`${of}.${field}`, text));

/** As they are shown: a secret is never told again. */
export const shownSettings = (schema: z.ZodType, settings: JsonObject): JsonObject =>
  mapSecrets(schema, settings, () => null);

function mapSecrets(schema: z.ZodType, settings: JsonObject, map: (field: string, text: string) => Json): JsonObject {
  const secret = new Set(secretFields(schema));
  return Object.fromEntries(
    Object.entries(settings).map(([field, value]) => [
      field,
      secret.has(field) && typeof value === 'string' ? map(field, value) : value,
    ]),
  );
}
