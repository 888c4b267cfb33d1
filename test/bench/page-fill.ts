import type pg from 'pg';
import { fillFresh } from './fill';
import { type OutreachIds, type OutreachSize, readOutreachIds } from './outreach-fill';

/** How much there is behind the pages. */
export type PageSize = {
  readonly customers: number;
  /** Each second customer has so many. */
  readonly eventsEach: number;
  /** Of one customer more: who opens that page scrolls for long. */
  readonly longTimeline: number;
  readonly eventNames: number;
  readonly sources: number;
  readonly rejected: number;
  readonly reviews: number;
  readonly audited: number;
  /** Over 90 days. */
  readonly conversations: number;
  readonly outreach: OutreachSize;
};

/** What requests name: ids of rows that the fill made. */
export type PageIds = {
  readonly customers: readonly string[];
  readonly longCustomer: string;
  readonly mergedCustomers: readonly string[];
  readonly merges: readonly string[];
  /** Ids of event names with many events, with a plan. */
  readonly busyNames: readonly number[];
  readonly quietNames: readonly number[];
  /** Refs. */
  readonly busySource: string;
  readonly quietSources: readonly string[];
  /** Of a file that is not imported yet, and one that is, with rejected rows. */
  readonly draftImport: string;
  readonly doneImport: string;
  /** With most members. */
  readonly segment: { readonly key: string; readonly publicId: string };
  readonly outreach: OutreachIds;
};

export const busySource = 'fill';
const days = 90;
const firstNames = 500;
const lastNames = 20_000;

/**
 * Everything that stands behind the pages: customers and events as fill.ts makes them, with names to search by; event names and
 * their counts by day, sources and their counts by hour, rejected events, reviews, merges, plans with violations, saved views.
 */
export async function fillPages(pool: pg.Pool, size: PageSize, now: number): Promise<void> {
  await fillFresh(pool, { from: 0, to: size.customers, eventsEach: size.eventsEach, now });
  for (const [text, ...values] of statementsOf(size, new Date(now))) await pool.query(text, values);
  await pool.query('vacuum (analyze)');
}

type Statement = readonly [text: string, ...values: readonly (Date | number)[]];

function statementsOf(size: PageSize, at: Date): Statement[] {
  return [
    // Orders, so that their sums have something to add up.
    [
      `update event_name set name = (array['Order Completed', 'Product Viewed', 'Cart Viewed', 'Article Read', 'Email Opened'])
         [right(name, 1)::int + 1] where type = 1 and name like 'Filled _'`,
    ],
    [
      `insert into profile_search (key, token, profile_id)
       select k.key, case k.key when 'firstName' then 'ada' || p.id % ${firstNames} else 'lovelace' || p.id % ${lastNames} end, p.id
       from profile p, unnest(array['firstName', 'lastName']) as k(key)`,
    ],
    [
      `insert into event (id, profile_id, occurred_at, received_at, message_id, type, name_id, value, properties, context, identifiers, source_id)
       select (select max(id) from event) + n, (select id from profile where root_id = id order by id limit 1),
         $1::timestamptz - n * interval '70 seconds', $1, 'long-' || n, 1, (select id from event_name where name = 'Product Viewed'), n,
         '{"sku":"SKU-1","price":12.5,"currency":"EUR"}', '{"locale":"de-DE"}', '[["user_id","customer-0","verified"]]', 1
       from generate_series(1, $2::int) n`,
      at,
      size.longTimeline,
    ],
    [
      `insert into merge (public_id, commit_id, winner_id, loser_id, winner_leaf_id, loser_leaf_id, evidence, actor, at)
       select gen_random_uuid(), 0, root_id, leaf_id, root_id, leaf_id, '{"identifiers":[]}', 'rapport', $1 from merged_profile`,
      at,
    ],
    [
      `insert into review (public_id, type, reason, profile_id, other_id, kind_id, value, evidence, source_id, first_at, last_at)
       select gen_random_uuid(), case when n % 3 = 0 then 'conflict' else 'suggestion' end,
         case when n % 3 = 0 then 'kind_limit' else 'claimed' end, p.id, p.id + 10, (select id from identifier_kind where name = 'email'),
         'c' || n || '@customers.example', '{"identifiers":[]}', 1, $1::timestamptz - n * interval '1 second', $1
       from (select id, row_number() over (order by id) as n from profile where root_id = id and id % 10 = 0 limit $2) p`,
      at,
      size.reviews,
    ],
    ...catalogueStatements(size, at),
    ...sourceStatements(size, at),
    ...importStatements(size, at),
    [
      `insert into audit (at, actor, action, profile_id, details)
       select $1::timestamptz - n * interval '1 second', 'admin:' || 1 + n % 40,
         (array['profile.read', 'profiles.list', 'mergeProfiles', 'editTrait', 'exportProfile'])[1 + n % 5],
         case when n % 5 <> 1 then p.public_id end, '{}'
       from generate_series($2::int, 1, -1) n join lateral (select public_id from profile where id = (select min(id) from profile) + n % 1000) p on true`,
      at,
      size.audited,
    ],
    [
      `insert into saved_view (public_id, page, owner, name, shared, definition, created_at, updated_at)
       select gen_random_uuid(), 'customers', 'admin:1', 'View ' || n, n % 2 = 0, '{"text":"ada"}', $1, $1
       from generate_series(1, 100) n`,
      at,
    ],
  ];
}

function importStatements(size: PageSize, at: Date): Statement[] {
  return [
    [
      `insert into import_file (name, bytes, hash, encoding, changed_at)
       select n || '.csv', 0, 'hash ' || n, 'utf-8', $1 from unnest(array['customers', 'orders']) n`,
      at,
    ],
    [
      `insert into import_chunk (file_id, ordinal, bytes)
       select f.id, 0, convert_to('email,name,country' || chr(10) || string_agg('i' || n || '@imported.example,Ida ' || n || ',DE', chr(10)), 'UTF8')
       from import_file f, generate_series(1, 10000) n group by f.id`,
    ],
    [`update import_file f set bytes = octet_length(c.bytes) from import_chunk c where c.file_id = f.id`],
    [
      `insert into import_job (public_id, file_id, state, created_by, created_at, started_at, finished_at, changed_at, row_count, accepted, rejected)
       select gen_random_uuid(), id, case name when 'orders.csv' then 'done' else 'draft' end, 'admin:1', $1, $1, $1, $1, $2::int, 0, $2
       from import_file`,
      at,
      size.rejected,
    ],
    [
      `insert into import_rejected (job_id, line, code, message, record)
       select j.id, n + 1, 'email_invalid', 'is no address', '{"email":"nobody"}'
       from import_job j, generate_series(1, $1::int) n where j.state = 'done'`,
      size.rejected,
    ],
  ];
}

function catalogueStatements(size: PageSize, at: Date): Statement[] {
  return [
    [
      `insert into event_name (type, name, first_seen)
       select 1, 'Custom Event ' || n, $1::timestamptz - interval '${days} days' from generate_series(1, $2::int) n on conflict do nothing`,
      at,
      size.eventNames - 5,
    ],
    [
      `insert into event_name_day (name_id, source_id, day, count)
       select id, 1, ($1::timestamptz at time zone 'UTC')::date - d, 1 + (id * 7919 + d) % 1000
       from event_name, generate_series(0, ${days - 1}) d`,
      at,
    ],
    [
      `insert into event_name_total (name_id, count, last_day)
       select name_id, sum(count), max(day) from event_name_day group by name_id`,
    ],
    [
      `insert into event_name_note (name_id, description, owner, updated_at, updated_by)
       select id, 'What it means and when it is sent.', 'Web team', $1, 'admin:1' from event_name where id % 2 = 0`,
      at,
    ],
    [
      `insert into tracking_plan (name_id, version, mode, schema, actor, at)
       select id, v, 'report', '{"properties":{"price":{"type":"number"},"currency":{"type":"string"}},"required":["price"]}', 'admin:1', $1
       from (select id from event_name order by id limit 1000) n, generate_series(1, 3) v`,
      at,
    ],
    [
      `insert into plan_violation (name_id, version, path, reason, source_id, message, count, first_at, last_at, example_message_id)
       select name_id, version, '/p' || n, 'type', 1, 'must be number', 10, $1, $1, 'fill-0-0'
       from tracking_plan, generate_series(1, 20) n where version = 3`,
      at,
    ],
  ];
}

function sourceStatements(size: PageSize, at: Date): Statement[] {
  return [
    [`insert into source_ref (ref) select 'bench-' || n from generate_series(1, $1::int) n`, size.sources - 1],
    [
      `insert into source_hour (source_id, hour, accepted)
       select id, date_trunc('hour', $1::timestamptz) - h * interval '1 hour', 1 + (id * 31 + h) % 500
       from source_ref, generate_series(0, ${days * 24 - 1}) h`,
      at,
    ],
    [
      `insert into rejected_event (source_id, received_at, message_id, code, message, body)
       select id, $1::timestamptz - n * interval '1 second', 'rejected-' || n,
         (array['plan_violated', 'event_name_missing', 'event_too_large'])[1 + n % 3], 'revenue: must be number',
         '{"type":"track","event":"Order Completed","userId":"u-1","properties":{"revenue":"45,90","currency":"EUR"}}'
       from generate_series(1, $2::int) n, source_ref where ref = case when n % 2 = 0 then '${busySource}' else 'bench-1' end`,
      at,
      size.rejected,
    ],
    [
      `insert into rejected_hour (source_id, hour, code, count)
       select source_id, date_trunc('hour', received_at, 'UTC'), code, count(*) from rejected_event
       group by 1, 2, 3`,
    ],
    // All events are of one source but the oldest, which a quiet one sent: it is found though millions came since.
    [
      `update event set source_id = (select id from source_ref where ref = 'bench-1') where id = (select min(id) from event)`,
    ],
    [
      `insert into source_activity (source_id, last_event_id)
       select source_id, id from event where id in ((select min(id) from event), (select max(id) from event))`,
    ],
  ];
}

/** As Strapi would have made them, once it has its table; `fill` is the source of all events. */
export async function fillStrapiSources(pool: pg.Pool, strapiSchema: string): Promise<void> {
  await pool.query(
    `insert into ${strapiSchema}.sources (document_id, name, kind, write_key, enabled, created_at, updated_at, published_at)
     select ref, 'Source ' || id, case when id % 2 = 0 then 'server' else 'browser' end, 'key-' || id, true, now(), now(), now()
     from source_ref where ref = $1 or ref like 'bench-%'`,
    [busySource],
  );
}

export async function readPageIds(pool: pg.Pool): Promise<PageIds> {
  const texts = async (text: string): Promise<string[]> => {
    const { rows } = await pool.query<{ id: string }>(text);
    return rows.map(({ id }) => id);
  };
  const names = async (order: string): Promise<number[]> => {
    const { rows } = await pool.query<{ id: number }>(`select id from event_name order by id ${order} limit 5`);
    return rows.map(({ id }) => id);
  };
  const some = (from: string) =>
    texts(`select public_id::text as id from ${from} order by md5(public_id::text) limit 200`);
  const { rows: segments } = await pool.query<PageIds['segment']>(
    `select key, public_id::text as "publicId" from segment where state = 'published' order by size desc nulls last limit 1`,
  );
  const importOf = async (state: string): Promise<string> =>
    (await texts(`select public_id::text as id from import_job where state = '${state}'`))[0] ?? '';
  const [longCustomer = ''] = await texts(
    'select public_id::text as id from profile where root_id = id order by id limit 1',
  );
  return {
    customers: await some('profile where id % 2 = 0 and root_id = id'),
    longCustomer,
    mergedCustomers: await some('profile where id in (select root_id from merged_profile limit 20000)'),
    merges: await some('merge'),
    busyNames: await names('asc'),
    quietNames: await names('desc'),
    busySource,
    outreach: await readOutreachIds(pool),
    segment: segments[0] ?? { key: '', publicId: '' },
    draftImport: await importOf('draft'),
    doneImport: await importOf('done'),
    quietSources: await texts(`select ref as id from source_ref where ref like 'bench-%' order by id limit 50`),
  };
}
