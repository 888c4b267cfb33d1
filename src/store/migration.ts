import { readdir } from 'node:fs/promises';
import type pg from 'pg';
import type { MigrationSource } from '../postgres/migrate';

/** Names of the migrations that this code brings and the database has not seen. */
export async function pendingMigrations(pool: pg.Pool, sources: readonly MigrationSource[]): Promise<string[]> {
  const expected = await Promise.all(
    sources.map(async ({ name, folder }) =>
      (await readdir(folder)).filter((file) => file.endsWith('.sql')).map((file) => `${name}/${file}`),
    ),
  );
  const { rows } = await pool.query<{ pending: string }>(
    `select wanted.name as pending from unnest($1::text[]) as wanted (name)
     where not exists (select from migration where migration.name = wanted.name) order by 1`,
    [expected.flat()],
  );
  return rows.map((row) => row.pending);
}
