import type pg from 'pg';

const statements = {
  position: { name: 'read_changed_position', text: 'select coalesce(max(position), 0) as position from commit_log' },
  since: {
    name: 'read_changed_profiles',
    text: `with fresh as (
        select id, change_profile_ids from commit_log where position > $1 and position <= $2 order by position desc limit $3
      ), changed as (
        select distinct entry.id from (
          (select unnest(change_profile_ids) as id from fresh limit $4 + 1)
          union all
          (select e.profile_id from event e
             where e.id >= (select min(id) from fresh) * 4096 and e.id < ((select max(id) from fresh) + 1) * 4096 limit $4 + 1)
        ) entry
      )
      select p.public_id, r.public_id as root_public_id
      from changed join profile p on p.id = changed.id left join profile r on r.id = p.root_id`,
  },
};

/**
 * Public ids of profiles that changed or to whom something happened, and of the customers that they belong to. `more`: there are
 * others, too.
 */
export type ChangedProfiles = { readonly position: number; readonly ids: readonly string[]; readonly more: boolean };

/** Where the feed of changes stands. */
export async function lastPosition(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ position: number }>(statements.position);
  return rows[0]?.position ?? 0;
}

/**
 * Who changed since a position of the feed: the newest commits, at most `commitsMax`, and of their entries at most
 * `entriesMax`. What is beyond is not named, only said. An event that changes nothing of its profile is in no entry of its commit, so
 * that the events themselves are asked, by their ids.
 */
export async function changedSince(
  pool: pg.Pool,
  position: number,
  bounds: { readonly commitsMax: number; readonly entriesMax: number },
): Promise<ChangedProfiles> {
  const last = await lastPosition(pool);
  if (last <= position) return { position, ids: [], more: false };
  const { rows } = await pool.query<{ public_id: string; root_public_id: string | null }>({
    ...statements.since,
    values: [position, last, bounds.commitsMax, bounds.entriesMax],
  });
  const ids = new Set(rows.flatMap((row) => [row.public_id, row.root_public_id ?? row.public_id]));
  return {
    position: last,
    ids: [...ids],
    more: last - position > bounds.commitsMax || rows.length > bounds.entriesMax,
  };
}
