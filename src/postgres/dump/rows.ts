import type { Readable, Writable } from 'node:stream';
import type pg from 'pg';
import { from, to } from 'pg-copy-streams';
import type { BlueprintTable } from './blueprint';

/** PostgreSQL's text format of COPY: the same in all versions. The search_path names the schema. */
function columnsOf(client: pg.ClientBase, table: BlueprintTable): string {
  return `${client.escapeIdentifier(table.name)} (${table.columns.map((name) => client.escapeIdentifier(name)).join(', ')})`;
}

/** All rows of a table; `rowCount()` is known when the stream has ended. */
export function readRows(
  client: pg.ClientBase,
  table: BlueprintTable,
): { readonly stream: Readable; readonly rowCount: () => number } {
  const stream = client.query(to(`copy ${columnsOf(client, table)} to stdout`));
  return { stream, rowCount: () => stream.rowCount };
}

/** Appends rows; `rowCount()` is known when the stream has finished. */
export function writeRows(
  client: pg.ClientBase,
  table: BlueprintTable,
): { readonly stream: Writable; readonly rowCount: () => number } {
  const stream = client.query(from(`copy ${columnsOf(client, table)} from stdin`));
  return { stream, rowCount: () => stream.rowCount };
}
