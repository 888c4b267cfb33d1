import type pg from 'pg';

/** The table `helpdesk_contact_trace`: two contacts of whom the same conversation was told. Times are epoch milliseconds. */
export type TraceRow = { readonly connection: string; readonly contact: string; readonly other: string };
type Contact = { readonly id: string; readonly leafId: number };

/** What is there, looked up or not, stays as it is. */
export async function insertTraces(
  client: pg.ClientBase,
  connection: string,
  traces: readonly (readonly [contact: Contact, other: Contact])[],
  now: number,
): Promise<void> {
  if (traces.length === 0) return;
  await client.query(
    `insert into helpdesk_contact_trace (connection, contact, contact_leaf_id, other, other_leaf_id, seen_at)
     select $1, c, cl, o, ol, to_timestamp($6::float8 / 1000)
     from unnest($2::text[], $3::bigint[], $4::text[], $5::bigint[]) as u(c, cl, o, ol) on conflict do nothing`,
    [
      connection,
      ...[traces.map(([one]) => one.id), traces.map(([one]) => one.leafId)],
      ...[traces.map(([, other]) => other.id), traces.map(([, other]) => other.leafId)],
      now,
    ],
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

/** Those of whom the person is one, whoever the other is. @returns how many rows are gone */
export async function deleteTracesOf(client: pg.ClientBase, leafIds: readonly number[]): Promise<number> {
  const { rowCount } = await client.query(
    'delete from helpdesk_contact_trace where contact_leaf_id = any($1::bigint[]) or other_leaf_id = any($1)',
    [leafIds],
  );
  return rowCount ?? 0;
}

/** What is told again after that is looked up again. @returns how many rows are gone, at most `rowsMax` */
export async function pruneTraces(client: pg.ClientBase, before: number, rowsMax: number): Promise<number> {
  const { rowCount } = await client.query(
    `delete from helpdesk_contact_trace where ctid = any(array(
       select ctid from helpdesk_contact_trace where seen_at < $1 order by seen_at limit $2))`,
    [new Date(before), rowsMax],
  );
  return rowCount ?? 0;
}

/** The conversations of who is gone are those of who is left. */
export async function moveContact(
  pool: pg.Pool,
  connection: string,
  { gone, kept }: { readonly gone: string; readonly kept: string },
): Promise<void> {
  // What was written of who is gone, went with him.
  await pool.query(
    `with moved as (update conversation set contact_id = $3 where connection = $1 and contact_id = $2),
       written as (delete from helpdesk_written where connection = $1 and kind = 'contact' and object_id = $2)
     delete from helpdesk_target where connection = $1 and kind = 'contact' and object_id = $2`,
    [connection, gone, kept],
  );
}
