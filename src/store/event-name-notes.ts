import type { EventNameNote } from '@rapport/sdk';
import type pg from 'pg';
import { inOrder } from './read-models/page';

type Row = {
  name_id: number;
  description: string;
  owner: string;
  deprecated_at: number | null;
  updated_at: number;
  updated_by: string;
};

/** In the order asked. */
export async function readNotes(pool: pg.Pool, nameIds: readonly number[]): Promise<(EventNameNote | null)[]> {
  const { rows } = await pool.query<Row>({
    name: 'event-name-note-read',
    text: 'select * from event_name_note where name_id = any($1::int[])',
    values: [nameIds],
  });
  return inOrder(nameIds, new Map(rows.map((row) => [row.name_id, mapRow(row)])));
}

/** A name that was deprecated before stays so since then. @returns false where there is no such name */
export async function writeNote(
  pool: pg.Pool,
  nameId: number,
  note: { readonly description: string; readonly owner: string; readonly deprecated: boolean },
  actor: string,
  at: number,
): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'event-name-note-write',
    text: `insert into event_name_note as n (name_id, description, owner, deprecated_at, updated_at, updated_by)
      select id, $2, $3, case when $4 then $5::timestamptz end, $5, $6 from event_name where id = $1
      on conflict (name_id) do update set description = excluded.description, owner = excluded.owner,
        deprecated_at = case when $4 then coalesce(n.deprecated_at, excluded.deprecated_at) end,
        updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
    values: [nameId, note.description, note.owner, note.deprecated, new Date(at), actor],
  });
  return (rowCount ?? 0) > 0;
}

function mapRow(row: Row): EventNameNote {
  const { description, owner, deprecated_at, updated_at, updated_by } = row;
  return { description, owner, deprecatedAt: deprecated_at, updatedAt: updated_at, updatedBy: updated_by };
}
