import type pg from 'pg';

export type Activity = { readonly leafId: number; readonly first: number; readonly last: number };

/** Written when more than this behind: no event is later than `last_seen` and this. `first_seen` is exact. */
export const activityStaleMilliseconds = 5 * 60_000;

/** Leaves whose written activity this node remembers. A forgotten one costs a look-up, nothing else. */
const rememberedMax = 500_000;

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
  private readonly written = new Map<number, { first: number; last: number }>();

  /** Those that are worth a write, as far as this node knows. */
  due(activities: Iterable<Activity>): Activity[] {
    const due: Activity[] = [];
    for (const one of activities) {
      const known = this.written.get(one.leafId);
      if (known === undefined || one.last - known.last > activityStaleMilliseconds || one.first < known.first)
        due.push(one);
    }
    return due;
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
    for (const one of due) {
      const known = this.written.get(one.leafId);
      this.written.delete(one.leafId);
      this.written.set(one.leafId, {
        first: Math.min(one.first, known?.first ?? one.first),
        last: Math.max(one.last, known?.last ?? one.last),
      });
    }
    for (const leafId of this.written.keys()) {
      if (this.written.size <= rememberedMax) break;
      this.written.delete(leafId);
    }
  }
}
