import type pg from 'pg';

/** Whether any event has ever come, and whether somebody has looked at a customer. */
export async function readWelcome(pool: pg.Pool): Promise<{ event: boolean; customer: boolean }> {
  const { rows } = await pool.query<{ event: boolean; customer: boolean }>(
    `select exists (select from event_name) as event, exists (select from welcome where step = 'customer') as customer`,
  );
  return rows[0] ?? { event: false, customer: false };
}

export async function writeCustomerSeen(pool: pg.Pool, at: number): Promise<void> {
  await pool.query(
    `insert into welcome (step, at) values ('customer', to_timestamp($1::float8 / 1000)) on conflict do nothing`,
    [at],
  );
}
