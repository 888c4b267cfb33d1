import type { Session } from '@rapport/sdk';

/**
 * Roots in ascending order: everybody. Of `root_id = id` the planner believes that one in 200 is, and then sorts a scan of the whole table for
 * each page (220,000 profiles: 12,300 pages, 90 ms; so 136 pages, 1 ms).
 */
export async function rootsAfter(sql: Session, after: number, count: number): Promise<number[]> {
  const rows = await sql.rows<{ id: number }>({
    text: 'select id from profile where id > $1 and root_id >= id and root_id <= id order by id limit $2',
    values: [after, count],
  });
  return rows.map((row) => row.id);
}
