import { eventTypes, isJsonObject, type Json, type JsonObject } from '@rapport/sdk';
import {
  createColumns,
  isBoolean,
  isNumber,
  type Column,
  type ImportKind,
  type MappingOptions,
  type Target,
} from './columns';
import { compileDateFormat, type DateParser } from './date-format';

export type Mapped =
  { readonly ok: true; readonly call: JsonObject } | { readonly ok: false; readonly message: string };

/** How the records of one file become calls of the Segment spec. */
export type Mapping = {
  /** `calls`: the lines are calls of the Segment spec already and go in as they are. */
  readonly kind: ImportKind | 'calls';
  /** For a person to check: what becomes of each column; none of calls. */
  readonly columns: readonly Column[];
  map(fields: JsonObject): Mapped;
};

/**
 * @param sample the first records of the file
 * @throws RapportError import_mapping_invalid
 */
export function createMapping(asked: AskedMapping, sample: readonly JsonObject[]): Mapping {
  const parseDate = compileDateFormat(asked.dateFormat);
  if (asked.map.length === 0 && sample.length > 0 && sample.every(isCall)) {
    return { kind: 'calls', columns: [], map: (fields) => ({ ok: true, call: withIdentifiers(fields) }) };
  }
  const options = { ...asked, kind: asked.kind ?? guessKind(asked, sample) };
  const columns = createColumns(options, sample);
  return {
    kind: options.kind,
    columns: columns.known,
    map: (fields) => mapFields(fields, options, (name) => columns.of(name), parseDate),
  };
}

export type AskedMapping = Omit<MappingOptions, 'kind'> & { readonly kind: ImportKind | undefined };

/** What has the name of an event is an event. */
function guessKind({ event, map }: AskedMapping, sample: readonly JsonObject[]): ImportKind {
  const named = event !== undefined || map.some((entry) => entry.startsWith('event='));
  return named || sample.some((fields) => Object.hasOwn(fields, 'event')) ? 'events' : 'profiles';
}

/** A line that is a call of the Segment spec already, such as `rapport export` writes. */
function isCall(fields: JsonObject): boolean {
  return eventTypes.some((type) => type === fields['type']);
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
  return { ok: true, call: nest(call, nested, 0) };
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

function convert(value: Json, column: Column): Json {
  if (typeof value !== 'string') return value;
  if (column.type === 'number' && isNumber(value)) return Number(value);
  if (column.type === 'boolean' && isBoolean(value)) return value.toLowerCase() === 'true';
  return value;
}
