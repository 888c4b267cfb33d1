import type pg from 'pg';

export type Activity = { readonly leafId: number; readonly first: number; readonly last: number };

/** Written when more than this behind: no event is later than `last_seen` and this. `first_seen` is exact. */
export const activityStaleMilliseconds = 5 * 60_000;

/**
 * So many leaves' written activity this node remembers, at the place that a leaf's id has modulo this; ids are given one after the
 * other, so that they take turns. Who was overwritten by another costs a look-up, nothing else. Numbers in 12 MB that are there from
 * the start: as many objects in a map took 57 MB, and what a node's memory grew in its first half hour was this.
 */
const rememberedMax = 2 ** 19;

/** A profile that was split off has no events, but its identifiers were seen. */
export async function insertActivityOfIdentifiers(client: pg.ClientBase, leafId: number): Promise<void> {
  await client.query(
    `insert into profile_activity (profile_id, first_seen, last_seen)
     select profile_id, date_trunc('milliseconds', min(first_seen)), date_trunc('milliseconds', max(last_seen))
     from identifier where profile_id = $1 group by profile_id on conflict do nothing`,
    [leafId],
  );
}

/** `profile_activity`: first and last seen. */
export class ActivityStore {
  /** 0: nobody. */
  private readonly leafIds = new Float64Array(rememberedMax);
  private readonly firsts = new Float64Array(rememberedMax);
  private readonly lasts = new Float64Array(rememberedMax);

  /** Those that are worth a write, as far as this node knows. */
  due(activities: Iterable<Activity>): Activity[] {
    const due: Activity[] = [];
    for (const one of activities) {
      const known = this.known(one.leafId);
      if (known === undefined || one.last - known.last > activityStaleMilliseconds || one.first < known.first)
        due.push(one);
    }
    return due;
  }

  private known(leafId: number): { readonly first: number; readonly last: number } | undefined {
    const place = leafId % rememberedMax;
    if (this.leafIds[place] !== leafId) return undefined;
    return { first: this.firsts[place] ?? Infinity, last: this.lasts[place] ?? -Infinity };
  }

  async write(client: pg.ClientBase, due: readonly Activity[]): Promise<void> {
    if (due.length === 0) return;
    await client.query({
      name: 'activity-write',
      text: `insert into profile_activity (profile_id, first_seen, last_seen)
        select n.p, to_timestamp(n.f / 1000), to_timestamp(n.l / 1000)
        from json_to_recordset($1::json) as n(p bigint, f float8, l float8)
        left join profile_activity a on a.profile_id = n.p
        where a.profile_id is null or a.last_seen < to_timestamp(n.l / 1000) - interval '${activityStaleMilliseconds} milliseconds'
           or a.first_seen > to_timestamp(n.f / 1000)
        order by n.p
        on conflict (profile_id) do update set first_seen = least(profile_activity.first_seen, excluded.first_seen),
          last_seen = greatest(profile_activity.last_seen, excluded.last_seen)`,
      values: [JSON.stringify(due.map((one) => ({ p: one.leafId, f: one.first, l: one.last })))],
    });
  }

  /** After the commit. */
  remember(due: readonly Activity[]): void {
    for (const { leafId, first, last } of due) {
      const known = this.known(leafId);
      const place = leafId % rememberedMax;
      this.leafIds[place] = leafId;
      this.firsts[place] = Math.min(first, known?.first ?? first);
      this.lasts[place] = Math.max(last, known?.last ?? last);
    }
  }
}
