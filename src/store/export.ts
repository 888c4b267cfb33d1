import { eventTypes, type Json, type JsonObject } from '@rapport/sdk';
import type pg from 'pg';
import type { FoldedLeaf, OriginGroup } from '../domain/trait';

/** Rows of one FETCH: the memory that an export takes, however large the tables are. */
const pageRows = 1_000;

export type ExportedIdentifier = { readonly kind: string; readonly value: string; readonly verified: boolean };

export type ExportedProfile = {
  readonly publicId: string;
  readonly createdAt: number;
  readonly lastSeen: number | null;
  /** Of all leaves, the root's first. */
  readonly traits: readonly FoldedLeaf[];
  readonly identifiers: readonly ExportedIdentifier[];
};

export type ExportedEvent = {
  readonly type: (typeof eventTypes)[number];
  readonly name: string;
  readonly messageId: string;
  /** The person to whom it belongs now. */
  readonly profilePublicId: string | null;
  readonly occurredAt: number;
  readonly receivedAt: number;
  readonly originalAt: number | null;
  readonly properties: JsonObject;
  readonly context: JsonObject;
  readonly identifiers: readonly ExportedIdentifier[];
  readonly source: string;
};

/** All profiles as of the first row, in one snapshot; those merged into others are part of their root. */
export async function* exportProfiles(pool: pg.Pool): AsyncGenerator<ExportedProfile> {
  for await (const { client, rows } of pages<RootRow>(pool, rootsText)) {
    const leaves = await client.query<LeafRow>(leavesText, [rows.map((row) => row.id)]);
    const identifiers = await client.query<IdentifierRow>(identifiersText, [leaves.rows.map((leaf) => leaf.id)]);
    const leavesOf = groupBy(leaves.rows, (leaf) => leaf.root);
    const identifiersOf = groupBy(identifiers.rows, (identifier) => identifier.leaf);
    for (const { id, publicId, createdAt } of rows) {
      const own = leavesOf.get(id) ?? [];
      yield {
        publicId,
        createdAt,
        lastSeen: own.reduce<number | null>((latest, leaf) => Math.max(latest ?? 0, leaf.lastSeen ?? 0) || null, null),
        traits: own.map((leaf) => ({ values: leaf.traits, origins: leaf.origins, joinedAt: leaf.joinedAt })),
        identifiers: own
          .flatMap((leaf) => identifiersOf.get(leaf.id) ?? [])
          .map(({ kind, value, verified }) => ({ kind, value, verified })),
      };
    }
  }
}

/** All events as of the first row, in one snapshot, month by month. */
export async function* exportEvents(pool: pg.Pool): AsyncGenerator<ExportedEvent> {
  for await (const { client, rows } of pages<EventRow>(pool, eventsText)) {
    const owners = await client.query<{ id: number; publicId: string }>(ownersText, [rows.map((row) => row.leaf)]);
    const ownerOf = new Map(owners.rows.map((owner) => [owner.id, owner.publicId]));
    for (const { leaf, type, identifiers, ...row } of rows) {
      yield {
        ...row,
        type: eventTypes[type] ?? 'track',
        profilePublicId: ownerOf.get(leaf) ?? null,
        identifiers: identifiers.map(([kind, value, trust]) => ({ kind, value, verified: trust === 'verified' })),
      };
    }
  }
}

const rootsText = `select id, public_id as "publicId", created_at as "createdAt" from profile where id = root_id`;
const leavesText = `select member.root_id as root, leaf.id, leaf.traits, leaf.trait_origins as origins, member.joined_at as "joinedAt",
    activity.last_seen as "lastSeen"
  from (
    select id as root_id, id as leaf_id, null::timestamptz as joined_at from unnest($1::bigint[]) as id
    union all select root_id, leaf_id, joined_at from merged_profile where root_id = any($1) and leaf_id <> root_id
  ) member
  join profile leaf on leaf.id = member.leaf_id left join profile_activity activity on activity.profile_id = leaf.id
  order by leaf.id <> member.root_id, leaf.id`;
const identifiersText = `select i.profile_id as leaf, k.name as kind, i.value, i.verified
  from identifier i join identifier_kind k on k.id = i.kind_id where i.profile_id = any($1) and not i.retired
  order by k.name, i.first_seen, i.value`;
const eventsText = `select e.profile_id as leaf, e.type, n.name, e.message_id as "messageId", e.occurred_at as "occurredAt",
    e.received_at as "receivedAt", e.original_at as "originalAt", e.properties, e.context, e.identifiers, s.ref as source
  from event e join event_name n on n.id = e.name_id join source_ref s on s.id = e.source_id`;
const ownersText = `select leaf.id, root.public_id as "publicId" from profile leaf join profile root on root.id = leaf.root_id
  where leaf.id = any($1)`;

type RootRow = { id: number; publicId: string; createdAt: number };
type LeafRow = {
  root: number;
  id: number;
  traits: JsonObject;
  origins: OriginGroup[];
  joinedAt: number | null;
  lastSeen: number | null;
};
type IdentifierRow = { leaf: number; kind: string; value: string; verified: boolean };
type EventRow = {
  leaf: number;
  type: number;
  name: string;
  messageId: string;
  occurredAt: number;
  receivedAt: number;
  originalAt: number | null;
  properties: JsonObject;
  context: JsonObject;
  identifiers: [kind: string, value: string, trust: Json][];
  source: string;
};

/** Reads a query by a server-side cursor, in one snapshot. `client` sees the same snapshot between two pages. */
async function* pages<R extends object>(
  pool: pg.Pool,
  text: string,
): AsyncGenerator<{ readonly client: pg.ClientBase; readonly rows: R[] }> {
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    await client.query(`declare export no scroll cursor for ${text}`);
    for (;;) {
      const { rows } = await client.query<R>(`fetch ${pageRows} from export`);
      if (rows.length === 0) break;
      yield { client, rows };
    }
    await client.query('commit');
    broken = false;
  } finally {
    if (broken) await client.query('rollback').catch(() => undefined);
    client.release(broken);
  }
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}
