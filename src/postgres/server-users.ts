import type pg from 'pg';
import { lockKey, locks } from './locks';

/**
 * Who uses the embedded server, by advisory locks, which end with the process however that ends. Every command holds `users`
 * shared for as long as it works; `rapport start` holds `supervisor` alone (supervisor-lock.ts). Whoever leaves last stops
 * the server. To find out, and to stop it, `leaving` is held: those who leave at the same moment take turns.
 */
const users = lockKey('supervisor', locks.embeddedUsers);
const leaving = lockKey('supervisor', locks.embeddedLeaving);

/** False where the server is being stopped by the last one who left. */
export async function joinUsers(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ joined: boolean }>(
    'select pg_try_advisory_lock_shared($1, $2) as joined',
    users,
  );
  return rows[0]?.joined === true;
}

export async function leaveUsers(client: pg.ClientBase): Promise<void> {
  await client.query('select pg_advisory_unlock_shared($1, $2)', users);
}

/**
 * Waits for its turn, and keeps it until the connection ends.
 * @returns when nobody else can join or leave
 */
export async function takeTurnToLeave(client: pg.ClientBase): Promise<void> {
  await client.query('select pg_advisory_lock($1, $2)', leaving);
}

/** True where nobody uses the server, and then nobody joins any more. */
export async function closeToUsers(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ closed: boolean }>('select pg_try_advisory_lock($1, $2) as closed', users);
  return rows[0]?.closed === true;
}
