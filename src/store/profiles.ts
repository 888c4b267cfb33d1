import type pg from 'pg';
import type { RootState } from '../domain/identity/graph';
import type { IdentityPolicy } from '../domain/identity/policy';
import { type LeafTraits, type OriginGroup } from '../domain/trait';
import type { JsonObject } from '@rapport/sdk';
import type { Dictionaries } from './dictionaries';

export type NewProfile = {
  readonly id: number;
  readonly publicId: string;
  readonly rootId: number;
  /** Where it is merged already: since when. */
  readonly joinedAt?: number | undefined;
  readonly createdAt: number;
  readonly traits: LeafTraits;
};

/** What changes on an existing profile; each field only if given. */
export type ProfileChange = {
  readonly id: number;
  readonly rootId?: number;
  /** Beside rootId, for a profile that was a root: since when it is none. */
  readonly joinedAt?: number | undefined;
  /** The structure below this root changed. */
  readonly bumpVersion?: boolean;
  readonly traits?: LeafTraits;
};

export type LockedProfile = { readonly rootId: number; readonly version: number; readonly traits: LeafTraits };

export type FoundProfile = { readonly leafId: number; readonly rootId: number; readonly rootPublicId: string };

/** Address kinds whose verified identifiers make a profile known; the user id does always. */
export type KnownKinds = { readonly account: readonly string[]; readonly address: readonly string[] };

export function knownKinds(policy: IdentityPolicy): KnownKinds {
  const of = (kindClass: string): string[] =>
    policy.kinds.filter((one) => one.class === kindClass).map((one) => one.kind);
  return { account: of('account'), address: of('address') };
}

export type ReservedIds = { readonly take: () => number; readonly giveBack: () => void };

/** The tables `profile` and `merged_profile`. Every lock on profiles of the house is taken here, in order of id. */
export class ProfileStore {
  /** Ids are taken from the sequence in blocks: one round trip for many profiles, gaps do no harm. */
  private readonly freeIds: number[] = [];
  private static readonly idBlock = 1_000;

  constructor(
    private readonly pool: pg.Pool,
    private readonly dictionaries: Dictionaries,
  ) {}

  /** So many ids for the caller alone; what it does not use it gives back. */
  async reserveIds(count: number): Promise<ReservedIds> {
    while (this.freeIds.length < count) {
      const { rows } = await this.pool.query<[number]>({
        rowMode: 'array',
        text: `select nextval('profile_id_seq') from generate_series(1, $1)`,
        values: [Math.max(count, ProfileStore.idBlock)],
      });
      for (const [id] of rows) this.freeIds.push(id);
    }
    const ids = this.freeIds.splice(0, count).reverse();
    return {
      take: () => {
        const id = ids.pop();
        if (id === undefined) throw new Error(`more than ${count} ids were taken`);
        return id;
      },
      giveBack: () => {
        for (const id of ids.splice(0)) this.freeIds.push(id);
      },
    };
  }

  async loadRoots(client: pg.ClientBase, rootIds: readonly number[], known: KnownKinds): Promise<RootState[]> {
    const result = await client.query<RootRow>({
      name: 'profile-load-roots',
      text: `select r.id, r.version, r.created_at, m.leaf_ids, n.never_with, c.counts
        from unnest($1::bigint[]) as w(id) join profile r on r.id = w.id
        left join lateral (select array_agg(leaf_id) as leaf_ids from merged_profile where root_id = r.id) m on true
        left join lateral (
          select json_agg(json_build_array(k.kind_id, k.total, k.retired, k.verified)) as counts from (
            select i.kind_id, count(*) as total, count(*) filter (where i.retired) as retired,
                   count(*) filter (where i.verified) as verified
            from identifier i where i.profile_id = any(array_append(m.leaf_ids, r.id)) group by i.kind_id) k) c on true
        left join lateral (
          select array_agg(case when nm.low_id = any(array_append(m.leaf_ids, r.id)) then nm.high_id else nm.low_id end) as never_with
          from never_merge nm where nm.low_id = any(array_append(m.leaf_ids, r.id)) or nm.high_id = any(array_append(m.leaf_ids, r.id))) n on true`,
      values: [rootIds],
    });
    // Another node may have added a kind since: a limit that it has must hold here, too.
    if (result.rows.some(({ counts }) => counts?.some(([kindId]) => this.dictionaries.kindName(kindId) === undefined)))
      await this.dictionaries.refreshKinds(client);
    return result.rows.map((row) => this.toRootState(row, known));
  }

  /** Locks the profiles in order of id and reads what the apply step needs of them. */
  async lock(client: pg.ClientBase, ids: readonly number[]): Promise<Map<number, LockedProfile>> {
    if (ids.length === 0) return new Map();
    const result = await client.query<[number, number, number, JsonObject, OriginGroup[]]>({
      name: 'profile-lock',
      rowMode: 'array',
      text: `select id, root_id, version, traits, trait_origins from profile where id = any($1::bigint[])
             order by id for no key update`,
      values: [ids],
    });
    return new Map(
      result.rows.map(([id, rootId, version, values, origins]) => [
        id,
        { rootId, version, traits: { values, origins } },
      ]),
    );
  }

  /** Public ids (also of merged leaves) -> leaf and root. */
  async find(client: pg.ClientBase | pg.Pool, publicIds: readonly string[]): Promise<Map<string, FoundProfile>> {
    const result = await client.query<[string, number, number, string]>({
      rowMode: 'array',
      text: `select p.public_id, p.id, p.root_id, r.public_id from profile p join profile r on r.id = p.root_id
             where p.public_id = any($1::uuid[])`,
      values: [publicIds],
    });
    return new Map(
      result.rows.map(([publicId, leafId, rootId, root]) => [publicId, { leafId, rootId, rootPublicId: root }]),
    );
  }

  /** Since when the merged ones of these profiles are no roots. */
  async joinTimes(client: pg.ClientBase, ids: readonly number[]): Promise<Map<number, number>> {
    const { rows } = await client.query<{ leaf_id: number; joined_at: number }>(
      'select leaf_id, joined_at from merged_profile where leaf_id = any($1::bigint[])',
      [ids],
    );
    return new Map(rows.map((row) => [row.leaf_id, row.joined_at]));
  }

  async publicIds(client: pg.ClientBase, ids: readonly number[]): Promise<Map<number, string>> {
    const { rows } = await client.query<{ id: number; public_id: string }>(
      'select id, public_id from profile where id = any($1::bigint[])',
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row.public_id]));
  }

  async rootOf(client: pg.ClientBase, leafId: number): Promise<number | null> {
    const { rows } = await client.query<{ root_id: number }>('select root_id from profile where id = $1', [leafId]);
    return rows[0]?.root_id ?? null;
  }

  /** Every leaf of the trees that the given leaves belong to. */
  async leavesOfTrees(client: pg.ClientBase, leafIds: readonly number[]): Promise<number[]> {
    const { rows } = await client.query<{ id: number }>(
      `with r as materialized (select distinct root_id as id from profile where id = any($1::bigint[]))
       select id from r union select m.leaf_id from r join merged_profile m on m.root_id = r.id`,
      [leafIds],
    );
    return rows.map((row) => row.id);
  }

  async insert(client: pg.ClientBase, profiles: readonly NewProfile[]): Promise<void> {
    if (profiles.length === 0) return;
    await client.query({
      name: 'profile-insert',
      text: `with n as materialized (
               select * from json_to_recordset($1::json)
                 as n(id bigint, public uuid, root bigint, joined float8, at float8, traits jsonb, origins jsonb)),
             m as (insert into merged_profile (leaf_id, root_id, joined_at)
                   select id, root, to_timestamp(joined / 1000) from n where root <> id)
             insert into profile (id, public_id, root_id, created_at, traits, trait_origins)
             select id, public, root, to_timestamp(at / 1000), traits, origins from n`,
      values: [
        JSON.stringify(
          profiles.map((one) => ({
            id: one.id,
            public: one.publicId,
            root: one.rootId,
            joined: one.joinedAt,
            at: one.createdAt,
            traits: one.traits.values,
            origins: one.traits.origins,
          })),
        ),
      ],
    });
  }

  /** The rows must be locked. Keeps merged_profile equal to root_id. */
  async change(client: pg.ClientBase, changes: readonly ProfileChange[]): Promise<void> {
    await this.changeRows(client, changes);
    await this.changeRoots(client, changes);
  }

  /** The first half of `change`, one statement. */
  async changeRows(client: pg.ClientBase, changes: readonly ProfileChange[]): Promise<void> {
    if (changes.length === 0) return;
    await client.query({
      name: 'profile-change',
      text: `update profile p set
               root_id = coalesce(c.root, p.root_id),
               version = p.version + case when c.bump then 1 else 0 end,
               traits = coalesce(c.traits, p.traits),
               trait_origins = coalesce(c.origins, p.trait_origins)
             from json_to_recordset($1::json) as c(id bigint, root bigint, bump boolean, traits jsonb, origins jsonb)
             where p.id = c.id`,
      values: [
        JSON.stringify(
          changes.map((one) => ({
            id: one.id,
            root: one.rootId,
            bump: one.bumpVersion,
            traits: one.traits?.values,
            origins: one.traits?.origins,
          })),
        ),
      ],
    });
  }

  /** The second half, one statement: merged_profile follows root_id. */
  async changeRoots(client: pg.ClientBase, changes: readonly ProfileChange[]): Promise<void> {
    const rooted = changes.filter((one) => one.rootId !== undefined);
    if (rooted.length === 0) return;
    await client.query({
      name: 'merged-profile-change',
      text: `with c as materialized (select * from json_to_recordset($1::json) as c(id bigint, root bigint, joined float8)),
            d as (delete from merged_profile m using c where m.leaf_id = c.id and c.root = c.id)
       insert into merged_profile (leaf_id, root_id, joined_at)
       select id, root, to_timestamp(joined / 1000) from c where root <> id
       on conflict (leaf_id) do update set root_id = excluded.root_id`,
      values: [JSON.stringify(rooted.map((one) => ({ id: one.id, root: one.rootId, joined: one.joinedAt ?? 0 })))],
    });
  }

  private toRootState(row: RootRow, known: KnownKinds): RootState {
    const counts = new Map<string, number>();
    let total = 0;
    let knownBy = 0;
    for (const [kindId, all, retired, verified] of row.counts ?? []) {
      const kind = this.dictionaries.kindName(kindId);
      if (kind === undefined) throw new Error(`identifier kind ${kindId} is in no dictionary`);
      counts.set(kind, all - retired);
      total += all;
      knownBy += known.account.includes(kind) ? all : known.address.includes(kind) ? verified : 0;
    }
    return {
      id: row.id,
      createdAt: row.created_at,
      version: row.version,
      leafIds: [row.id, ...(row.leaf_ids ?? [])],
      counts,
      total,
      knownBy,
      neverWith: row.never_with ?? [],
    };
  }
}

type RootRow = {
  id: number;
  version: number;
  created_at: number;
  leaf_ids: number[] | null;
  never_with: number[] | null;
  counts: [kindId: number, total: number, retired: number, verified: number][] | null;
};
