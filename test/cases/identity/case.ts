import type { Json, JsonObject } from '@rapport/sdk';
import { isJsonObject } from '@rapport/sdk';
import { z } from 'zod';
import { NotApplicable } from '../result';
import { whyNotOffered } from './not-offered';

const record = z.record(z.string(), z.json());

/**
 * A case as the file holds it. What an event, an initial profile or an expectation says depends on the peer: see translate.ts.
 * Whatever nobody here understands makes the case not applicable: a case must not pass because something in it was passed over.
 */
export const identityCase = z
  .object({
    id: z.string(),
    title: z.string(),
    note: z.string().default(''),
    policy: z.string(),
    /** Where the case comes from; for people. */
    source: z.json().default(null),
    config: record.default({}),
    initial: z.array(record).default([]),
    events: z.array(record),
    expected: record,
  })
  .catchall(z.json());
export type IdentityCase = z.infer<typeof identityCase>;

/** What every case has; the rest is read when it runs, so that an odd one does not stop the others. */
const namedCase = z.object({ id: z.string(), title: z.string().default('') }).catchall(z.json());
export type NamedCase = z.infer<typeof namedCase>;
export const caseFile = z.object({ cases: z.array(namedCase) });

/** @throws NotApplicable where the case has a part that nobody here reads, or expects nothing */
export function readCase(raw: NamedCase): IdentityCase {
  const { success, data, error } = identityCase.safeParse(raw);
  if (!success) throw notUnderstood('the case', [...new Set(error.issues.map((issue) => issue.path.join('.')))]);
  const unknown = Object.keys(data).filter((key) => !Object.hasOwn(identityCase.shape, key));
  if (unknown.length > 0) throw notUnderstood('the case', unknown);
  if (Object.keys(data.expected).length === 0) throw new NotApplicable('the case expects nothing');
  return data;
}

function because(keys: readonly string[]): string {
  const reason = whyNotOffered(keys);
  return reason === undefined ? '' : ` (${reason})`;
}

export function notUnderstood(where: string, keys: readonly string[]): NotApplicable {
  const said = `${where} says ${keys.map((key) => `"${key}"`).join(', ')}`;
  return new NotApplicable(`${said}, which is not understood here${because(keys)}`);
}

/** @throws NotApplicable for a value that does not look as whoever reads it needs it */
export function understood<T>(schema: z.ZodType<T>, value: Json | undefined, where: string): T {
  const { success, data } = schema.safeParse(value);
  if (success) return data;
  throw new NotApplicable(`${where} says ${JSON.stringify(value)}, which is not understood here`);
}

const id = z.union([z.string(), z.int().transform(String)]);
/** Ids as texts; one alone may stand without a list, null is none. */
export const idList = z.union([z.array(id), id.transform((one) => [one]), z.null().transform((): string[] => [])]);
const idsByKind = z.record(z.string(), idList);
const party = z.union([id, z.record(z.string(), id)]);
const partyList = z.union([z.array(party), party.transform((one) => [one])]);

/** What one place of a case says, key by key. `done` tells what nobody asked for. */
export class Fields {
  private readonly asked = new Set<string>();

  constructor(
    private readonly from: JsonObject,
    private readonly where: string,
  ) {}

  json(key: string): Json | undefined {
    this.asked.add(key);
    return this.from[key];
  }

  read<T>(schema: z.ZodType<T>, key: string): T | undefined {
    const value = this.json(key);
    return value === undefined ? undefined : understood(schema, value, `${this.where}, "${key}",`);
  }

  text(key: string): string | undefined {
    return this.read(z.string(), key);
  }

  ids(key: string): string[] {
    return this.read(idList, key) ?? [];
  }

  /** Whom a merge names: by a name or an id, or as API calls do, `{ "email": "j@x.com" }`. */
  parties(key: string): Party[] {
    const parties = this.read(partyList, key) ?? [];
    return parties.flatMap((one): Party[] => (typeof one === 'string' ? [one] : Object.entries(one)));
  }

  idsByKind(key: string): Id[] {
    const kinds = Object.entries(this.read(idsByKind, key) ?? {});
    return kinds.flatMap(([kind, values]) => values.map((value): Id => [kind, value]));
  }

  object(key: string): JsonObject {
    return this.read(record, key) ?? {};
  }

  objects(key: string): JsonObject[] {
    return this.read(z.array(record), key) ?? [];
  }

  /** Those of the keys that are there, as they are. */
  pick(keys: readonly string[]): JsonObject {
    const there = keys.filter((key) => this.json(key) !== undefined);
    return Object.fromEntries(there.map((key) => [key, this.from[key] ?? null]));
  }

  /** @throws NotApplicable */
  done(): void {
    const unknown = Object.keys(this.from).filter((key) => !this.asked.has(key));
    if (unknown.length > 0) throw notUnderstood(this.where, unknown);
  }
}

export type Id = readonly [kind: string, value: string];
export type Party = string | Id;

export function text(from: JsonObject, key: string): string | undefined {
  const value = from[key];
  return typeof value === 'string' ? value : undefined;
}

/** The strings of a list, or of a single one. */
export function texts(value: Json | undefined): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter((one) => typeof one === 'string');
}

export function objects(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter((one) => isJsonObject(one)) : [];
}
