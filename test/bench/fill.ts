import type pg from 'pg';

/** Customers made by SQL, as ingest would have left them: far faster than sending their events. */
export type Fill = {
  /** Numbers of the customers, `from` up to but without `to`. */
  readonly from: number;
  readonly to: number;
  /** Each second customer has so many events; the others have none. */
  readonly eventsEach: number;
  readonly now: number;
};

/** Ids of filled rows lie far above those that Rapport gives out meanwhile. */
const firstProfileId = 1_000_000_000;
const firstEventId = 4_096 * 1_000_000_000;
const chunkCustomers = 50_000;

export function customerId(customer: number): string {
  return `customer-${customer}`;
}

/** Of ten customers the last is a leaf of the one before: a tenth is merged. */
export async function fillCustomers(pool: pg.Pool, fill: Fill): Promise<void> {
  await pool.query(
    `insert into identifier_kind (name) values ('user_id'), ('email'), ('anonymous_id') on conflict do nothing`,
  );
  await pool.query(`insert into source_ref (ref) values ('fill') on conflict do nothing`);
  await pool.query(
    `insert into event_name (type, name, first_seen) select 1, 'Filled ' || n, now() from generate_series(0, 4) n
     on conflict do nothing`,
  );
  for (let from = fill.from; from < fill.to; from += chunkCustomers) {
    const values = [from, Math.min(from + chunkCustomers, fill.to) - 1];
    for (const text of profileStatements) await pool.query(text, [...values, fill.now]);
    for (const text of eventStatements) await pool.query(text, [...values, fill.now, fill.eventsEach]);
  }
}

const firstNames = ['Ada', 'Grace', 'Alan', 'Katherine', 'Linus', 'Margaret', 'Dennis', 'Radia', 'Edsger', 'Barbara'];
const lastNames = ['Lovelace', 'Hopper', 'Turing', 'Johnson', 'Hamilton', 'Ritchie', 'Perlman', 'Liskov', 'Wing'];
const oneOf = (names: readonly string[]) => `(array['${names.join("','")}'])[1 + c % ${names.length}]`;
const [firstName, lastName] = [oneOf(firstNames), oneOf(lastNames)];

const profileStatements = [
  `insert into profile (id, public_id, root_id, created_at, traits, trait_origins)
   select ${firstProfileId} + c, gen_random_uuid(), ${firstProfileId} + c - (c % 10 = 9)::int,
     to_timestamp($3::float8 / 1000) - interval '100 days' + c * interval '1 millisecond',
     jsonb_build_object('firstName', ${firstName}, 'lastName', ${lastName}, 'email', 'c' || c || '@customers.example',
       'country', (array['DE', 'AT', 'CH', 'FR'])[1 + (c / 10) % 4], 'plan', case when c % 10 = 9 then 'basic' else 'premium' end, 'visits', c),
     jsonb_build_array(jsonb_build_array(($3::float8 - c % 1000)::bigint, 'fill-' || c, 1, 0,
       jsonb_build_array('firstName', 'lastName', 'email', 'country', 'plan', 'visits')))
   from generate_series($1::bigint, $2::bigint) c`,
  `insert into merged_profile (leaf_id, root_id, joined_at)
   select ${firstProfileId} + c, ${firstProfileId} + c - 1, to_timestamp($3::float8 / 1000)
   from generate_series($1::bigint, $2::bigint) c where c % 10 = 9`,
  `insert into identifier (kind_id, value, profile_id, verified, retired, source_id, first_seen, last_seen)
   select k.id, case k.name when 'user_id' then 'customer-' || c when 'email' then 'c' || c || '@customers.example'
       else 'device-' || c end, ${firstProfileId} + c, true, false, 1, t.at, t.at
   from generate_series($1::bigint, $2::bigint) c, identifier_kind k, (select to_timestamp($3::float8 / 1000) as at) t
   where k.name in ('user_id', 'email', 'anonymous_id')`,
  `insert into profile_search (key, token, profile_id)
   select n.key, n.token, ${firstProfileId} + c from generate_series($1::bigint, $2::bigint) c,
     lateral (values ('firstName', lower(${firstName})), ('lastName', lower(${lastName}))) as n(key, token)
   where $3::float8 > 0`,
  `insert into profile_activity (profile_id, first_seen, last_seen)
   select ${firstProfileId} + c, t.at - interval '90 days', t.at
   from generate_series($1::bigint, $2::bigint) c, (select to_timestamp($3::float8 / 1000) as at) t`,
];

const eventStatements = [
  // What an event carries depends on its number alone, whom it names on the customer alone: each is made once, not ten million times.
  `insert into event (id, profile_id, occurred_at, received_at, message_id, type, name_id, value, properties, context,
                      identifiers, source_id)
   select ${firstEventId} + c * $4::int + e, ${firstProfileId} + c, t.at, t.at, 'fill-' || c || '-' || e, 1, k.name_id, e,
     k.properties, '{"library":{"name":"@segment/analytics-node","version":"3.1.0"},"locale":"de-DE","page":{"path":"/shop"}}',
     w.identifiers, 1
   from (select c, jsonb_build_array(jsonb_build_array('user_id', 'customer-' || c, 'verified')) as identifiers
       from generate_series($1::bigint, $2::bigint) c where c % 2 = 0 offset 0) w,
     (select e, n.id as name_id, jsonb_build_object('product_id', 'p-' || e, 'sku', 'SKU-' || e || '-XL', 'category', 'Shoes',
         'name', 'Trail Runner', 'brand', 'Acme', 'price', e, 'quantity', 1, 'currency', 'EUR', 'position', e) as properties
       from generate_series(0, $4::int - 1) e join event_name n on n.type = 1 and n.name = 'Filled ' || (e % 5) offset 0) k,
     lateral (select date_trunc('milliseconds', to_timestamp($3::float8 / 1000)
       - ((c * 7919 + e * 104729) % 7776000) * interval '1 second') as at) t`,
  // In order: ten million keys in any order would touch ten million pages.
  `insert into event_seen_0 (key)
   select md5(c || '-' || e)::uuid from generate_series($1::bigint, $2::bigint) c, generate_series(0, $4::int - 1) e
   where c % 2 = 0 and $3::float8 > 0 order by 1 on conflict do nothing`,
];

/**
 * The same where no event is there yet and nobody looks meanwhile: the indexes of `event` are made after its rows.
 * 10 million events: half of the time.
 */
export async function fillFresh(pool: pg.Pool, fill: Fill): Promise<void> {
  const { rows } = await pool.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
     where indrelid = 'event'::regclass`,
  );
  for (const { name } of rows) await pool.query(`drop index ${name}`);
  await fillCustomers(pool, fill);
  const client = await pool.connect();
  await client.query(`set maintenance_work_mem = '1GB'`);
  for (const { definition } of rows) await client.query(definition.replace(' ON ONLY ', ' ON '));
  client.release(true);
}
