import type { ImportColumn, ImportColumnType, ImportGuess, JsonObject } from '@rapport/sdk';
import { isBoolean, isCommaNumber, isNumber, type ImportKind } from './columns';
import { guessDateFormats, type DateGuess } from './guess-dates';
import { fieldsOfName, plainName } from './synonyms';

export type Suggestion = ImportColumn & { readonly reason: ImportGuess };
export type SuggestedColumn = {
  readonly suggestion: Suggestion;
  readonly values: readonly string[];
  readonly dateFormats: readonly DateGuess[];
};

const own = new Set(['userid', 'anonymousid', 'messageid', 'timestamp', 'event', 'email', 'phone']);
/** Values of this share look like an address: then the column is one, whatever it is called. */
const shareMin = 0.8;
const orders = 'Order Completed';

/** People, or what they did: a column for the name of an event, or a time beside an order or an amount, makes them events. */
export function guessKind(names: readonly string[]): { readonly kind: ImportKind; readonly event: string | null } {
  const fields = new Set(names.flatMap((name) => fieldsOfName(name, 'events')));
  if (fields.has('event')) return { kind: 'events', event: null };
  const isOrder = fields.has('properties.order_id') || fields.has('properties.revenue');
  return fields.has('timestamp') && isOrder ? { kind: 'events', event: orders } : { kind: 'profiles', event: null };
}

/**
 * What each column may be, and why: its name is a field, its name means one, its values look like one; the rest are traits
 * of people and properties of events. A field is given once: to the column whose name says it best.
 */
export function suggestColumns(
  names: readonly string[],
  sample: readonly JsonObject[],
  kind: ImportKind,
): SuggestedColumn[] {
  const columns = names.map((name) => ({ name, values: valuesOf(name, sample) }));
  const taken = new Set<string>();
  const found = new Map<string, { readonly field: string; readonly reason: ImportGuess }>();
  const take = (name: string, field: string | undefined, reason: ImportGuess): void => {
    if (field === undefined || found.has(name) || taken.has(field)) return;
    taken.add(field);
    found.set(name, { field, reason });
  };
  for (const { name } of columns) if (own.has(plainName(name))) take(name, fieldOf(name, kind), 'name');
  for (const { name, values } of columns) {
    const free = fieldsOfName(name, kind).filter((field) => !taken.has(field));
    take(
      name,
      free.find((field) => fits(field, values)),
      'synonym',
    );
  }
  for (const { name, values } of columns) {
    if (values.length === 0) continue;
    if (share(values, isEmail) >= shareMin) take(name, 'email', 'values');
    else if (share(values, isPhone) >= shareMin) take(name, 'phone', 'values');
  }
  return columns.map(({ name, values }) => {
    const rest = { field: `${kind === 'profiles' ? 'traits' : 'properties'}.${name}`, reason: 'rest' } as const;
    const { field, reason } = found.get(name) ?? rest;
    const dateFormats = guessDateFormats(values, field === 'timestamp');
    const type = isText(field) ? 'text' : guessType(values, dateFormats);
    const dateFormat = type === 'date' || field === 'timestamp' ? (dateFormats[0]?.format ?? 'iso') : null;
    return { suggestion: { name, field, type, dateFormat, reason }, values, dateFormats };
  });
}

function valuesOf(name: string, sample: readonly JsonObject[]): string[] {
  return sample.flatMap((fields) => {
    const value = fields[name];
    return value === undefined || value === null ? [] : [typeof value === 'string' ? value : JSON.stringify(value)];
  });
}

function fieldOf(name: string, kind: ImportKind): string | undefined {
  const plain = plainName(name);
  if (kind === 'profiles' && (plain === 'event' || plain === 'timestamp')) return undefined;
  return ['userId', 'anonymousId', 'messageId', 'timestamp', 'event', 'email', 'phone'].find(
    (field) => field.toLowerCase() === plain,
  );
}

/** A column that is called "Mail" and holds no addresses is not one; an empty one is what it is called. */
function fits(field: string, values: readonly string[]): boolean {
  if (values.length === 0) return true;
  if (field === 'email') return share(values, isEmail) > 0.5;
  if (field === 'phone') return share(values, (value) => value.replaceAll(/\D/g, '').length >= 6) > 0.5;
  return field !== 'timestamp' || guessDateFormats(values, true).length > 0;
}

/** Taken as text whatever they look like. */
function isText(field: string): boolean {
  return !field.includes('.') || field.startsWith('identifiers.');
}

function guessType(values: readonly string[], dateFormats: readonly DateGuess[]): ImportColumnType {
  if (values.length === 0) return 'text';
  if (values.every(isNumber)) return 'number';
  if (values.every(isBoolean)) return 'boolean';
  // In "1,234" the comma may as well stand between thousands.
  if (values.every(isCommaNumber) && values.some((value) => /,\d{1,2}$|\.\d{3},/.test(value))) return 'comma';
  return dateFormats.length > 0 ? 'date' : 'text';
}

function share(values: readonly string[], test: (value: string) => boolean): number {
  return values.filter(test).length / values.length;
}

export function isEmail(value: string): boolean {
  return value.length <= 320 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim());
}

/** International, or a Chinese mobile number: other plain numbers may be anything. */
function isPhone(value: string): boolean {
  return /^\+[\d\s()./-]{7,22}$/.test(value.trim()) || /^1[3-9]\d{9}$/.test(value.trim());
}
