import type pg from 'pg';
import { lockKey } from './locks';

/** Takes the lock until the end of the transaction; false where somebody else has it. */
export async function tryTransactionLock(client: pg.ClientBase, schema: string, lock: number): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(
    'select pg_try_advisory_xact_lock($1, $2) as taken',
    lockKey(schema, lock),
  );
  return rows[0]?.taken === true;
}

/** Each of the locks that is free (`shared`: beside others who share it), until the end of the transaction, in one statement. @returns which of them were taken */
export async function tryTransactionLocks(
  client: pg.ClientBase,
  schema: string,
  wanted: readonly number[],
  { shared } = { shared: false },
): Promise<boolean[]> {
  const keys = wanted.map((lock) => lockKey(schema, lock));
  const { rows } = await client.query<{ taken: boolean }>({
    name: `advisory-try-many${shared ? '-shared' : ''}`,
    text: `select pg_try_advisory_xact_lock${shared ? '_shared' : ''}(space, number) as taken
      from unnest($1::int[], $2::int[]) with ordinality as l(space, number, ordinal) order by ordinal`,
    values: [keys.map(([space]) => space), keys.map(([, number]) => number)],
  });
  return rows.map((row) => row.taken);
}

/** Waits for the lock, then holds it until the end of the transaction. */
export async function transactionLock(client: pg.ClientBase, schema: string, lock: number): Promise<void> {
  await client.query('select pg_advisory_xact_lock($1, $2)', lockKey(schema, lock));
}

/**
 * Takes the lock for as long as this connection lives; false where somebody else has it. It is tried, not waited for:
 * a statement that waits for hours would keep its snapshot, and with it every dead row of the database.
 */
export async function trySessionLock(client: pg.ClientBase, schema: string, lock: number): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(
    'select pg_try_advisory_lock($1, $2) as taken',
    lockKey(schema, lock),
  );
  return rows[0]?.taken === true;
}

export async function releaseSessionLock(client: pg.ClientBase, schema: string, lock: number): Promise<void> {
  await client.query('select pg_advisory_unlock($1, $2)', lockKey(schema, lock));
}

/** For the rest of the transaction: whoever waits longer for a lock fails, instead of holding up everybody behind it. */
export async function limitLockWait(client: pg.ClientBase, milliseconds: number): Promise<void> {
  await client.query(`select set_config('lock_timeout', $1, true)`, [`${milliseconds}ms`]);
}
