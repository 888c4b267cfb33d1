import { openRejectedMax } from '@rapport/sdk';
import type {
  PageRequest,
  SourceEventPage,
  SourceEventPosition,
  SourceReader,
  SourceStatus,
  VolumePoint,
  VolumeUnit,
} from '@rapport/sdk';
import type pg from 'pg';
import type { Dictionary } from './dictionary';
import { inOrder, toPage } from './page';
import { columnsWithout, learnOf, mapEvent, type EventRow } from './timeline';

/** Of all events, the newest so many are looked through for one page of a source's own. */
const lookedAtMax = 2_000;

/** The newest event of a source: folded, and of the deltas that are not folded yet. */
const newest = `greatest(
    (select last_event_id from source_activity where source_id = s.id),
    (select max(last_event_id) from event_name_delta where source_id = s.id))`;

const statements = {
  status: {
    name: 'read_source_status',
    text: `select s.ref, last.received_at, waiting.count
      from source_ref s
      left join lateral (select received_at from event where id = ${newest} limit 1) last on true
      cross join lateral (
        select count(*) from (
          select 1 from rejected_event where source_id = s.id and replayed_at is null limit $2
        ) capped
      ) waiting
      where s.ref = any($1)`,
  },
  volume: {
    name: 'read_source_volume',
    text: `select s.ref, date_trunc($2, v.hour, 'UTC') as at, sum(v.accepted)::bigint as accepted, sum(v.rejected)::bigint as rejected
      from source_ref s
      cross join lateral (
        select hour, accepted, 0 as rejected from source_hour where source_id = s.id and hour >= $3
        union all
        select coalesce(hour, day::timestamp at time zone 'UTC'), count, 0 from event_name_delta
          where source_id = s.id and coalesce(hour, day::timestamp at time zone 'UTC') >= $3
        union all
        select hour, 0, count from rejected_hour where source_id = s.id and hour >= $3
        union all
        select hour, 0, count from rejected_delta where source_id = s.id and hour >= $3
      ) v
      where s.ref = any($1)
      group by s.ref, at order by at`,
  },
  newestEvent: {
    name: 'read_source_newest_event',
    text: `select s.id, ${newest} as event_id from source_ref s where s.ref = $1`,
  },
  older: eventStatement('older', '<', 'desc'),
  newer: eventStatement('newer', '>', 'asc'),
  /** Where a look through ends: one of lookedAtMax events further on. */
  olderEnd: endStatement('older', '<', 'desc'),
  newerEnd: endStatement('newer', '>', 'asc'),
};

/** By event.id, the order of receipt, through its index; stops at the page's size. */
function eventStatement(name: string, beyond: '<' | '>', order: 'asc' | 'desc') {
  return {
    name: `read_source_events_${name}`,
    text: `select * from (
        select ${columnsWithout([])} from event where id ${beyond} $1 order by id ${order} limit $2
      ) looked where source_id = $3 order by id ${order} limit $4`,
  };
}

function endStatement(name: string, beyond: '<' | '>', order: 'asc' | 'desc') {
  return {
    name: `read_source_events_${name}_end`,
    text: `select id from event where id ${beyond} $1 order by id ${order} offset $2 limit 1`,
  };
}

export function createSourceReader(pool: pg.Pool, dictionary: Dictionary): SourceReader {
  return {
    async status(refs: readonly string[]): Promise<SourceStatus[]> {
      const { rows } = await pool.query<{ ref: string; received_at: number | null; count: number }>({
        ...statements.status,
        values: [refs, openRejectedMax],
      });
      const found = new Map(
        rows.map((row) => [row.ref, { lastReceivedAt: row.received_at, openRejected: row.count }] as const),
      );
      return refs.map((ref) => found.get(ref) ?? { lastReceivedAt: null, openRejected: 0 });
    },

    async volume(refs: readonly string[], unit: VolumeUnit, from: number): Promise<(readonly VolumePoint[])[]> {
      const { rows } = await pool.query<VolumePoint & { ref: string }>({
        ...statements.volume,
        values: [refs, unit, new Date(from)],
      });
      const found = new Map<string, VolumePoint[]>();
      for (const { ref, at, accepted, rejected } of rows) {
        const point = { at, accepted, rejected };
        const list = found.get(ref);
        if (list === undefined) found.set(ref, [point]);
        else list.push(point);
      }
      return inOrder(refs, found).map((points) => points ?? []);
    },

    events: (ref, request) => eventsOf(pool, dictionary, ref, request),
  };
}

/**
 * There is no index of events by source, which every event would pay for. The page begins at the source's own newest event, and
 * looks through a bounded number of events from there: a source that is quiet among busy ones gets short pages that go on.
 */
async function eventsOf(
  pool: pg.Pool,
  dictionary: Dictionary,
  ref: string,
  request: PageRequest<SourceEventPosition>,
): Promise<SourceEventPage> {
  const newestOf = await pool.query<{ id: number; event_id: number | null }>({
    ...statements.newestEvent,
    values: [ref],
  });
  const [source] = newestOf.rows;
  if (source === undefined || source.event_id === null)
    return { items: [], hasNext: false, hasPrevious: false, end: null };
  const start = request.forward ? (request.after?.id ?? source.event_id + 1) : (request.before?.id ?? 0);
  const { rows } = await pool.query<EventRow>({
    ...(request.forward ? statements.older : statements.newer),
    values: [start, lookedAtMax, source.id, request.count + 1],
  });
  await learnOf(rows, dictionary);
  const page = toPage(
    rows.map((row) => mapEvent(row, dictionary)),
    request,
  );
  if (rows.length > request.count) return { ...page, end: null };
  const ends = await pool.query<{ id: number }>({
    ...(request.forward ? statements.olderEnd : statements.newerEnd),
    values: [start, lookedAtMax - 1],
  });
  const end = ends.rows[0]?.id;
  if (end === undefined) return { ...page, end: null };
  return { ...page, end: { id: end }, ...(request.forward ? { hasNext: true } : { hasPrevious: true }) };
}
