import { isJsonObject } from '@rapport/sdk/admin/pure';
import type { Json, JsonObject } from '@rapport/sdk/admin/pure';

/** What a list shows: kept in the address, so that it can be gone back to and sent around, and in saved views. */
export type ListView = {
  readonly search: string;
  /** One trait, `email` or `phone`; null: everything that may be searched. */
  readonly searchIn: string | null;
  readonly columns: readonly Column[];
};

export const ownColumns = ['lastSeen', 'firstSeen', 'value', 'orders'] as const;
/** One of ours, or `trait:` and the key of any trait. */
export type Column = (typeof ownColumns)[number] | `trait:${string}`;

export const columnsMax = 10;
const traitKeyCharactersMax = 100;
export const defaultView: ListView = { search: '', searchIn: null, columns: ['trait:email', 'value', 'lastSeen'] };

export function isTraitColumn(column: Column): column is `trait:${string}` {
  return column.startsWith('trait:');
}

export function traitKeyOf(column: `trait:${string}`): string {
  return column.slice('trait:'.length);
}

function toColumn(text: string): Column | null {
  const own = ownColumns.find((column) => column === text);
  if (own !== undefined) return own;
  const key = /^trait:(.+)$/s.exec(text)?.[1];
  return key === undefined || key.length > traitKeyCharactersMax ? null : `trait:${key}`;
}

function toColumns(texts: readonly string[]): readonly Column[] {
  const columns = new Set(texts.flatMap((text) => toColumn(text) ?? []));
  return columns.size === 0 ? defaultView.columns : [...columns].slice(0, columnsMax);
}

export function viewOfAddress(parameters: URLSearchParams): ListView {
  return {
    search: parameters.get('search') ?? '',
    searchIn: parameters.get('in'),
    columns: parameters.has('column') ? toColumns(parameters.getAll('column')) : defaultView.columns,
  };
}

/** Only what differs from the default. */
export function addressOfView({ search, searchIn, columns }: ListView): URLSearchParams {
  const parameters = new URLSearchParams();
  if (search !== '') parameters.set('search', search);
  if (searchIn !== null) parameters.set('in', searchIn);
  if (columns.join('\n') !== defaultView.columns.join('\n'))
    columns.forEach((column) => parameters.append('column', column));
  return parameters;
}

/** What a saved view keeps; whatever else stands in it is not read. */
export function viewOfDefinition(definition: Json): ListView {
  if (!isJsonObject(definition)) return defaultView;
  const { search, searchIn, columns } = definition;
  return {
    search: typeof search === 'string' ? search : '',
    searchIn: typeof searchIn === 'string' ? searchIn : null,
    columns: Array.isArray(columns)
      ? toColumns(columns.filter((column) => typeof column === 'string'))
      : defaultView.columns,
  };
}

export function definitionOfView({ search, searchIn, columns }: ListView): JsonObject {
  return { search, searchIn, columns };
}

export function isSameView(first: ListView, second: ListView): boolean {
  return addressOfView(first).toString() === addressOfView(second).toString();
}
