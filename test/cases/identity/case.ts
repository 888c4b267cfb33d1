import type { Json, JsonObject } from '@rapport/sdk';
import { isJsonObject } from '@rapport/sdk';
import { z } from 'zod';

const record = z.record(z.string(), z.json());

/** A case as the file holds it. What an event, an initial profile or an expectation says depends on the peer: see translate.ts. */
export const identityCase = z.object({
  id: z.string(),
  title: z.string(),
  note: z.string().default(''),
  policy: z.string(),
  config: record.default({}),
  initial: z.array(record).default([]),
  events: z.array(record),
  expected: record,
});
export type IdentityCase = z.infer<typeof identityCase>;

export const caseFile = z.object({ cases: z.array(identityCase) });

export function text(from: JsonObject, key: string): string | undefined {
  const value = from[key];
  return typeof value === 'string' ? value : undefined;
}

export function object(from: JsonObject, key: string): JsonObject {
  const value = from[key];
  return isJsonObject(value) ? value : {};
}

/** The strings of a list, or of a single one. */
export function texts(value: Json | undefined): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter((one) => typeof one === 'string');
}

export function objects(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter((one) => isJsonObject(one)) : [];
}
