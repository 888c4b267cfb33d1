import { RapportError } from '@rapport/sdk';
import type pg from 'pg';
import { lockKey, locks } from '../locks';

const lockWaitSeconds = 60;

/**
 * Runs `work` in one REPEATABLE READ, read only transaction over the schemas, with every table locked against being dropped or
 * truncated before the snapshot is taken: what `work` reads is one moment, whatever is written meanwhile. The session lock
 * `backup` makes maintenance leave alone what needs a table to itself; there is one such snapshot at a time.
 * Where this throws the connection may be in the middle of a COPY: the caller ends it, and with it all that it holds.
 * @param lockSchema the schema whose locks maintenance takes
 * @throws RapportError backup_running
 */
export async function withSnapshot<T>(
  client: pg.ClientBase,
  lockSchema: string,
  schemas: readonly string[],
  work: () => Promise<T>,
): Promise<T> {
  const { rows } = await client.query<{ held: boolean }>(
    'select pg_try_advisory_lock($1, $2) as held',
    lockKey(lockSchema, locks.backup),
  );
  if (rows[0]?.held !== true) throw new RapportError('backup_running');
  const tables = await listTables(client, schemas);
  await client.query('begin transaction isolation level repeatable read read only');
  await client.query(`set local lock_timeout = '${lockWaitSeconds}s'`);
  await client.query('set local statement_timeout = 0');
  // LOCK TABLE takes no snapshot: that is what makes the order right.
  if (tables.length > 0) await client.query(`lock table ${tables.join(', ')} in access share mode`);
  const result = await work();
  await client.query('commit');
  await client.query('select pg_advisory_unlock($1, $2)', lockKey(lockSchema, locks.backup));
  return result;
}

async function listTables(client: pg.ClientBase, schemas: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = any($1) and c.relkind in ('r', 'p') order by 1`,
    [schemas],
  );
  return rows.map((row) => row.name);
}
