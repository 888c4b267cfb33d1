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
  const key = lockKey(schema, locks.boot);
  let held = false;
  try {
    await client.query(`set lock_timeout = '${waitMinutesMax}min'`);
    await client.query('select pg_advisory_lock($1, $2)', key).catch((error: unknown) => {
      throw errorCode(error) === lockNotAvailable ? new RapportError('boot_lock_timeout') : error;
    });
    held = true;
    await client.query('reset lock_timeout');
    return await work(client);
  } finally {
    // A connection that cannot unlock is thrown away, which unlocks.
    const broken = held
      ? await client.query('select pg_advisory_unlock($1, $2)', key).then(
          () => false,
          () => true,
        )
      : true;
    client.release(broken);
  }
}
