import { RapportError, type ImportColumnType, type JsonObject } from '@rapport/sdk';
import { compileDateFormat } from './date-format';
import type { Sample } from './records';

export type ImportKind = 'profiles' | 'events';

export type TypedColumn = { readonly column: string; readonly type: ImportColumnType; readonly dateFormat?: string };

export type MappingOptions = {
  readonly kind: ImportKind;
  /** The field is a place in a Segment call: `userId`, `traits.plan`, `identifiers.crm_id`. */
  readonly map: readonly { readonly field: string; readonly column: string }[];
  /** Name of every event, where no column gives one. */
  readonly event: string | undefined;
  /** Of the timestamp. */
  readonly dateFormat: string;
  /** Leave out columns that `map` does not name. */
  readonly onlyMapped: boolean;
  /** Left out whatever they are called. */
  readonly ignore: readonly string[];
  /** Where it is not what the values look like. */
  readonly types: readonly TypedColumn[];
};

/** Where a column goes: `['userId']`, `['traits', 'plan']`, `['context', 'traits', 'email']`. */
export type Target = readonly [place: string, ...keys: string[]];
export type Column = {
  readonly name: string;
  readonly target: Target;
  readonly type: ImportColumnType;
  /** Of the type `date`. */
  readonly dateFormat?: string;
};

const callFields = ['userId', 'anonymousId', 'messageId', 'timestamp', 'event'];
/** An object in a cell of NDJSON is taken as it is. */
const wholeFields = ['traits', 'properties', 'context'];
const nestedFields = [...wholeFields, 'identifiers'];
const addresses = ['email', 'phone'];
const identityPlaces = [
  'userId',
  'anonymousId',
  'traits.email',
  'traits.phone',
  'context.traits.email',
  'context.traits.phone',
];

/**
 * Decides what becomes of a column: `map` first; then a name that is a field itself, however it is written (`user_id`); the
 * rest are traits of profiles, properties of events.
 * @throws RapportError import_mapping_invalid
 */
export function createColumns(
  options: MappingOptions,
  sample: Pick<Sample, 'names' | 'records'>,
): { readonly known: readonly Column[]; of(name: string): Column | undefined } {
  const { names, records } = sample;
  const mapped = readMap(options, names);
  const ignored = new Set(options.ignore);
  const typed = new Map(options.types.map((each) => [each.column, each]));
  const cache = new Map<string, Column | undefined>();

  function decide(name: string): Column | undefined {
    if (ignored.has(name)) return undefined;
    const target = mapped.get(name) ?? (options.onlyMapped ? undefined : targetByName(name, options.kind));
    if (target === undefined) return undefined;
    if (isIdentity(target) || target.length === 1) return { name, target, type: 'text' };
    const { type, dateFormat = 'iso' } = typed.get(name) ?? { type: typeOf(name, records) };
    return type === 'date' ? { name, target, type, dateFormat } : { name, target, type };
  }

  function of(name: string): Column | undefined {
    if (cache.has(name)) return cache.get(name);
    const column = decide(name);
    if (cache.size < columnsMax) cache.set(name, column);
    return column;
  }

  const known = names.flatMap((name) => of(name) ?? []);
  checkColumns(known, names, options);
  return { known, of };
}

/** NDJSON may have other keys on every line. */
const columnsMax = 10_000;

function readMap(options: MappingOptions, names: readonly string[]): Map<string, Target> {
  const mapped = new Map<string, Target>();
  for (const { field, column } of options.map) {
    if (!names.includes(column)) throw unknownColumn(column, names);
    mapped.set(column, readTarget(field, options.kind));
  }
  for (const { column, dateFormat } of options.types) {
    if (!names.includes(column)) throw unknownColumn(column, names);
    if (dateFormat !== undefined) compileDateFormat(dateFormat);
  }
  return mapped;
}

function unknownColumn(name: string, names: readonly string[]): RapportError {
  return new RapportError('import_mapping_invalid', `There is no column "${name}"; there are: ${names.join(', ')}.`);
}

/** `properties.cart.id` is one property called `cart.id`; only `context` is nested as deep as it is written. */
function readTarget(field: string, kind: ImportKind): Target {
  const [place = '', ...keys] = field.split('.');
  if (keys.length === 0 && callFields.includes(place)) return [place];
  if (keys.length === 0 && addresses.includes(place)) return addressTarget(place, kind);
  if (keys.length > 0 && !keys.includes('') && nestedFields.includes(place)) {
    return place === 'context' ? [place, ...keys] : [place, keys.join('.')];
  }
  throw new RapportError(
    'import_mapping_invalid',
    `"${field}" is no field; there are ${[...callFields, ...addresses].join(', ')}, ${nestedFields.map((each) => `${each}.*`).join(', ')}.`,
  );
}

/** A track call has no traits of its own. */
function addressTarget(address: string, kind: ImportKind): Target {
  return kind === 'profiles' ? ['traits', address] : ['context', 'traits', address];
}

function targetByName(name: string, kind: ImportKind): Target {
  const plain = name.replaceAll(/[ _-]/g, '').toLowerCase();
  const field = callFields.find((each) => each.toLowerCase() === plain);
  if (field !== undefined && (field !== 'event' || kind === 'events')) return [field];
  if (addresses.includes(plain)) return addressTarget(plain, kind);
  if (wholeFields.includes(name)) return [name];
  const [place = '', ...keys] = name.split('.');
  if (nestedFields.includes(place) && keys.length > 0 && !keys.includes('')) return readTarget(name, kind);
  return [kind === 'profiles' ? 'traits' : 'properties', name];
}

/** Identifiers are text whatever they look like: "007" is not 7. */
function isIdentity(target: Target): boolean {
  return target[0] === 'identifiers' || identityPlaces.includes(target.join('.'));
}

/** As `map` writes it. */
export function isIdentityField(field: string): boolean {
  return addresses.includes(field) || field.startsWith('identifiers.') || identityPlaces.includes(field);
}

function typeOf(name: string, sample: readonly JsonObject[]): ImportColumnType {
  const cells = sample.flatMap((fields) => {
    const cell = fields[name];
    return typeof cell === 'string' ? [cell] : [];
  });
  if (cells.length === 0) return 'text';
  if (cells.every(isNumber)) return 'number';
  return cells.every(isBoolean) ? 'boolean' : 'text';
}

/** As a computer writes numbers: "01234" and "+1" are none, nor is what a float8 would round. */
export function isNumber(text: string): boolean {
  return text.length <= 16 && /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text);
}

/** `1.234,50`, `12,5`, `7`: as spreadsheets write numbers where the decimal sign is a comma. */
export function isCommaNumber(text: string): boolean {
  return text.length <= 20 && /^-?(\d{1,3}([. \u00a0\u202f]\d{3})+|\d{1,15})(,\d{1,6})?$/.test(text);
}

export function isBoolean(text: string): boolean {
  return /^(true|false)$/i.test(text);
}

function checkColumns(columns: readonly Column[], names: readonly string[], options: MappingOptions): void {
  const places = columns.map((column) => column.target.join('.'));
  const twice = places.find((place, index) => places.indexOf(place) !== index);
  if (twice !== undefined) throw new RapportError('import_mapping_invalid', `Two columns go to ${twice}.`);
  if (!columns.some(({ target }) => isIdentity(target) || (target.length === 1 && wholeFields.includes(target[0])))) {
    const there = names.join(', ');
    throw new RapportError(
      'import_mapping_invalid',
      `No column says who it is: map one to userId, email or phone (there are: ${there}).`,
    );
  }
  if (options.kind === 'events' && options.event === undefined && !places.includes('event')) {
    throw new RapportError(
      'import_mapping_invalid',
      'The events have no name: give one to all of them, or map a column to event.',
    );
  }
}
