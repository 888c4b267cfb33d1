import { isJsonObject, numberIn, objects, strings, textIn } from '@rapport/sdk/admin';
import type { Json, JsonObject } from '@rapport/sdk/admin';

export const columnTypes = ['text', 'number', 'comma', 'boolean', 'date'] as const;
export type ColumnType = (typeof columnTypes)[number];
export type Column = {
  readonly name: string;
  readonly field: string | null;
  readonly type: ColumnType;
  readonly dateFormat: string | null;
};
export type Options = {
  readonly kind: 'profiles' | 'events';
  readonly event: string | null;
  readonly trust: 'verified' | 'claimed';
  readonly encoding: string;
  readonly delimiter: string | null;
  readonly columns: readonly Column[];
};

export type Guess = 'name' | 'synonym' | 'values' | 'rest';
export type SeenColumn = {
  readonly name: string;
  readonly examples: readonly string[];
  readonly filled: number;
  readonly suggestion: Column & { readonly reason: Guess };
  readonly dateFormats: readonly { readonly format: string; readonly from: string; readonly to: string }[];
};

const guesses = ['name', 'synonym', 'values'] as const;

/** `Import.options`: every field is there, whatever the JSON lacks. */
export function readOptions(value: Json | undefined): Options {
  const object = isJsonObject(value) ? value : {};
  return {
    kind: textIn(object, 'kind') === 'events' ? 'events' : 'profiles',
    event: nullable(object, 'event'),
    trust: textIn(object, 'trust') === 'claimed' ? 'claimed' : 'verified',
    encoding: textIn(object, 'encoding'),
    delimiter: nullable(object, 'delimiter'),
    columns: objects(object['columns']).map(readColumn),
  };
}

/** In the shape that the API takes. */
export function writeOptions({ columns, ...options }: Options): JsonObject {
  return { ...options, columns: columns.map((column) => ({ ...column })) };
}

export function readColumns(value: Json | undefined): readonly SeenColumn[] {
  return objects(value).map((column) => {
    const suggestion = isJsonObject(column['suggestion']) ? column['suggestion'] : {};
    return {
      name: textIn(column, 'name'),
      examples: strings(column['examples']),
      filled: numberIn(column, 'filled'),
      suggestion: {
        ...readColumn(suggestion),
        reason: guesses.find((guess) => guess === suggestion['reason']) ?? 'rest',
      },
      dateFormats: objects(column['dateFormats']).map((date) => ({
        format: textIn(date, 'format'),
        from: textIn(date, 'from'),
        to: textIn(date, 'to'),
      })),
    };
  });
}

function readColumn(column: JsonObject): Column {
  return {
    name: textIn(column, 'name'),
    field: nullable(column, 'field'),
    type: columnTypes.find((type) => type === column['type']) ?? 'text',
    dateFormat: nullable(column, 'dateFormat'),
  };
}

function nullable(object: JsonObject, key: string): string | null {
  const value = object[key];
  return typeof value === 'string' ? value : null;
}
