import { RapportError } from '@rapport/sdk';
import type pg from 'pg';
import { lockKey, locks } from './locks';
import { errorCode } from './error-code';

/** A first boot of a slow machine takes half a minute; nine nodes may wait before us. */
const waitMinutesMax = 10;
const lockNotAvailable = '55P03';

/**
 * Runs `work` while this node alone boots: migrations, Strapi's schema sync. The lock belongs to the connection, so a node
 * that dies frees it. Not re-entrant: `work` must not take it again (a second connection would wait for the first for ever).
 * @throws RapportError boot_lock_timeout
 */
export async function withBootLock<T>(
  pool: pg.Pool,
  schema: string,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let failed = true;
  try {
    const result = await withBootLockOn(client, schema, () => work(client));
    failed = false;
    return result;
  } finally {
    // A connection that may not have unlocked is thrown away, which unlocks.
    client.release(failed);
  }
}

/** The same on a connection of the caller's own; he ends it where this throws. @throws RapportError boot_lock_timeout */
export async function withBootLockOn<T>(client: pg.ClientBase, schema: string, work: () => Promise<T>): Promise<T> {
  const key = lockKey(schema, locks.boot);
  await client.query(`set lock_timeout = '${waitMinutesMax}min'`);
  await client.query('select pg_advisory_lock($1, $2)', key).catch((error: unknown) => {
    throw errorCode(error) === lockNotAvailable ? new RapportError('boot_lock_timeout') : error;
  });
  await client.query('reset lock_timeout');
  const result = await work();
  await client.query('select pg_advisory_unlock($1, $2)', key);
  return result;
}
