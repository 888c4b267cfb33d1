import { RapportError } from './errors';
import type { Page, PageRequest } from './read-models';

/** Relay's arguments. */
export type PageArguments = {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
};
export type Edge<T> = { readonly cursor: string; readonly node: T };
export type Connection<T> = {
  readonly edges: readonly Edge<T>[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
};

export const pageSizeDefault = 20;

/** A position in a list as text of its parts; the codec of each list says which parts. */
export type Cursor<Position> = {
  readonly encode: (position: Position) => string;
  /** @throws cursor_invalid */
  readonly decode: (cursor: string) => Position;
};

/** Cursors are base64url of a JSON array: opaque, and safe in an address. `read` answers null where the parts are not its own. */
export function cursorOf<Position>(
  write: (position: Position) => readonly (string | number)[],
  read: (parts: readonly unknown[]) => Position | null,
): Cursor<Position> {
  return {
    encode: (position) => Buffer.from(JSON.stringify(write(position)), 'utf8').toString('base64url'),
    decode: (cursor) => {
      const position = read(parts(cursor));
      if (position === null) throw new RapportError('cursor_invalid');
      return position;
    },
  };
}

function parts(cursor: string): readonly unknown[] {
  if (cursor.length > 2_000) return [];
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

/** @throws bad_input, page_too_large, cursor_invalid */
export function pageRequest<Position>(
  args: PageArguments,
  cursor: Cursor<Position>,
  pageSizeMax: number,
  sizeDefault: number = pageSizeDefault,
): PageRequest<Position> {
  const { first, last } = args;
  if (isGiven(first) && isGiven(last)) throw new RapportError('bad_input', 'Give `first` or `last`, not both.');
  const count = first ?? last ?? Math.min(sizeDefault, pageSizeMax);
  if (count < 0) throw new RapportError('bad_input', '`first` and `last` are not negative.');
  if (count > pageSizeMax) throw new RapportError('page_too_large', `It is ${pageSizeMax}.`);
  return {
    count,
    forward: !isGiven(last),
    after: isGiven(args.after) ? cursor.decode(args.after) : undefined,
    before: isGiven(args.before) ? cursor.decode(args.before) : undefined,
  };
}

export function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}

export function toConnection<Item, Position, T>(
  page: Page<Item>,
  cursor: Cursor<Position>,
  positionOf: (item: Item) => Position,
  nodeOf: (item: Item) => T,
): Connection<T> {
  return connection(
    page.items.map((item) => ({ cursor: cursor.encode(positionOf(item)), node: nodeOf(item) })),
    page.hasNext,
    page.hasPrevious,
  );
}

export function connection<T>(
  edges: readonly Edge<T>[],
  hasNextPage: boolean,
  hasPreviousPage: boolean,
): Connection<T> {
  return {
    edges,
    pageInfo: {
      hasNextPage,
      hasPreviousPage,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

const keyCursor = cursorOf<string>(
  (key) => [key],
  ([key]) => (typeof key === 'string' ? key : null),
);

/**
 * A connection over a whole list in memory; a cursor is the key of an item. A key that is gone from the list is no cursor any
 * more: the client starts again.
 */
export function listConnection<T>(
  items: readonly T[],
  keyOf: (item: T, index: number) => string,
  args: PageArguments,
  pageSizeMax: number,
  sizeDefault?: number,
): Connection<T> {
  const request = pageRequest(args, keyCursor, pageSizeMax, sizeDefault);
  const keys = items.map(keyOf);
  const start = request.after === undefined ? 0 : placeOf(keys, request.after) + 1;
  const end = request.before === undefined ? items.length : placeOf(keys, request.before);
  const from = request.forward ? start : Math.max(start, end - request.count);
  const to = request.forward ? Math.min(end, start + request.count) : end;
  const edges = items
    .slice(from, Math.max(from, to))
    .map((node, index) => ({ cursor: keyCursor.encode(keys[from + index] ?? ''), node }));
  return connection(edges, to < items.length, from > 0);
}

function placeOf(keys: readonly string[], key: string): number {
  const place = keys.indexOf(key);
  if (place < 0) throw new RapportError('cursor_invalid');
  return place;
}
