import type { Identifier, JsonObject, ProfileRecord, Root, TraitOrigin, TraitOriginGroup } from '@rapport/sdk';
import type pg from 'pg';
import type { Dictionary } from './dictionary';
import { rootColumns } from './page';

export type LeafTraits = {
  readonly leafId: number;
  readonly createdAt: number;
  /** Since when it is no root; null for the root. */
  readonly joinedAt: number | null;
  readonly traits: JsonObject;
  readonly origins: readonly TraitOriginGroup[];
};
/** What a root shows of its leaves' traits. The root's own leaf comes first. */
export type FoldTraits = (leaves: readonly LeafTraits[]) => {
  readonly traits: JsonObject;
  readonly origins: readonly TraitOriginGroup[];
};

/** From what was asked for (`asked(place, root_id)`) to the rows of all leaves, the root's first. */
const expand = (
  asked: string,
) => `select a.place, a.root_id, l.id, l.public_id, l.created_at, l.traits, l.trait_origins, s.first_seen, s.last_seen,
    member.joined_at
  from (${asked}) a
  cross join lateral (
    select a.root_id as leaf_id, null::timestamptz as joined_at
    union all
    select m.leaf_id, m.joined_at from merged_profile m where m.root_id = a.root_id and m.leaf_id <> a.root_id
  ) member
  join profile l on l.id = member.leaf_id
  left join profile_activity s on s.profile_id = l.id
  order by a.place, l.id <> a.root_id, l.id`;

const statements = {
  byPublicIds: {
    name: 'read_profile_by_public_id',
    text: expand(`select asked.place, p.root_id from unnest($1::uuid[]) with ordinality as asked(public_id, place)
                  join profile p on p.public_id = asked.public_id`),
  },
  byIdentifiers: {
    name: 'read_profile_by_identifier',
    text: expand(`select asked.place, p.root_id
                  from unnest($1::text[], $2::text[]) with ordinality as asked(kind, value, place)
                  join identifier_kind k on k.name = asked.kind
                  join identifier i on i.kind_id = k.id and i.value = asked.value
                  join profile p on p.id = i.profile_id`),
  },
  byLeafIds: {
    name: 'read_profile_by_leaf',
    text: expand(`select asked.place, p.root_id from unnest($1::bigint[]) with ordinality as asked(id, place)
                  join profile p on p.id = asked.id`),
  },
  asIf: {
    name: 'read_profile_as_if',
    text: `select asked.place::int, asked.root_id, l.id, l.public_id, l.created_at, l.traits, l.trait_origins, s.first_seen, s.last_seen,
             case when l.id = asked.root_id then null else m.joined_at end as joined_at
           from unnest($1::int[], $2::bigint[], $3::bigint[]) as asked(place, root_id, leaf_id)
           join profile l on l.id = asked.leaf_id
           left join merged_profile m on m.leaf_id = l.id
           left join profile_activity s on s.profile_id = l.id
           order by asked.place, l.id <> asked.root_id, l.id`,
  },
  lastSeen: {
    name: 'read_profile_last_seen',
    // The newest event, unless retention has deleted it: then the activity, which is at most 5 minutes behind.
    text: `select l.root_id, max(greatest(e.occurred_at, a.last_seen)) as last_seen
           from unnest($1::bigint[], $2::bigint[]) as l(root_id, leaf_id)
           left join lateral (
             select occurred_at from event where profile_id = l.leaf_id order by occurred_at desc limit 1
           ) e on true
           left join profile_activity a on a.profile_id = l.leaf_id
           group by l.root_id having max(greatest(e.occurred_at, a.last_seen)) is not null`,
  },
};

type Row = {
  place: number;
  root_id: number;
  id: number;
  public_id: string;
  created_at: number;
  traits: JsonObject;
  trait_origins: TraitOriginGroup[];
  first_seen: number | null;
  last_seen: number | null;
  joined_at: number | null;
};

/** The part of ProfileReader that finds profiles. */
export function createProfileFinder(pool: pg.Pool, dictionary: Dictionary, foldTraits: FoldTraits) {
  const read = async (statement: { name: string; text: string }, count: number, values: unknown[]) => {
    if (count === 0) return [];
    const { rows } = await pool.query<Row>({ ...statement, values });
    return assemble(rows, count, foldTraits);
  };
  return {
    byPublicIds: (ids: readonly string[]) => read(statements.byPublicIds, ids.length, [ids]),
    byIdentifiers: (identifiers: readonly Identifier[]) =>
      read(statements.byIdentifiers, identifiers.length, [
        identifiers.map((identifier) => identifier.kind),
        identifiers.map((identifier) => identifier.value),
      ]),
    byLeafIds: (ids: readonly number[]) => read(statements.byLeafIds, ids.length, [ids]),

    async asIf(roots: readonly Root[]): Promise<(ProfileRecord | null)[]> {
      const leaves = roots.flatMap(({ rootId, leafIds }, index) =>
        leafIds.map((leafId) => ({ place: index + 1, rootId, leafId })),
      );
      const records = await read(statements.asIf, roots.length, [
        leaves.map((leaf) => leaf.place),
        leaves.map((leaf) => leaf.rootId),
        leaves.map((leaf) => leaf.leafId),
      ]);
      return records.map((record) => (record === null ? null : { ...record, rootId: -record.rootId }));
    },

    async lastSeen(roots: readonly Root[]): Promise<Map<number, number>> {
      const { rows } = await pool.query<{ root_id: number; last_seen: number }>({
        ...statements.lastSeen,
        values: rootColumns(roots),
      });
      return new Map(rows.map((row) => [row.root_id, row.last_seen]));
    },

    async traitOrigins(profile: ProfileRecord): Promise<Map<string, TraitOrigin>> {
      await dictionary.ensure({ sources: profile.origins.map((group) => group[2]) });
      const origins = new Map<string, TraitOrigin>();
      for (const [at, , sourceId, flags, keys] of profile.origins) {
        if ((flags & 4) !== 0) continue;
        const origin = { at, source: dictionary.source(sourceId), verified: (flags & 1) === 0 };
        for (const key of keys) origins.set(key, origin);
      }
      return origins;
    },
  };
}

/** One record for each place asked; a profile that was asked for twice is folded once. */
function assemble(rows: readonly Row[], count: number, foldTraits: FoldTraits): (ProfileRecord | null)[] {
  const records: (ProfileRecord | null)[] = new Array<ProfileRecord | null>(count).fill(null);
  const byRoot = new Map<number, ProfileRecord>();
  let start = 0;
  for (let end = 1; end <= rows.length; end++) {
    const first = rows[start];
    if (first === undefined || rows[end]?.place === first.place) continue;
    const record = byRoot.get(first.root_id) ?? toRecord(rows.slice(start, end), foldTraits);
    // Without its root's row a profile is just being erased.
    if (first.id === first.root_id) {
      byRoot.set(first.root_id, record);
      records[first.place - 1] = record;
    }
    start = end;
  }
  return records;
}

function toRecord(leaves: readonly Row[], foldTraits: FoldTraits): ProfileRecord {
  const root = leaves[0];
  if (root === undefined) throw new Error('a profile without leaves');
  const folded =
    leaves.length === 1
      ? { traits: root.traits, origins: root.trait_origins }
      : foldTraits(
          leaves.map((leaf) => ({
            leafId: leaf.id,
            createdAt: leaf.created_at,
            joinedAt: leaf.joined_at,
            traits: leaf.traits,
            origins: leaf.trait_origins,
          })),
        );
  const firstSeen = leaves.flatMap((leaf) => leaf.first_seen ?? []);
  const lastSeen = leaves.flatMap((leaf) => leaf.last_seen ?? []);
  return {
    rootId: root.root_id,
    leafIds: leaves.map((leaf) => leaf.id),
    publicId: root.public_id,
    createdAt: root.created_at,
    firstSeen: firstSeen.length === 0 ? null : Math.min(...firstSeen),
    lastSeenAbout: lastSeen.length === 0 ? null : Math.max(...lastSeen),
    ...folded,
  };
}
