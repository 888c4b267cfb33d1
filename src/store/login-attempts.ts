import type pg from 'pg';

/** A key (of an account or an address) and how many failures it has free. */
export type LoginKey = { readonly key: Buffer; readonly freeFailures: number };

/** Failures older than this are forgotten. */
const forgetSeconds = 3_600;
const delaySecondsMax = 900;

/**
 * Counts one attempt for each key, as if it failed. Each free failure costs nothing; after them 1 s, 2 s, 4 s ... up to 15 min must
 * pass. The check and the count are one step under the row's lock, so that a hundred attempts at once are a hundred, on any node.
 * @returns until when they are blocked, epoch milliseconds; null where this attempt may go on
 */
export async function countLoginAttempt(pool: pg.Pool, keys: readonly LoginKey[], now: number): Promise<number | null> {
  const values = [keys.map((one) => one.key), keys.map((one) => one.freeFailures), now, forgetSeconds, delaySecondsMax];
  const counted = await pool.query(
    `insert into login_attempt as l (key, failures, last_at, blocked_until)
     select key, 1, at, at + make_interval(secs => case when free < 1 then 1 else 0 end)
     from unnest($1::bytea[], $2::int[]) a(key, free), to_timestamp($3::float8 / 1000) at order by key
     on conflict (key) do update set
       failures = case when l.last_at < excluded.last_at - make_interval(secs => $4) then 1 else l.failures + 1 end,
       last_at = excluded.last_at,
       blocked_until = excluded.last_at + make_interval(secs => case
         when l.last_at < excluded.last_at - make_interval(secs => $4) then 0
         else (select case when l.failures + 1 <= free then 0 else least($5::float8, 2 ^ least(l.failures - free, 30)) end
               from unnest($1::bytea[], $2::int[]) a(key, free) where a.key = l.key) end)
     where l.blocked_until <= excluded.last_at`,
    values,
  );
  if (counted.rowCount === keys.length) return null;
  const { rows } = await pool.query<{ until: number | null }>(
    'select max(blocked_until) as until from login_attempt where key = any($1::bytea[]) and blocked_until > to_timestamp($2::float8 / 1000)',
    [keys.map((one) => one.key), now],
  );
  return rows[0]?.until ?? null;
}

/** The attempt was none: it succeeded, or failed by our fault. */
export async function takeBackLoginAttempt(pool: pg.Pool, keys: readonly Buffer[], now: number): Promise<void> {
  await pool.query(
    `update login_attempt set failures = greatest(failures - 1, 0), blocked_until = least(blocked_until, to_timestamp($2::float8 / 1000))
     where key = any($1::bytea[])`,
    [keys, now],
  );
}

export async function forgetLoginAttempts(pool: pg.Pool, keys: readonly Buffer[]): Promise<void> {
  await pool.query('delete from login_attempt where key = any($1::bytea[])', [keys]);
}

export async function pruneLoginAttempts(pool: pg.Pool, before: number): Promise<void> {
  await pool.query('delete from login_attempt where last_at < to_timestamp($1::float8 / 1000)', [before]);
}
