import { RapportError, type JsonObject } from '@rapport/sdk';

export type ImportKind = 'profiles' | 'events';

export type MappingOptions = {
  readonly kind: ImportKind;
  /** `field=column`, in the order of the command line; the field is a place in a Segment call. */
  readonly map: readonly string[];
  /** Name of every event, where no column gives one. */
  readonly event: string | undefined;
  readonly dateFormat: string;
  /** Leave out columns that --map does not name. */
  readonly onlyMapped: boolean;
  /** Columns that stay text although they look like numbers, and the reverse. */
  readonly text: readonly string[];
  readonly number: readonly string[];
};

export type ColumnType = 'text' | 'number' | 'boolean';
/** Where a column goes: `['userId']`, `['traits', 'plan']`, `['context', 'traits', 'email']`. */
export type Target = readonly [place: string, ...keys: string[]];
export type Column = { readonly name: string; readonly target: Target; readonly type: ColumnType };

const callFields = ['userId', 'anonymousId', 'messageId', 'timestamp', 'event'];
const nestedFields = ['traits', 'properties', 'context'];
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
 * Decides what becomes of a column: --map first; then a name that is a field itself, however it is written (`user_id`); the
 * rest are traits of profiles, properties of events.
 * @throws RapportError import_mapping_invalid
 */
export function createColumns(
  options: MappingOptions,
  sample: readonly JsonObject[],
): { readonly known: readonly Column[]; of(name: string): Column | undefined } {
  const names = [...new Set(sample.flatMap((fields) => Object.keys(fields)))];
  const mapped = readMap(options, names);
  const cache = new Map<string, Column | undefined>();

  function decide(name: string): Column | undefined {
    const target = mapped.get(name) ?? (options.onlyMapped ? undefined : targetByName(name, options.kind));
    if (target === undefined) return undefined;
    return { name, target, type: typeOf(name, target, options, sample) };
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
  for (const entry of options.map) {
    const [field = '', ...column] = entry.split('=');
    const name = column.join('=');
    if (field === '' || name === '')
      throw new RapportError('import_mapping_invalid', `--map ${entry} is not field=column.`);
    if (!names.includes(name)) throw unknownColumn(name, names);
    mapped.set(name, readTarget(field, options.kind));
  }
  for (const name of [...options.text, ...options.number]) if (!names.includes(name)) throw unknownColumn(name, names);
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
  if (nestedFields.includes(name)) return [name];
  const [place = '', ...keys] = name.split('.');
  if (nestedFields.includes(place) && keys.length > 0 && !keys.includes('')) return readTarget(name, kind);
  return [kind === 'profiles' ? 'traits' : 'properties', name];
}

/** Identifiers are text whatever they look like: "007" is not 7. */
function typeOf(name: string, target: Target, options: MappingOptions, sample: readonly JsonObject[]): ColumnType {
  if (target.length === 1 || identityPlaces.includes(target.join('.')) || options.text.includes(name)) return 'text';
  if (options.number.includes(name)) return 'number';
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

export function isBoolean(text: string): boolean {
  return /^(true|false)$/i.test(text);
}

function checkColumns(columns: readonly Column[], names: readonly string[], options: MappingOptions): void {
  const places = columns.map((column) => column.target.join('.'));
  const twice = places.find((place, index) => places.indexOf(place) !== index);
  if (twice !== undefined) throw new RapportError('import_mapping_invalid', `Two columns go to ${twice}.`);
  if (!places.some((place) => identityPlaces.includes(place) || place === 'traits' || place === 'context')) {
    const there = names.join(', ');
    throw new RapportError(
      'import_mapping_invalid',
      `No column says who it is: add --map userId=COLUMN (there are: ${there}).`,
    );
  }
  if (options.kind === 'events' && options.event === undefined && !places.includes('event')) {
    throw new RapportError(
      'import_mapping_invalid',
      'The events have no name: add --event NAME or --map event=COLUMN.',
    );
  }
}
