import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { RapportError } from '@rapport/sdk';
import type pg from 'pg';
import { Umzug } from 'umzug';
import { withBootLock } from './boot-lock';
import { errorLine } from './error-code';

/** A folder of numbered .sql files and the name under which its migrations are remembered. */
export type MigrationSource = { readonly name: string; readonly folder: string };

/**
 * Brings the schema up to date: the core's migrations first, then each plugin's, every file in a transaction of its own,
 * all under the boot lock, so that nodes which start together take turns.
 * @throws RapportError migration_failed, naming the file; boot_lock_timeout
 */
export async function migrate(pool: pg.Pool, schema: string, sources: readonly MigrationSource[]): Promise<string[]> {
  const migrations = await Promise.all(sources.map(readSource));
  return withBootLock(pool, schema, async (client) => {
    await client.query(`create schema if not exists ${client.escapeIdentifier(schema)}`);
    await client.query(
      'create table if not exists migration (name text primary key, at timestamptz not null default now())',
    );
    const umzug = new Umzug({
      migrations: migrations.flat().map(({ name, sql }) => ({ name, up: () => apply(client, name, sql) })),
      logger: undefined,
      storage: {
        executed: async () => {
          const { rows } = await client.query<{ name: string }>('select name from migration order by name');
          return rows.map((row) => row.name);
        },
        // Remembered by `apply`, in the transaction of the migration itself.
        logMigration: async () => undefined,
        unlogMigration: async () => undefined,
      },
    });
    return (await umzug.up()).map((migration) => migration.name);
  });
}

async function readSource(source: MigrationSource): Promise<{ name: string; sql: string }[]> {
  const files = (await readdir(source.folder)).filter((file) => file.endsWith('.sql')).sort();
  return Promise.all(
    files.map(async (file) => ({
      name: `${source.name}/${file}`,
      sql: await readFile(path.join(source.folder, file), 'utf8'),
    })),
  );
}

async function apply(client: pg.PoolClient, name: string, sql: string): Promise<void> {
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query('insert into migration (name) values ($1)', [name]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new RapportError('migration_failed', `${name}: ${errorLine(error)}`, { cause: error });
  }
}
