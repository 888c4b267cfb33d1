import { createHash } from 'node:crypto';
import { assertUnreachable, eventTypes, isJsonObject, type Json, type JsonObject } from '@rapport/sdk';
import {
  createColumns,
  isBoolean,
  isCommaNumber,
  isNumber,
  type Column,
  type ImportKind,
  type MappingOptions,
  type Target,
} from './columns';
import { compileDateFormat, type DateParser } from './date-format';
import type { Sample } from './records';

export type Mapped =
  { readonly ok: true; readonly call: JsonObject } | { readonly ok: false; readonly message: string };

/** How the records of one file become calls of the Segment spec. */
export type Mapping = {
  /** `calls`: the lines are calls of the Segment spec already and go in as they are. */
  readonly kind: ImportKind | 'calls';
  /** For a person to check: what becomes of each column; none of calls. */
  readonly columns: readonly Column[];
  /**
   * What makes a line of a file count once. An event happened once, however its columns are read: the same file imported again
   * with another mapping adds none. What it says about people may be read again, and better.
   */
  readonly identity: string;
  map(fields: JsonObject): Mapped;
};

/**
 * @param sample the beginning of the file
 * @throws RapportError import_mapping_invalid
 */
export function createMapping(asked: AskedMapping, sample: Pick<Sample, 'names' | 'records'>): Mapping {
  const parseDate = compileDateFormat(asked.dateFormat);
  if (asked.map.length === 0 && areCalls(sample.records)) {
    return {
      kind: 'calls',
      columns: [],
      identity: 'calls',
      map: (fields) => ({ ok: true, call: withIdentifiers(fields) }),
    };
  }
  const options = { ...asked, kind: asked.kind ?? guessKind(asked, sample) };
  const columns = createColumns(options, sample);
  return {
    kind: options.kind,
    columns: columns.known,
    identity: options.kind === 'events' ? 'events' : `profiles ${fingerprint(columns.known, options)}`,
    map: (fields) => mapFields(fields, options, (name) => columns.of(name), parseDate),
  };
}

function fingerprint(columns: readonly Column[], { dateFormat }: MappingOptions): string {
  const text = JSON.stringify([
    columns.map(({ name, target, type, dateFormat: of }) => [name, target, type, of]),
    dateFormat,
  ]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

export type AskedMapping = Omit<MappingOptions, 'kind'> & { readonly kind: ImportKind | undefined };

/** What has the name of an event is an event. */
function guessKind({ event, map }: AskedMapping, { names }: Pick<Sample, 'names'>): ImportKind {
  const named = event !== undefined || map.some(({ field }) => field === 'event');
  return named || names.includes('event') ? 'events' : 'profiles';
}

/** Lines that are calls of the Segment spec already, such as `rapport export` writes. */
export function areCalls(records: readonly JsonObject[]): boolean {
  return records.length > 0 && records.every((fields) => eventTypes.some((type) => type === fields['type']));
}

/** `identifiers: [{ kind, value }]`, as `rapport export` writes them, are external ids to the Segment spec. */
function withIdentifiers(call: JsonObject): JsonObject {
  const { identifiers, context, ...rest } = call;
  if (!Array.isArray(identifiers)) return call;
  const externalIds = identifiers.flatMap((each): Json[] =>
    isJsonObject(each) && each['kind'] !== undefined && each['value'] !== undefined
      ? [{ type: each['kind'], id: each['value'], collection: 'users', encoding: 'none' }]
      : [],
  );
  return { ...rest, context: { ...(isJsonObject(context) ? context : {}), externalIds } };
}

function mapFields(
  fields: JsonObject,
  options: MappingOptions,
  columnOf: (name: string) => Column | undefined,
  parseDate: DateParser,
): Mapped {
  const call: JsonObject = { type: options.kind === 'profiles' ? 'identify' : 'track' };
  if (options.kind === 'events' && options.event !== undefined) call['event'] = options.event;
  const nested: [Target, Json][] = [];
  for (const [name, value] of Object.entries(fields)) {
    const column = columnOf(name);
    if (column === undefined) continue;
    const { target } = column;
    if (target.length > 1) nested.push([target, convert(value, column)]);
    else if (target[0] !== 'timestamp') call[target[0]] = value;
    else {
      const time = typeof value === 'string' || typeof value === 'number' ? parseDate(String(value)) : null;
      if (time === null) return { ok: false, message: `The timestamp does not have the format ${options.dateFormat}.` };
      call['timestamp'] = time;
    }
  }
  const { identifiers, ...whole } = nest(call, nested, 0);
  if (!isJsonObject(identifiers)) return { ok: true, call: whole };
  const list = Object.entries(identifiers).map(([kind, value]): Json => ({ kind, value }));
  return { ok: true, call: withIdentifiers({ ...whole, identifiers: list }) };
}

/** Own properties by construction: a column may be called `__proto__`. */
function nest(base: JsonObject, entries: readonly [Target, Json][], depth: number): JsonObject {
  const values: [string, Json][] = [];
  const groups = new Map<string, [Target, Json][]>();
  for (const entry of entries) {
    const [target, value] = entry;
    const key = target[depth] ?? '';
    if (target.length === depth + 1) values.push([key, value]);
    else groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  for (const [key, group] of groups) {
    const present = Object.hasOwn(base, key) ? base[key] : undefined;
    values.push([key, nest(isJsonObject(present) ? present : {}, group, depth + 1)]);
  }
  return Object.fromEntries([...Object.entries(base), ...values]);
}

/** What is not of its column's type stays the text it is. */
export function convert(value: Json, { type, dateFormat }: Column): Json {
  if (typeof value !== 'string') return value;
  switch (type) {
    case 'text':
      return value;
    case 'number':
      return isNumber(value) ? Number(value) : value;
    case 'comma':
      return isCommaNumber(value) ? Number(value.replaceAll(/[. \u00a0\u202f]/g, '').replace(',', '.')) : value;
    case 'boolean':
      return isBoolean(value) ? value.toLowerCase() === 'true' : value;
    case 'date':
      return toDate(value, dateFormat ?? 'iso');
    default:
      return assertUnreachable(type);
  }
}

const dateParsers = new Map<string, DateParser>();
const dateParsersMax = 100;

/** A format without hours gives a day, `1984-02-29`. */
function toDate(value: string, format: string): string {
  let parser = dateParsers.get(format);
  if (parser === undefined) {
    parser = compileDateFormat(format);
    if (dateParsers.size < dateParsersMax) dateParsers.set(format, parser);
  }
  const time = parser(value);
  if (time === null) return value;
  return /h|^iso$|^epoch/i.test(format) ? time : time.slice(0, 10);
}
