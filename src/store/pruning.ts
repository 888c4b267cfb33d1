import type pg from 'pg';

/** Answers of mutations that no client will ask for again. @returns how many rows are gone, at most `rowsMax` */
export async function pruneIdempotency(client: pg.ClientBase, before: number, rowsMax: number): Promise<number> {
  const { rowCount } = await client.query(
    `delete from idempotency where ctid = any(array(select ctid from idempotency where at < $1 order by at limit $2))`,
    [new Date(before), rowsMax],
  );
  return rowCount ?? 0;
}

/** Dead letters that were sent again. @returns how many rows are gone, at most `rowsMax` */
export async function pruneReplayedEvents(client: pg.ClientBase, before: number, rowsMax: number): Promise<number> {
  const { rowCount } = await client.query(
    `delete from rejected_event where id = any(array(select id from rejected_event where replayed_at < $1 limit $2))`,
    [new Date(before), rowsMax],
  );
  return rowCount ?? 0;
}

/** Hours of volume that no chart shows any more. @returns how many rows are gone, at most `rowsMax` */
export async function pruneVolume(
  client: pg.ClientBase,
  table: 'source_hour' | 'rejected_hour',
  before: number,
  rowsMax: number,
): Promise<number> {
  const { rowCount } = await client.query(
    `delete from ${table} where ctid = any(array(select ctid from ${table} where hour < $1 limit $2))`,
    [new Date(before), rowsMax],
  );
  return rowCount ?? 0;
}
