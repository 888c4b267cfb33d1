import type pg from 'pg';

/** The table `helpdesk_contact_trace`: two contacts of whom the same conversation was told. Times are epoch milliseconds. */
export type TraceRow = { readonly connection: string; readonly contact: string; readonly other: string };
type Pair = Pick<TraceRow, 'contact' | 'other'>;

/** What is there, looked up or not, stays as it is. */
export async function insertTraces(
  client: pg.ClientBase,
  connection: string,
  traces: readonly Pair[],
  now: number,
): Promise<void> {
  if (traces.length === 0) return;
  await client.query(
    `insert into helpdesk_contact_trace (connection, contact, other, seen_at)
     select $1, c, o, to_timestamp($4::float8 / 1000) from unnest($2::text[], $3::text[]) as u(c, o) on conflict do nothing`,
    [connection, traces.map((one) => one.contact), traces.map((one) => one.other), now],
  );
}

/** The oldest that are due; nobody else gets them until `until`. */
export async function takeTraces(
  pool: pg.Pool,
  { now, until, rowsMax }: { readonly now: number; readonly until: number; readonly rowsMax: number },
): Promise<TraceRow[]> {
  const { rows } = await pool.query<TraceRow>({
    name: 'helpdesk-trace-take',
    text: `update helpdesk_contact_trace t set retry_at = to_timestamp($2::float8 / 1000)
      from (select t.connection, t.contact, t.other from helpdesk_contact_trace t
              join helpdesk_connection c on c.key = t.connection and c.enabled
            where t.retry_at is null or t.retry_at <= to_timestamp($1::float8 / 1000)
            order by t.seen_at limit $3 for update of t skip locked) due
      where (t.connection, t.contact, t.other) = (due.connection, due.contact, due.other)
      returning t.connection, t.contact, t.other`,
    values: [now, until, rowsMax],
  });
  return rows;
}

/** It was looked up: the trace stays, so that it is not looked up again each time it is told. */
export async function settleTrace(pool: pg.Pool, { connection, contact, other }: TraceRow): Promise<void> {
  await pool.query(
    `update helpdesk_contact_trace set retry_at = 'infinity' where connection = $1 and contact = $2 and other = $3`,
    [connection, contact, other],
  );
}

/** The conversations of who is gone are those of who is left. */
export async function moveContact(
  pool: pg.Pool,
  connection: string,
  { gone, kept }: { readonly gone: string; readonly kept: string },
): Promise<void> {
  await pool.query('update conversation set contact_id = $3 where connection = $1 and contact_id = $2', [
    ...[connection, gone, kept],
  ]);
}
