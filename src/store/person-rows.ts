import type { Identifier, Json, JsonObject } from '@rapport/sdk';
import type pg from 'pg';
import { deleteFactsOf } from './conversations';
import { deleteTracesOf } from './helpdesk-traces';
import { eraseTargetsOf } from './helpdesk-writes';
import { deleteIdleChunks } from './import-files';
import { deleteRejectedRowsOf } from './import-rejected';

/**
 * Every table that holds something of a person, in one place: what an erasure counts and removes. test/integration/erasure.test.ts
 * fails while a table of the schema is in neither of the two lists.
 */
export const tablesOfPerson = [
  'profile',
  'merged_profile',
  'identifier',
  'event',
  'profile_activity',
  'profile_search',
  'account_member',
  'conversation',
  'conversation_fact',
  'helpdesk_contact_trace',
  'helpdesk_delivery',
  'helpdesk_target',
  'helpdesk_written',
  'review',
  'merge',
  'never_merge',
  'rejected_event',
  'idempotency',
  'export_link',
  'saved_view',
  'import_chunk',
  'import_rejected',
  'work',
] as const;

/** Tables that stay as they are, and why. */
export const tablesWithoutPerson = {
  account: 'organisations',
  audit: 'ids and counts only; who looked at whom stays provable',
  audit_anchor: 'a keyed hash',
  audit_head: 'a keyed hash',
  audit_intent: 'ids and counts only, for minutes',
  backup: 'times and sizes',
  commit_log: 'internal ids',
  erased_identifier: 'keyed hashes: what the door drops',
  erased_profile: 'ids of the erased, for the feed of changes',
  erasure: 'the erasure itself; its scope is emptied at the end',
  erasure_horizon: 'a time',
  event_name: 'names of events',
  event_name_day: 'counts',
  event_name_total: 'counts',
  event_name_delta: 'counts',
  event_name_note: 'what owners say of event names',
  event_seen_0: 'hashes of message ids',
  event_seen_1: 'hashes of message ids',
  event_seen_generation: 'a time',
  event_seen_permanent: 'hashes of lines',
  helpdesk_connection: 'settings; what connects to a helpdesk',
  helpdesk_sync: 'how far a helpdesk was read; counts',
  helpdesk_write_cursor: 'a position',
  identifier_kind: 'names of kinds',
  import_file: 'names of files; their bytes are in import_chunk',
  import_job: 'names of columns, counts',
  ingest_minute: 'counts',
  login_attempt: 'keyed hashes of admins',
  migration: 'names of files',
  node: 'processes of Rapport',
  plan_violation: 'places and reasons; message ids',
  rejected_delta: 'counts',
  rejected_hour: 'counts',
  retention_rule: 'names of events, and for how long',
  retention_run: 'counts',
  secret_check: 'keyed hashes',
  source_activity: 'times',
  source_hour: 'counts',
  source_key_use: 'counts',
  source_ref: 'names of sources',
  storage_day: 'sizes',
  tracking_plan: 'schemas of events',
  welcome: 'first steps of the installation',
} as const;

export type Scope = {
  readonly leafIds: readonly number[];
  readonly profileIds: readonly string[];
  readonly identifiers: readonly Identifier[];
  /** Epoch milliseconds. Whoever came later, and what was said later, is not the erased person's. */
  readonly erasedAt: number;
};

/** What stands in one statement: rows by table. */
export async function countPersonRows(
  pool: pg.Pool | pg.ClientBase,
  leafIds: readonly number[],
): Promise<{ name: string; rows: number }[]> {
  const { rows } = await pool.query<{ name: string; rows: number }>(
    `select 'profile' as name, count(*) as rows from profile where id = any($1::bigint[])
     union all select 'identifier', count(*) from identifier where profile_id = any($1)
     union all select 'event', count(*) from event where profile_id = any($1)
     union all select 'account_member', count(*) from account_member where profile_id = any($1)
     union all select 'conversation', count(*) from conversation where profile_id = any($1)
     union all select 'review', count(*) from review where profile_id = any($1) or other_id = any($1)
     union all select 'merge', count(*) from merge where winner_leaf_id = any($1) or loser_leaf_id = any($1)
     order by 2 desc, 1`,
    [leafIds],
  );
  return rows;
}

/** At most about `rowsMax` events, the newest of one leaf: by its index, and the statement ends when it has them. */
export async function deleteEvents(
  client: pg.ClientBase,
  leafIds: readonly number[],
  rowsMax: number,
): Promise<number> {
  const { rows } = await client.query<{ leaf: number }>(
    'select profile_id as leaf from event where profile_id = any($1::bigint[]) limit 1',
    [leafIds],
  );
  const leaf = rows[0]?.leaf;
  if (leaf === undefined) return 0;
  const { rowCount } = await client.query(
    `delete from event where profile_id = $1 and occurred_at >= coalesce(
       (select occurred_at from event where profile_id = $1 order by occurred_at desc offset $2 limit 1), '-infinity')`,
    [leaf, rowsMax - 1],
  );
  return rowCount ?? 0;
}

/** The small tables, in one statement each. */
export async function deleteSmallRows(client: pg.ClientBase, scope: Scope): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const remove = async (name: string, text: string, values: readonly unknown[]): Promise<void> => {
    counts[name] = (await client.query(text, [...values])).rowCount ?? 0;
  };
  const { leafIds, profileIds, identifiers, erasedAt } = scope;
  const needles = [...profileIds, ...(await publicIdsBetween(client, scope)), ...tellingValues(identifiers)];
  await remove('profile_activity', 'delete from profile_activity where profile_id = any($1::bigint[])', [leafIds]);
  await remove('profile_search', 'delete from profile_search where profile_id = any($1::bigint[])', [leafIds]);
  await remove('account_member', 'delete from account_member where profile_id = any($1::bigint[])', [leafIds]);
  counts['conversation_fact'] = await deleteFactsOf(client, leafIds);
  counts['helpdesk_contact_trace'] = await deleteTracesOf(client, leafIds);
  // What helpdesks were told is taken away over there first: the rows go with it.
  counts['helpdesk_target'] = await eraseTargetsOf(client, leafIds, erasedAt);
  await remove('conversation', 'delete from conversation where profile_id = any($1::bigint[])', [leafIds]);
  await remove(
    'review',
    `delete from review r where profile_id = any($1::bigint[]) or other_id = any($1)
       or r.first_at < to_timestamp($4::float8 / 1000) and exists (
         select from unnest($2::text[], $3::text[]) w(kind, value) join identifier_kind k on k.name = w.kind
         where r.kind_id = k.id and r.value = w.value)`,
    [leafIds, identifiers.map((one) => one.kind), identifiers.map((one) => one.value), erasedAt],
  );
  await remove('merge', 'delete from merge where winner_leaf_id = any($1::bigint[]) or loser_leaf_id = any($1)', [
    leafIds,
  ]);
  await remove('never_merge', 'delete from never_merge where low_id = any($1::bigint[]) or high_id = any($1)', [
    leafIds,
  ]);
  await remove('work', 'delete from work where leaf_ids <@ $1::bigint[]', [leafIds]);
  await remove('export_link', 'delete from export_link where profile_id = any($1::uuid[])', [profileIds]);
  await remove(
    'idempotency',
    `delete from idempotency i where exists (
       select from unnest($1::text[]) needle where strpos(i.response::text, needle) > 0 or strpos(i.key, needle) > 0)`,
    [needles],
  );
  // Somebody kept a search for the person.
  await remove(
    'saved_view',
    `delete from saved_view v where exists (
       select from unnest($1::text[]) needle where strpos(lower(v.definition::text || v.name), lower(needle)) > 0)`,
    [tellingValues(identifiers)],
  );
  await remove(
    'helpdesk_delivery',
    `delete from helpdesk_delivery d where exists (
       select from unnest($1::text[]) needle where strpos(lower(d.body), lower(needle)) > 0)`,
    [tellingValues(identifiers)],
  );
  // Copies of files that no import needs now go whole: nobody is looked for in them.
  counts['import_chunk'] = await deleteIdleChunks(client);
  counts['import_rejected'] = await deleteRejectedRowsOf(client, identifiers);
  return counts;
}

/** Ids under which answers of mutations name the person's merges and reviews. */
async function publicIdsBetween(client: pg.ClientBase, { leafIds }: Scope): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select public_id as id from merge where winner_leaf_id = any($1::bigint[]) or loser_leaf_id = any($1)
     union all select public_id from review where profile_id = any($1) or other_id = any($1)`,
    [leafIds],
  );
  return rows.map((row) => row.id);
}

function tellingValues(identifiers: readonly Identifier[]): string[] {
  return identifiers.map((one) => one.value).filter((value) => value.length >= 8);
}

/**
 * Leaves of others that met the person: a union that was refused or suggested, a merge that was undone, an identifier that was moved
 * away. Only their rows can carry something of the person. Who came after the erasure is nobody whom the person met, even if it is
 * the same one who came back with the same address.
 */
export async function leavesThatMet(
  client: pg.ClientBase,
  { leafIds, identifiers, erasedAt }: Scope,
): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `select distinct met.id from (
       select unnest(array[profile_id, other_id]) as id from review r where profile_id = any($1::bigint[]) or other_id = any($1)
         or exists (select from unnest($2::text[], $3::text[]) w(kind, value) join identifier_kind k on k.name = w.kind
                    where r.kind_id = k.id and r.value = w.value)
       union all select unnest(array[winner_id, loser_id, winner_leaf_id, loser_leaf_id]) from merge
         where winner_leaf_id = any($1) or loser_leaf_id = any($1)
       union all select unnest(array[low_id, high_id]) from never_merge where low_id = any($1) or high_id = any($1)) met
     join profile p on p.id = met.id and p.created_at < to_timestamp($4::float8 / 1000)
     where met.id <> all($1) order by met.id`,
    [leafIds, identifiers.map((one) => one.kind), identifiers.map((one) => one.value), erasedAt],
  );
  return rows.map((row) => row.id);
}

export type CarryingEvent = {
  readonly id: number;
  readonly occurredAt: number;
  readonly properties: JsonObject;
  readonly context: JsonObject;
  readonly identifiers: Json[];
};

/**
 * Events of these leaves that carry one of the identifiers, by id, behind `afterId`. `offset 0` keeps to the leaves' own index:
 * in the order of ids the whole table would be read where few of them match.
 */
export async function eventsCarrying(
  client: pg.ClientBase,
  leafIds: readonly number[],
  identifiers: readonly Identifier[],
  afterId: number,
  rowsMax: number,
): Promise<CarryingEvent[]> {
  const { rows } = await client.query<CarryingEvent>(
    `select id, occurred_at as "occurredAt", properties, context, identifiers from (
       select id, occurred_at, properties, context, identifiers from event
       where profile_id = any($1::bigint[]) and id > $5 offset 0) e
     where exists (
       select from jsonb_array_elements(e.identifiers) carried
       join unnest($2::text[], $3::text[]) w(kind, value) on w.kind = carried ->> 0 and w.value = carried ->> 1)
     order by id limit $4`,
    [leafIds, identifiers.map((one) => one.kind), identifiers.map((one) => one.value), rowsMax, afterId],
  );
  return rows;
}

export async function rewriteEvents(client: pg.ClientBase, events: readonly CarryingEvent[]): Promise<void> {
  await client.query(
    `update event e set properties = n.properties, context = n.context, identifiers = n.identifiers
     from json_to_recordset($1::json) as n(id bigint, "occurredAt" float8, properties jsonb, context jsonb, identifiers jsonb)
     where e.id = n.id and e.occurred_at = to_timestamp(n."occurredAt" / 1000)`,
    [JSON.stringify(events)],
  );
}

/** What others' traits, merges and reviews say, each as one JSON that `erase` may change. */
export async function rewriteOthers(
  client: pg.ClientBase,
  leafIds: readonly number[],
  erase: (value: Json) => Json,
): Promise<number> {
  const profiles = await client.query<{ id: number; value: JsonObject }>(
    'select id, traits as value from profile where id = any($1::bigint[]) order by id for no key update',
    [leafIds],
  );
  const merges = await client.query<{ id: number; value: Json }>(
    'select id, evidence as value from merge where winner_leaf_id = any($1::bigint[]) or loser_leaf_id = any($1) order by id for update',
    [leafIds],
  );
  const reviews = await client.query<{ id: number; value: Json }>(
    'select id, evidence as value from review where profile_id = any($1::bigint[]) or other_id = any($1) order by id for update',
    [leafIds],
  );
  const changed = <T extends Json>(rows: readonly { id: number; value: T }[]) =>
    rows.flatMap(({ id, value }) => {
      const next = erase(value);
      return next === value ? [] : [{ id, value: next }];
    });
  const [traits, mergeEvidence, reviewEvidence] = [changed(profiles.rows), changed(merges.rows), changed(reviews.rows)];
  const from = 'from json_to_recordset($1::json) as n(id bigint, value jsonb) where t.id = n.id';
  await client.query(`update profile t set traits = n.value ${from}`, [JSON.stringify(traits)]);
  await client.query(`update merge t set evidence = n.value ${from}`, [JSON.stringify(mergeEvidence)]);
  await client.query(`update review t set evidence = n.value ${from}`, [JSON.stringify(reviewEvidence)]);
  // Words of the traits that were taken out; the others of the same profile come back with its next change.
  await client.query(
    `delete from profile_search s using json_to_recordset($1::json) as n(id bigint, value jsonb)
     where s.profile_id = n.id and n.value ->> s.key like '%[erased]%'`,
    [JSON.stringify(traits)],
  );
  return traits.length + mergeEvidence.length + reviewEvidence.length;
}

export type RejectedCandidate = { readonly id: number; readonly body: string; readonly messageId: string | null };

/**
 * Dead letters behind `afterId` that may carry one of the identifiers: by their text, the digits of phone numbers alone.
 * @returns null where none is left; else the id up to which was looked
 */
export async function rejectedCandidates(
  client: pg.ClientBase,
  identifiers: readonly Identifier[],
  afterId: number,
  rowsMax: number,
): Promise<{ readonly upTo: number; readonly candidates: readonly RejectedCandidate[] } | null> {
  const { rows: ends } = await client.query<{ id: number | null }>(
    'select max(id) as id from (select id from rejected_event where id > $1 order by id limit $2) page',
    [afterId, rowsMax],
  );
  const upTo = ends[0]?.id ?? null;
  if (upTo === null) return null;
  const { rows } = await client.query<RejectedCandidate>(
    `select id, body, message_id as "messageId" from rejected_event where id > $1 and id <= $2 and (
       exists (select from unnest($3::text[]) needle where strpos(lower(body), needle) > 0)
       or exists (select from unnest($4::text[]) digits where strpos(regexp_replace(body, '\\D', '', 'g'), digits) > 0))
     order by id`,
    [
      afterId,
      upTo,
      identifiers.map(({ value }) => JSON.stringify(value).slice(1, -1).toLowerCase()),
      identifiers.flatMap(({ value }) => (/^\+\d{7,}$/.test(value) ? [value.slice(-7)] : [])),
    ],
  );
  return { upTo, candidates: rows };
}

export async function deleteRejected(client: pg.ClientBase, ids: readonly number[]): Promise<void> {
  await client.query('delete from rejected_event where id = any($1::bigint[])', [ids]);
}
