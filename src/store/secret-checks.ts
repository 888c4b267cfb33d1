import type pg from 'pg';

/** Name of a secret -> what shows that two have the same, and nothing else of it. */
export type SecretChecks = ReadonlyMap<string, string>;

/** Writes those that the database has none of yet. @returns what it has now: where two nodes are at it, the first one's */
export async function claimSecretChecks(pool: pg.Pool, checks: SecretChecks, now: number): Promise<SecretChecks> {
  const columns = [[...checks.keys()], [...checks.values()]];
  await pool.query(
    `insert into secret_check (name, value, at) select name, value, $3 from unnest($1::text[], $2::text[]) as c (name, value)
     on conflict do nothing`,
    [...columns, new Date(now)],
  );
  const { rows } = await pool.query<{ name: string; value: string }>('select name, value from secret_check');
  return new Map(rows.map(({ name, value }) => [name, value]));
}

/** From now on these are the right ones. @returns names of those that were others before */
export async function replaceSecretChecks(pool: pg.Pool, checks: SecretChecks, now: number): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `insert into secret_check (name, value, at) select name, value, $3 from unnest($1::text[], $2::text[]) as c (name, value)
     on conflict (name) do update set value = excluded.value, at = excluded.at where secret_check.value <> excluded.value
     returning name`,
    [[...checks.keys()], [...checks.values()], new Date(now)],
  );
  return rows.map(({ name }) => name).sort();
}
