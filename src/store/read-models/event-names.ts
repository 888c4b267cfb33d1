import { eventTypes } from '@rapport/sdk';
import type { EventNameReader, EventNameRecord, EventNameRequest, Page } from '@rapport/sdk';
import type pg from 'pg';
import { inOrder, prefixEnd, toPage } from './page';

/** Counts are folded; the youngest deltas are added up once for the whole page. */
export const countedNames = (names: string) => `with fresh as materialized (
    select name_id, sum(count) as count, max(day) as day from event_name_delta group by name_id
  )
  select n.id, n.type, n.name, n.first_seen, (coalesce(t.count, 0) + coalesce(f.count, 0))::bigint as count,
    greatest(t.last_day, f.day)::text as last_day
  from (${names}) n
  left join event_name_total t on t.name_id = n.id
  left join fresh f on f.name_id = n.id`;

const page = (order: 'asc' | 'desc') => ({
  name: `read_event_names_${order}`,
  text: `${countedNames(`select id, type, name, first_seen from event_name
      where ($1::smallint[] is null or type = any($1))
        and name collate "C" >= $2 and name collate "C" <= $3
        and (name collate "C", id) > ($4, $5::int) and (name collate "C", id) < ($6, $7::int)
      order by name collate "C" ${order}, id ${order} limit $8`)}
    order by n.name collate "C" ${order}, n.id ${order}`,
});
const statements = {
  forward: page('asc'),
  backward: page('desc'),
  byIds: { name: 'read_event_name_by_id', text: countedNames('select * from event_name where id = any($1)') },
};

export type EventNameRow = {
  id: number;
  type: number;
  name: string;
  first_seen: number;
  count: number;
  last_day: string | null;
};

export function createEventNameReader(pool: pg.Pool): EventNameReader {
  return {
    async page(request: EventNameRequest): Promise<Page<EventNameRecord>> {
      const prefix = request.prefix ?? '';
      const { rows } = await pool.query<EventNameRow>({
        ...(request.forward ? statements.forward : statements.backward),
        values: [
          request.types?.map((type) => eventTypes.indexOf(type)) ?? null,
          prefix,
          prefixEnd(prefix),
          request.after?.name ?? '',
          request.after?.id ?? 0,
          request.before?.name ?? prefixEnd(''),
          request.before?.id ?? 0,
          request.count + 1,
        ],
      });
      return toPage(rows.map(mapEventName), request);
    },
    async byIds(ids: readonly number[]): Promise<(EventNameRecord | null)[]> {
      const { rows } = await pool.query<EventNameRow>({ ...statements.byIds, values: [ids] });
      return inOrder(ids, new Map(rows.map((row) => [row.id, mapEventName(row)])));
    },
  };
}

export function mapEventName(row: EventNameRow): EventNameRecord {
  return {
    id: row.id,
    type: eventTypes[row.type] ?? 'track',
    name: row.name,
    count: row.count,
    firstSeen: row.first_seen,
    lastDay: row.last_day,
  };
}
