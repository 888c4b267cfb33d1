import type { CustomerEntry, CustomerPosition, CustomersPage, PageRequest } from '@rapport/sdk';
import type pg from 'pg';
import { readLimits } from './limits';
import { toPage } from './page';

/**
 * Everybody, newest activity first: a walk through the index of profile_activity. Each customer appears once, at the leaf that was
 * seen last; the entries of the other leaves are passed over. So a page may come out short, and says where to go on. Times of
 * activity are whole milliseconds, and at most 5 minutes old: `lastSeen` of an entry is exact (from the events), the order is not.
 * Measured at 1 M profiles, a tenth merged, 10 M events: see docs/benchmarks.md.
 */
const walk = (order: 'asc' | 'desc') => ({
  name: `read_customers_${order}`,
  text: `select h.profile_id, h.last_seen, h.root_id, h.place, h.hit,
      (select max(e.occurred_at) from (
          select h.root_id as leaf_id union all select m.leaf_id from merged_profile m where m.root_id = h.root_id
        ) l cross join lateral (
          select occurred_at from event where profile_id = l.leaf_id order by occurred_at desc limit 1
        ) e) as seen_exactly
    from (
      select s.profile_id, s.last_seen, r.root_id, s.place, c.hit
      from (
        select profile_id, last_seen, row_number() over (order by last_seen ${order}, profile_id ${order}) as place
        from (
          select profile_id, last_seen from profile_activity
          where (last_seen, profile_id) < ($1::timestamptz, $2::bigint) and (last_seen, profile_id) > ($3::timestamptz, $4::bigint)
          order by last_seen ${order}, profile_id ${order} limit $5
        ) entries
      ) s
      cross join lateral (
        select coalesce((select root_id from merged_profile where leaf_id = s.profile_id), s.profile_id) as root_id offset 0
      ) r
      cross join lateral (
        select not exists (
          select 1 from (
            select r.root_id as leaf_id union all select m.leaf_id from merged_profile m where m.root_id = r.root_id
          ) l
          join profile_activity a on a.profile_id = l.leaf_id
          where (a.last_seen, a.profile_id) > (s.last_seen, s.profile_id)
        ) as hit
      ) c
      where c.hit or s.place = $5
      order by s.last_seen ${order}, s.profile_id ${order}
      limit $6
    ) h
    order by h.last_seen ${order}, h.profile_id ${order}`,
});
const statements = { forward: walk('desc'), backward: walk('asc') };

type Row = {
  profile_id: number;
  last_seen: number;
  root_id: number;
  place: number;
  hit: boolean;
  seen_exactly: number | null;
};

export function createCustomers(pool: pg.Pool): (request: PageRequest<CustomerPosition>) => Promise<CustomersPage> {
  return async (request) => {
    const entriesMax = Math.max(request.count + 2, Math.min(readLimits.customerEntriesMax, (request.count + 2) * 4));
    const { after, before } = request;
    const { rows } = await pool.query<Row>({
      ...(request.forward ? statements.forward : statements.backward),
      values: [
        after === undefined ? 'infinity' : new Date(after.lastSeen),
        after?.leafId ?? 0,
        before === undefined ? '-infinity' : new Date(before.lastSeen),
        before?.leafId ?? 0,
        entriesMax,
        request.count + 1,
      ],
    });
    const hits = rows.filter((row) => row.hit).map(mapRow);
    const page = toPage(hits, request);
    const last = rows.at(-1);
    if (last === undefined || last.place < entriesMax || hits.length > request.count) return { ...page, end: null };
    // The entry at the bound is answered though it may be no hit: the walk goes on behind it.
    return { ...page, ...(request.forward ? { hasNext: true } : { hasPrevious: true }), end: mapRow(last).position };
  };
}

function mapRow(row: Row): CustomerEntry {
  return {
    rootId: row.root_id,
    lastSeen: row.seen_exactly,
    position: { lastSeen: row.last_seen, leafId: row.profile_id },
  };
}
