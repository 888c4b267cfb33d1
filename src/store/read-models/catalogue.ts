import { limits } from '@rapport/sdk';
import type { CatalogueNumbers, CatalogueRequest, EventNameRecord, JsonObject, Page } from '@rapport/sdk';
import type pg from 'pg';
import type { Dictionary } from './dictionary';
import { countedNames, mapEventName, type EventNameRow } from './event-names';
import { toPage } from './page';

/** Any part of the name: 20,000 names at the most are looked through. */
const matching = `position(lower($1) in lower(name)) > 0`;

const statements = {
  byName: { forward: byName('asc'), backward: byName('desc') },
  byCount: { forward: byCount('desc'), backward: byCount('asc') },
  /** The newest event of a name: one probe of (name_id, occurred_at) in each partition, the newest first. */
  lastSeen: {
    name: 'read_catalogue_last_seen',
    text: `select n.id, e.occurred_at from unnest($1::int[]) as n(id)
      cross join lateral (select occurred_at from event where name_id = n.id order by occurred_at desc limit 1) e`,
  },
  days: {
    name: 'read_catalogue_days',
    text: `select name_id, source_id, day::text as day, sum(count)::bigint as count from (
        select name_id, source_id, day, count from event_name_day where name_id = any($1) and day >= $2
        union all
        select name_id, source_id, day, count from event_name_delta where name_id = any($1) and day >= $2
      ) c group by 1, 2, 3 order by day`,
  },
  newest: {
    name: 'read_catalogue_newest_properties',
    text: `select properties from (
        select properties, sum(pg_column_size(properties)) over (order by occurred_at desc, id desc) as bytes from (
          select id, occurred_at, properties from event where name_id = $1 order by occurred_at desc limit $2
        ) newest
      ) bounded where bytes <= $3`,
  },
};

function byName(order: 'asc' | 'desc') {
  return {
    name: `read_catalogue_by_name_${order}`,
    text: `${countedNames(`select id, type, name, first_seen from event_name where ${matching}
        and (name collate "C", id) > ($2, $3::int) and (name collate "C", id) < ($4, $5::int)
        order by name collate "C" ${order}, id ${order} limit $6`)}
      order by n.name collate "C" ${order}, n.id ${order}`,
  };
}

function byCount(order: 'asc' | 'desc') {
  return {
    name: `read_catalogue_by_count_${order}`,
    text: `with counts as materialized (
        select name_id, sum(count)::bigint as count, max(day) as day from (
          select name_id, count, last_day as day from event_name_total union all select name_id, count, day from event_name_delta
        ) c group by name_id
      )
      select n.id, n.type, n.name, n.first_seen, coalesce(c.count, 0) as count, c.day::text as last_day
      from event_name n left join counts c on c.name_id = n.id
      where ${matching} and (coalesce(c.count, 0), n.id) < ($2::bigint, $3::int) and (coalesce(c.count, 0), n.id) > ($4::bigint, $5::int)
      order by coalesce(c.count, 0) ${order}, n.id ${order} limit $6`,
  };
}

const idMax = 2 ** 31 - 1;

export type CatalogueReader = {
  page(request: CatalogueRequest): Promise<Page<EventNameRecord>>;
  numbers(nameIds: readonly number[], from: string): Promise<CatalogueNumbers[]>;
};

export function createCatalogueReader(pool: pg.Pool, dictionary: Dictionary): CatalogueReader {
  return {
    async page(request) {
      const { after, before, count, forward, order } = request;
      const search = request.search ?? '';
      const statement = statements[order === 'name' ? 'byName' : 'byCount'][forward ? 'forward' : 'backward'];
      const bounds =
        order === 'name'
          ? [after?.name ?? '', after?.id ?? 0, before?.name ?? '\u{10FFFF}', before?.id ?? 0]
          : [after?.count ?? Number.MAX_SAFE_INTEGER, after?.id ?? idMax, before?.count ?? -1, before?.id ?? 0];
      const { rows } = await pool.query<EventNameRow>({ ...statement, values: [search, ...bounds, count + 1] });
      return toPage(rows.map(mapEventName), request);
    },
    async numbers(nameIds, from) {
      const [lastSeen, days] = await Promise.all([
        pool.query<{ id: number; occurred_at: number }>({ ...statements.lastSeen, values: [nameIds] }),
        pool.query<DayRow>({ ...statements.days, values: [nameIds, from] }),
      ]);
      await dictionary.ensure({ sources: days.rows.map((row) => row.source_id) });
      const seen = new Map(lastSeen.rows.map((row) => [row.id, row.occurred_at]));
      return nameIds.map((id) => ({
        lastSeen: seen.get(id) ?? null,
        ...sumUp(
          days.rows.filter((row) => row.name_id === id),
          dictionary,
        ),
      }));
    },
  };
}

type DayRow = { name_id: number; source_id: number; day: string; count: number };

/** @param rows in the order of the days */
function sumUp(rows: readonly DayRow[], dictionary: Dictionary): Pick<CatalogueNumbers, 'days' | 'sources'> {
  const days = new Map<string, number>();
  const sources = new Map<number, { count: number; lastDay: string }>();
  for (const { day, count, source_id } of rows) {
    days.set(day, (days.get(day) ?? 0) + count);
    sources.set(source_id, { count: (sources.get(source_id)?.count ?? 0) + count, lastDay: day });
  }
  return {
    days: [...days].map(([day, count]) => ({ day, count })),
    sources: [...sources]
      .map(([id, rest]) => ({ source: dictionary.source(id), ...rest }))
      .sort((a, b) => b.count - a.count || (a.source < b.source ? -1 : 1)),
  };
}

/** Properties of the newest events of a name: limits.observedEventsMax of them, and no more than limits.observedBytesMax. */
export async function newestProperties(pool: pg.Pool, nameId: number): Promise<JsonObject[]> {
  const { rows } = await pool.query<{ properties: JsonObject }>({
    ...statements.newest,
    values: [nameId, limits.observedEventsMax, limits.observedBytesMax],
  });
  return rows.map((row) => row.properties);
}
