import type pg from 'pg';
import { type LeafTraits, noTraits, type OriginGroup, type TraitWrite, writeTraits } from '../domain/trait';
import type { JsonObject } from '@rapport/sdk';

export type AccountTouch = {
  readonly publicId: string; // for a new account
  readonly externalId: string;
  readonly leafId: number;
  readonly write: TraitWrite;
};

/** `account` and `account_member`, for `group` calls (connection ''). Returns after three statements, whatever the number. */
export async function touchAccounts(client: pg.ClientBase, touches: readonly AccountTouch[]): Promise<void> {
  if (touches.length === 0) return;
  await client.query(
    `insert into account (public_id, external_id, first_seen, last_seen)
     select distinct on (x) p, x, to_timestamp(t / 1000), to_timestamp(t / 1000)
     from json_to_recordset($1::json) as n(p uuid, x text, t float8) order by x, t
     on conflict (connection, external_id) do nothing`,
    [JSON.stringify(touches.map((one) => ({ p: one.publicId, x: one.externalId, t: one.write.at })))],
  );
  const { rows } = await client.query<{ id: number; externalId: string; traits: JsonObject; origins: OriginGroup[] }>(
    `select id, external_id as "externalId", traits, trait_origins as origins from account
     where connection = '' and external_id = any($1::text[]) order by external_id for no key update`,
    [touches.map((one) => one.externalId)],
  );
  const changes = rows.map((row) => {
    const mine = touches.filter((one) => one.externalId === row.externalId);
    const current: LeafTraits = row.origins.length === 0 ? noTraits : { values: row.traits, origins: row.origins };
    const { values, origins } = writeTraits(
      current,
      mine.map((one) => one.write),
      'delete',
    );
    const times = mine.map((one) => one.write.at);
    return {
      id: row.id,
      traits: values,
      origins,
      first: Math.min(...times),
      last: Math.max(...times),
      leaves: mine.map((one) => one.leafId),
    };
  });
  await client.query(
    `with c as materialized (select * from json_to_recordset($1::json)
         as c(id bigint, traits jsonb, origins jsonb, first float8, last float8, leaves jsonb)),
     m as (insert into account_member (profile_id, account_id, first_seen)
       select distinct on (leaf::bigint, c.id) leaf::bigint, c.id, to_timestamp(c.first / 1000)
       from c, jsonb_array_elements_text(c.leaves) leaf order by leaf::bigint, c.id on conflict do nothing)
     update account a set traits = c.traits, trait_origins = c.origins,
       first_seen = least(a.first_seen, to_timestamp(c.first / 1000)),
       last_seen = greatest(a.last_seen, to_timestamp(c.last / 1000))
     from c where a.id = c.id`,
    [JSON.stringify(changes)],
  );
}
