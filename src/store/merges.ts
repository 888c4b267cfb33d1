import type { Actor, JsonObject } from '@rapport/sdk';
import type pg from 'pg';

export type NewMerge = {
  readonly id: number;
  readonly publicId: string;
  readonly winnerId: number;
  readonly loserId: number;
  readonly winnerLeafId: number;
  readonly loserLeafId: number;
  readonly evidence: JsonObject;
  readonly actor: Actor;
  readonly at: number;
};

/** An edge between two leaves that holds a tree together. */
export type MergeEdge = {
  readonly id: number;
  readonly publicId: string;
  readonly winnerId: number;
  readonly loserId: number;
  readonly winnerLeafId: number;
  readonly loserLeafId: number;
};

export type FoundMerge = MergeEdge & { readonly evidence: JsonObject; readonly undoneAt: number | null };

const edgeColumns = `id, public_id as "publicId", winner_id as "winnerId", loser_id as "loserId",
  winner_leaf_id as "winnerLeafId", loser_leaf_id as "loserLeafId"`;

/** The commit names its merges and the merges name their commit: so the ids come first. */
export async function reserveMergeIds(client: pg.ClientBase, count: number): Promise<number[]> {
  if (count === 0) return [];
  const { rows } = await client.query<{ id: number }>({
    name: 'merge-reserve',
    text: `select nextval('merge_id_seq') as id from generate_series(1, $1)`,
    values: [count],
  });
  return rows.map((row) => row.id);
}

export async function insertMerges(
  client: pg.ClientBase,
  commitId: number,
  merges: readonly NewMerge[],
): Promise<void> {
  if (merges.length === 0) return;
  await client.query({
    name: 'merge-insert',
    text: `insert into merge (id, public_id, commit_id, winner_id, loser_id, winner_leaf_id, loser_leaf_id, evidence, actor, at)
     overriding system value
     select i, p, $2, w, l, wl, ll, e, a, to_timestamp(t / 1000) from json_to_recordset($1::json)
       as m(i bigint, p uuid, w bigint, l bigint, wl bigint, ll bigint, e jsonb, a text, t float8)`,
    values: [
      JSON.stringify(
        merges.map((one) => ({
          i: one.id,
          p: one.publicId,
          w: one.winnerId,
          l: one.loserId,
          wl: one.winnerLeafId,
          ll: one.loserLeafId,
          e: one.evidence,
          a: one.actor,
          t: one.at,
        })),
      ),
      commitId,
    ],
  });
}

export async function findMerge(client: pg.ClientBase, publicId: string): Promise<FoundMerge | null> {
  const { rows } = await client.query<FoundMerge>(
    `select ${edgeColumns}, evidence, undone_at as "undoneAt" from merge where public_id = $1`,
    [publicId],
  );
  return rows[0] ?? null;
}

/** The edges that hold these leaves together. */
export async function activeEdges(client: pg.ClientBase, leafIds: readonly number[]): Promise<MergeEdge[]> {
  const { rows } = await client.query<MergeEdge>(
    `select ${edgeColumns} from merge
     where undone_at is null and winner_leaf_id = any($1::bigint[]) and loser_leaf_id = any($1::bigint[]) order by id`,
    [leafIds],
  );
  return rows;
}

export async function undoMerge(
  client: pg.ClientBase,
  id: number,
  undone: { readonly at: number; readonly actor: Actor; readonly commitId: number },
): Promise<void> {
  await client.query(
    `update merge set undone_at = to_timestamp($2::float8 / 1000), undone_by = $3, undone_commit_id = $4 where id = $1`,
    [id, undone.at, undone.actor, undone.commitId],
  );
}

/** From now on a union that holds both leaves is a broken limit. */
export async function insertNeverMerge(
  client: pg.ClientBase,
  leaves: readonly [number, number],
  actor: Actor,
  at: number,
): Promise<void> {
  await client.query(
    `insert into never_merge (low_id, high_id, actor, at)
     values (least($1::bigint, $2::bigint), greatest($1::bigint, $2::bigint), $3, to_timestamp($4::float8 / 1000))
     on conflict do nothing`,
    [leaves[0], leaves[1], actor, at],
  );
}

/** A person merges what a person once separated: the pairs between both trees are forgotten. */
export async function deleteNeverMerge(
  client: pg.ClientBase,
  first: readonly number[],
  second: readonly number[],
): Promise<void> {
  await client.query(
    `delete from never_merge where (low_id = any($1::bigint[]) and high_id = any($2::bigint[]))
       or (low_id = any($2::bigint[]) and high_id = any($1::bigint[]))`,
    [first, second],
  );
}
