import type { Identifier, Person } from '@rapport/sdk';
import type pg from 'pg';
import type { Dictionaries } from './dictionaries';

/** Ids of all leaves of the tree of a profile: `profile` has no index by root. @param place of its public id */
export const leavesOfTree = (place: string): string =>
  `select root_id as id from profile where public_id = ${place}::uuid
   union select merged.leaf_id from profile named join merged_profile merged using (root_id) where named.public_id = ${place}::uuid`;

/** Somebody as a whole: every leaf of the tree and every identifier. Null where nobody has this id. */
export async function findPerson(
  client: pg.ClientBase | pg.Pool,
  dictionaries: Dictionaries,
  profileId: string,
): Promise<Person | null> {
  const { rows } = await client.query<{ id: number; rootId: number; publicId: string }>(
    `select leaf.id, leaf.root_id as "rootId", leaf.public_id as "publicId"
     from (${leavesOfTree('$1')}) tree join profile leaf using (id) order by leaf.id`,
    [profileId],
  );
  const root = rows.find((row) => row.id === row.rootId);
  if (root === undefined) return null;
  const leafIds = [root.id, ...rows.map((row) => row.id).filter((id) => id !== root.id)];
  return {
    rootId: root.id,
    leafIds,
    profileId: root.publicId,
    profileIds: rows.map((row) => row.publicId),
    identifiers: await identifiersOf(client, dictionaries, leafIds, ''),
  };
}

/**
 * Takes hold of the whole person in the order of all locks: identifiers, then profiles. Null where it changed meanwhile: look again.
 */
export async function lockPerson(
  client: pg.ClientBase,
  dictionaries: Dictionaries,
  person: Person,
): Promise<Person | null> {
  const identifiers = await identifiersOf(client, dictionaries, person.leafIds, 'for update of i');
  const locked = await client.query(
    'select id from profile where id = any($1::bigint[]) and root_id = $2 order by id for update',
    [person.leafIds, person.rootId],
  );
  // Whoever attaches an identifier or a leaf holds the root: now that we do, what is read here stays true.
  const now = await findPerson(client, dictionaries, person.profileId);
  const isSame =
    now !== null &&
    locked.rowCount === person.leafIds.length &&
    now.leafIds.length === person.leafIds.length &&
    now.identifiers.length === identifiers.length;
  return isSame ? { ...person, identifiers } : null;
}

/** Takes them out of identity: nobody finds them any more, by id or by identifier. The rows of lockPerson. */
export async function removePerson(client: pg.ClientBase, { leafIds }: Person): Promise<Record<string, number>> {
  const { rows } = await client.query<{ identifier: number; profile: number }>(
    `with i as (delete from identifier where profile_id = any($1::bigint[]) returning 1),
       m as (delete from merged_profile where leaf_id = any($1::bigint[]) returning 1),
       p as (delete from profile where id = any($1::bigint[]) returning 1)
     select (select count(*) from i) as identifier, (select count(*) from p) as profile, (select count(*) from m) as merged`,
    [leafIds],
  );
  return { identifier: rows[0]?.identifier ?? 0, profile: rows[0]?.profile ?? 0 };
}

async function identifiersOf(
  client: pg.ClientBase | pg.Pool,
  dictionaries: Dictionaries,
  leafIds: readonly number[],
  lock: '' | 'for update of i',
): Promise<Identifier[]> {
  const { rows } = await client.query<{ kind: number; value: string }>(
    `select i.kind_id as kind, i.value from identifier i where i.profile_id = any($1::bigint[])
     order by i.kind_id, i.value ${lock}`,
    [leafIds],
  );
  if (rows.some((row) => dictionaries.kindName(row.kind) === undefined)) await dictionaries.refreshKinds();
  return rows.flatMap(({ kind, value }) => {
    const name = dictionaries.kindName(kind);
    return name === undefined ? [] : [{ kind: name, value }];
  });
}
