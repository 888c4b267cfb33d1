import type pg from 'pg';

/** In the order of the keys, so that two nodes never wait for each other in a circle. */
export async function touchKeys(
  pool: pg.Pool,
  keys: readonly { readonly hash: Buffer; readonly at: number }[],
): Promise<void> {
  const sorted = [...keys].sort((a, b) => Buffer.compare(a.hash, b.hash));
  await pool.query({
    name: 'source-key-touch',
    text: `insert into source_key_use as k (key_hash, last_used_at)
      select hash, to_timestamp(at / 1000) from unnest($1::bytea[], $2::float8[]) as u(hash, at)
      on conflict (key_hash) do update set last_used_at = greatest(k.last_used_at, excluded.last_used_at)`,
    values: [sorted.map((key) => key.hash), sorted.map((key) => key.at)],
  });
}

/** Epoch milliseconds, in the order asked; null: never seen. */
export async function keysLastUsed(pool: pg.Pool, hashes: readonly Buffer[]): Promise<(number | null)[]> {
  const { rows } = await pool.query<{ key_hash: Buffer; last_used_at: number }>({
    name: 'source-key-last-used',
    text: 'select key_hash, last_used_at from source_key_use where key_hash = any($1::bytea[])',
    values: [hashes],
  });
  const found = new Map(rows.map((row) => [row.key_hash.toString('hex'), row.last_used_at]));
  return hashes.map((hash) => found.get(hash.toString('hex')) ?? null);
}

/** Of keys that nobody has used for long: they are gone, or it does not matter. @returns how many rows are gone */
export async function pruneKeyUse(client: pg.ClientBase, before: number, rowsMax: number): Promise<number> {
  const { rowCount } = await client.query(
    `delete from source_key_use
      where key_hash = any(array(select key_hash from source_key_use where last_used_at < $1 limit $2))`,
    [new Date(before), rowsMax],
  );
  return rowCount ?? 0;
}
