import { type Json, param, type Session, sql, verdict } from '@rapport/sdk';
import type { DefinitionNode } from '../../domain/definition';

/** The table `list_member`. A list as a definition: somebody is in it where one of his leaves was put in. */
export function listNode(segmentId: number): DefinitionNode {
  const json: Json = null;
  return {
    json,
    path: '$',
    condition: {
      kind: 'list',
      mentions: {},
      needsEvents: false,
      verdict: (query) =>
        verdict(
          sql`exists (select from list_member m
            where m.segment_id = ${param(segmentId, 'int')} and m.profile_id = any(${query.leaves}))`,
          null,
        ),
      evidence: (query) =>
        sql`coalesce((select jsonb_build_object('addedAt', to_jsonb(m.added_at), 'addedBy', m.added_by) from list_member m
          where m.segment_id = ${param(segmentId, 'int')} and m.profile_id = any(${query.leaves})
          order by m.added_at limit 1), '{}'::jsonb)`,
      sentence: (language) => (language === 'en' ? 'was put into the list by hand' : '由人工加入名单'),
    },
  };
}

/**
 * Each leaf is put in, so that it stays in it where it is unmerged.
 * @returns the leaves that were not in it before; `isNew`: nor was any that they are merged with
 */
export async function addToList(
  session: Session,
  segmentId: number,
  leafIds: readonly number[],
  by: { readonly actor: string; readonly at: number },
): Promise<{ leafId: number; rootId: number; isNew: boolean }[]> {
  return session.rows({
    // What is looked up is as of before the insert.
    text: `with added as (
        insert into list_member (segment_id, profile_id, added_at, added_by)
        select $1, id, to_timestamp($3::float8 / 1000), $4 from unnest($2::bigint[]) as id
        on conflict do nothing returning profile_id)
      select p.id as "leafId", p.root_id as "rootId", not exists (
          select from list_member m where m.segment_id = $1 and (m.profile_id = p.root_id
            or m.profile_id in (select leaf_id from merged_profile where root_id = p.root_id))) as "isNew"
      from added a join profile p on p.id = a.profile_id`,
    values: [segmentId, leafIds, by.at, by.actor],
  });
}

/** Of these leaves and all that are merged with them. @returns those that were in it */
export async function removeFromList(
  session: Session,
  segmentId: number,
  leafIds: readonly number[],
): Promise<number[]> {
  const rows = await session.rows<{ id: number }>({
    text: `delete from list_member where segment_id = $1 and profile_id in (
        select l.id from profile p join profile l on l.root_id = p.root_id where p.id = any($2::bigint[]) and l.id = p.root_id
        union select m.leaf_id from profile p join merged_profile m on m.root_id = p.root_id where p.id = any($2::bigint[]))
      returning profile_id as id`,
    values: [segmentId, leafIds],
  });
  return rows.map((row) => row.id);
}

/** Leaves and today's roots of public ids; unknown ones are missing. */
export async function findProfiles(
  session: Session,
  publicIds: readonly string[],
): Promise<{ publicId: string; leafId: number; rootId: number }[]> {
  return session.rows<{ publicId: string; leafId: number; rootId: number }>({
    text: `select public_id as "publicId", id as "leafId", root_id as "rootId" from profile where public_id = any($1::uuid[])`,
    values: [publicIds],
  });
}

/** Leaves by an identifier, as it is stored; unknown ones are missing. */
export async function findByIdentifiers(
  session: Session,
  kind: string,
  values: readonly string[],
): Promise<{ value: string; leafId: number }[]> {
  return session.rows<{ value: string; leafId: number }>({
    text: `select i.value, i.profile_id as "leafId" from identifier_kind k join identifier i on i.kind_id = k.id
      where k.name = $1 and i.value = any($2::text[])`,
    values: [kind, values],
  });
}

export async function rootsOfLeaves(session: Session, leafIds: readonly number[]): Promise<number[]> {
  const rows = await session.rows<{ id: number }>({
    text: 'select distinct root_id as id from profile where id = any($1::bigint[])',
    values: [leafIds],
  });
  return rows.map((row) => row.id);
}

/** The person is erased: out of all lists, and out of what waits. @returns how many places in lists are gone */
export async function deleteFromLists(session: Session, leafIds: readonly number[]): Promise<number> {
  await session.run({
    text: `update evaluation_due set profile_ids = array(select unnest(profile_ids) except select unnest($1::bigint[]))
      where profile_ids && $1::bigint[]`,
    values: [leafIds],
  });
  return session.run({ text: 'delete from list_member where profile_id = any($1::bigint[])', values: [leafIds] });
}
