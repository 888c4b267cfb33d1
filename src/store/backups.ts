import pg from 'pg';
import { errorCode } from '../postgres/error-code';

export type BackupRecord = {
  readonly at: number;
  readonly bytes: number;
  readonly rows: number;
  readonly secrets: boolean;
};

const undefinedTable = '42P01';
const recordsMax = 100;

/** On a connection of its own: a database that is older than this table is backed up all the same, and not told. */
export async function recordBackup(databaseUrl: string, schema: string, backup: BackupRecord): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, options: `-c search_path=${schema}` });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(
      `insert into backup (at, bytes, row_count, secrets) values (to_timestamp($1::float8 / 1000), $2, $3, $4)`,
      [backup.at, backup.bytes, backup.rows, backup.secrets],
    );
    await client.query('delete from backup where id <= (select max(id) from backup) - $1', [recordsMax]);
  } catch (error) {
    if (errorCode(error) !== undefinedTable) throw error;
  } finally {
    await client.end();
  }
}

export async function lastBackup(pool: pg.Pool): Promise<BackupRecord | null> {
  const { rows } = await pool.query<BackupRecord>(
    `select at, bytes, row_count as rows, secrets from backup order by at desc limit 1`,
  );
  return rows[0] ?? null;
}
