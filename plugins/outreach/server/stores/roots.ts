import type { Session } from '@rapport/sdk';

/** Roots in ascending order: everybody. */
export async function rootsAfter(sql: Session, after: number, count: number): Promise<number[]> {
  const rows = await sql.rows<{ id: number }>({
    text: 'select id from profile where id > $1 and root_id = id order by id limit $2',
    values: [after, count],
  });
  return rows.map((row) => row.id);
}
