import { readdir } from 'node:fs/promises';
import type pg from 'pg';
import type { MigrationSource } from '../postgres/migrate';

/** Names of all migrations of these folders, as the table `migration` remembers them. */
export async function listMigrations(sources: readonly MigrationSource[]): Promise<string[]> {
  const names = await Promise.all(
    sources.map(async ({ name, folder }) =>
      (await readdir(folder)).filter((file) => file.endsWith('.sql')).map((file) => `${name}/${file}`),
    ),
  );
  return names.flat();
}

/** Names of the migrations that this code brings and the database has not seen. */
export async function pendingMigrations(pool: pg.Pool, sources: readonly MigrationSource[]): Promise<string[]> {
  const { rows } = await pool.query<{ pending: string }>(
    `select wanted.name as pending from unnest($1::text[]) as wanted (name)
     where not exists (select from migration where migration.name = wanted.name) order by 1`,
    [await listMigrations(sources)],
  );
  return rows.map((row) => row.pending);
}

/** Names of the migrations that have run, in order. The search_path is the schema's. */
export async function executedMigrations(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from migration order by name');
  return rows.map((row) => row.name);
}
