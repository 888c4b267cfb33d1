import type pg from 'pg';

/** Of the whole database, with its indexes. */
export async function clusterBytes(client: pg.ClientBase | pg.Pool): Promise<number> {
  const { rows } = await client.query<{ bytes: number }>(
    'select pg_database_size(current_database())::float8 as bytes',
  );
  return rows[0]?.bytes ?? 0;
}
