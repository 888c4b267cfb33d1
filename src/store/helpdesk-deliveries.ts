import type { ErrorCode, HelpdeskDelivery, Json } from '@rapport/sdk';
import type pg from 'pg';

/** The table `helpdesk_delivery`: webhooks that were answered and are not read yet. */
export type DeliveryRow = {
  readonly id: number;
  readonly connection: string;
  readonly delivery: HelpdeskDelivery;
  readonly receivedAt: number;
  readonly attempts: number;
};

export type NewDelivery = HelpdeskDelivery & {
  readonly connection: string;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
};

/** What is there already, and waits, is not kept again. */
export async function insertDeliveries(pool: pg.Pool, deliveries: readonly NewDelivery[]): Promise<void> {
  await pool.query({
    name: 'helpdesk-delivery-insert',
    text: `with new as (
        select * from unnest($1::text[], $2::text[], $3::text[], $4::bool[], $5::float8[]) as u(connection, id, body, proven, at)),
      seen as (
        update helpdesk_connection c set last_delivery_at = to_timestamp(n.at / 1000)
        from (select connection, max(at) as at from new group by connection) n where c.key = n.connection
          and (last_delivery_at is null or last_delivery_at < to_timestamp(n.at / 1000) - interval '10 seconds'))
      insert into helpdesk_delivery (connection, delivery_id, body, is_proven, received_at)
      select connection, id, body, proven, to_timestamp(at / 1000) from new on conflict (connection, delivery_id) do nothing`,
    values: [
      deliveries.map(({ connection }) => connection),
      deliveries.map(({ id }) => id),
      deliveries.map(({ body }) => JSON.stringify(body)),
      deliveries.map(({ isProven }) => isProven),
      deliveries.map(({ receivedAt }) => receivedAt),
    ],
  });
}

/** The oldest that are due; nobody else gets them until the end of the transaction. */
export async function takeDeliveries(client: pg.ClientBase, now: number, rowsMax: number): Promise<DeliveryRow[]> {
  const { rows } = await client.query<{
    id: number;
    connection: string;
    deliveryId: string | null;
    body: Json;
    isProven: boolean;
    receivedAt: number;
    attempts: number;
  }>({
    name: 'helpdesk-delivery-take',
    text: `select d.id, d.connection, d.delivery_id as "deliveryId", d.body::json as body, d.is_proven as "isProven",
        d.received_at as "receivedAt", d.attempts
      from helpdesk_delivery d join helpdesk_connection c on c.key = d.connection and c.enabled
      where d.retry_at is null or d.retry_at <= to_timestamp($1::float8 / 1000)
      order by d.id limit $2 for update of d skip locked`,
    values: [now, rowsMax],
  });
  return rows.map(({ id, connection, deliveryId, body, isProven, receivedAt, attempts }) => ({
    ...{ id, connection, receivedAt, attempts },
    delivery: { id: deliveryId, body, isProven },
  }));
}

export async function deleteDeliveries(client: pg.ClientBase, ids: readonly number[]): Promise<void> {
  await client.query({
    name: 'helpdesk-delivery-delete',
    text: 'delete from helpdesk_delivery where id = any($1::bigint[])',
    values: [ids],
  });
}

/** @param retryAt epoch milliseconds; null: it is not read again, and stays until it is pruned */
export async function postponeDelivery(
  client: pg.ClientBase,
  id: number,
  { code, retryAt }: { readonly code: ErrorCode; readonly retryAt: number | null },
): Promise<void> {
  await client.query({
    name: 'helpdesk-delivery-postpone',
    text: `update helpdesk_delivery set attempts = attempts + 1, failure = $2,
      retry_at = coalesce(to_timestamp($3::float8 / 1000), 'infinity') where id = $1`,
    values: [id, code, retryAt],
  });
}

/** Those that were given up. @returns how many rows are gone, at most `rowsMax` */
export async function pruneDeliveries(client: pg.ClientBase, before: number, rowsMax: number): Promise<number> {
  const { rowCount } = await client.query(
    `delete from helpdesk_delivery where id = any(array(
       select id from helpdesk_delivery where retry_at = 'infinity' and received_at < $1 limit $2))`,
    [new Date(before), rowsMax],
  );
  return rowCount ?? 0;
}
