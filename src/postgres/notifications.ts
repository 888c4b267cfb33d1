import pg from 'pg';

/** Outside any transaction: a NOTIFY inside one takes a lock on the whole database at its commit. */
export async function sendNotification(pool: pg.Pool, channel: string, payload: string): Promise<void> {
  await pool.query({ name: 'notify', text: 'select pg_notify($1, $2)', values: [channel, payload] });
}

/** `channel` is ours, never a user's; LISTEN takes no parameter. */
export async function listenOn(client: pg.ClientBase, channel: string): Promise<void> {
  await client.query(`listen ${pg.escapeIdentifier(channel)}`);
}
