import type { JsonObject } from '@rapport/sdk';
import type pg from 'pg';

/** The table `helpdesk_connection`; secrets in it are sealed. */
export type ConnectionRow = {
  readonly key: string;
  readonly helpdesk: string;
  readonly name: string;
  readonly settings: JsonObject;
  readonly addressSecret: string;
  readonly enabled: boolean;
  readonly createdAt: number;
  readonly lastDeliveryAt: number | null;
  /** Deliveries that wait for being read, and that are given up. */
  readonly waiting: number;
  readonly failed: number;
};

const columns = `c.key, c.helpdesk, c.name, c.settings, c.address_secret as "addressSecret", c.enabled, c.created_at as "createdAt",
  c.last_delivery_at as "lastDeliveryAt",
  (select count(*) from helpdesk_delivery d where d.connection = c.key and d.retry_at is distinct from 'infinity') as waiting,
  (select count(*) from helpdesk_delivery d where d.connection = c.key and d.retry_at = 'infinity') as failed`;

export async function listConnections(pool: pg.Pool): Promise<ConnectionRow[]> {
  const { rows } = await pool.query<ConnectionRow>(
    `select ${columns} from helpdesk_connection c order by c.name, c.key`,
  );
  return rows;
}

type Draft = Pick<ConnectionRow, 'key' | 'helpdesk' | 'name' | 'settings' | 'addressSecret'>;
type By = { readonly actor: string; readonly at: number };

/** @returns whether the key was free */
export async function insertConnection(pool: pg.Pool, draft: Draft, by: By): Promise<boolean> {
  const { rowCount } = await pool.query(
    `insert into helpdesk_connection (key, helpdesk, name, settings, address_secret, enabled, created_at, updated_at, updated_by)
     select $1, $2, $3, $4, $5, true, t, t, $6 from to_timestamp($7::float8 / 1000) t on conflict (key) do nothing`,
    [draft.key, draft.helpdesk, draft.name, draft.settings, draft.addressSecret, by.actor, by.at],
  );
  return rowCount === 1;
}

/** @returns whether there is one */
export async function updateConnection(
  pool: pg.Pool,
  key: string,
  change: Partial<Pick<ConnectionRow, 'name' | 'settings' | 'enabled'>>,
  by: By,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update helpdesk_connection set name = coalesce($2, name), settings = coalesce($3, settings), enabled = coalesce($4, enabled),
       updated_at = to_timestamp($5::float8 / 1000), updated_by = $6 where key = $1`,
    [key, change.name ?? null, change.settings ?? null, change.enabled ?? null, by.at, by.actor],
  );
  return rowCount === 1;
}

/** What it told and was not read goes with it; the conversations stay. @returns whether there was one */
export async function deleteConnection(pool: pg.Pool, key: string): Promise<boolean> {
  const { rows } = await pool.query<{ key: string }>(
    `with waiting as (delete from helpdesk_delivery where connection = $1),
       read as (delete from helpdesk_sync where connection = $1),
       traces as (delete from helpdesk_contact_trace where connection = $1),
       targets as (delete from helpdesk_target where connection = $1),
       written as (delete from helpdesk_written where connection = $1)
     delete from helpdesk_connection where key = $1 returning key`,
    [key],
  );
  return rows.length === 1;
}
