import type pg from 'pg';
import type { RetentionRule } from '../domain/retention';

/** A rule and who set it; times in epoch milliseconds. */
export type KeptRule = RetentionRule & { readonly actor: string; readonly changedAt: number };

/** The default first, then by name. */
export async function readRetentionRules(client: pg.ClientBase | pg.Pool): Promise<KeptRule[]> {
  const { rows } = await client.query<KeptRule>(
    `select case when is_default then null else name end as name, days, actor, changed_at as "changedAt"
     from retention_rule order by not is_default, name`,
  );
  return rows;
}

/** @param rule.name null: the default */
export async function writeRetentionRule(
  pool: pg.Pool,
  rule: RetentionRule & { readonly actor: string; readonly at: number },
): Promise<void> {
  await pool.query(
    `insert into retention_rule (is_default, name, days, actor, changed_at)
     values ($1, $2, $3, $4, to_timestamp($5::float8 / 1000))
     on conflict (is_default, name) do update set days = excluded.days, actor = excluded.actor, changed_at = excluded.changed_at`,
    [rule.name === null, rule.name ?? '', rule.days, rule.actor, rule.at],
  );
}

/** @returns whether there was one */
export async function deleteRetentionRule(pool: pg.Pool, name: string | null): Promise<boolean> {
  const { rowCount } = await pool.query('delete from retention_rule where is_default = $1 and name = $2', [
    name === null,
    name ?? '',
  ]);
  return rowCount === 1;
}
