import { assertUnreachable, eventParts, eventTypes } from '@rapport/sdk';
import type {
  ActiveRoot,
  EventPart,
  JsonObject,
  Page,
  TimelineEvent,
  TimelinePosition,
  TimelineReader,
  TimelineRequest,
} from '@rapport/sdk';
import type pg from 'pg';
import { activityStaleMilliseconds } from '../activity';
import type { Dictionary } from './dictionary';
import { groupBy, inOrder, rootColumns, toPage } from './page';

const small = 'id, profile_id, occurred_at, received_at, original_at, message_id, name_id, value, source_id, flags';
export const columnsWithout = (without: readonly EventPart[]) =>
  [small, ...eventParts.filter((part) => !without.includes(part))].join(', ');

/**
 * The latest k events of each leaf through (profile_id, occurred_at), partition by partition, newest first, stopping at k;
 * then the latest k of each root. The two bounds are what lets PostgreSQL leave out whole months before it opens them, so they
 * are as narrow as is known: what was asked for, and from when to when these profiles were active. Measured with 28 months,
 * one profile, 20 events of 90 days, processor time of
 * PostgreSQL: 210 us, against 290 us over all months. All other conditions always present
 * (`$9 is null or ...`) would cost 0.3 ms more, since each is prepared once for each month: so there is one statement for
 * each set of conditions. Times in `event` are whole milliseconds.
 */
const conditions = {
  after: '(occurred_at, id) < ($::timestamptz, $::bigint)',
  before: '(occurred_at, id) > ($::timestamptz, $::bigint)',
  names: `name_id = any(array(select n.id from event_name n where n.type = any('{0,1,2,3,4,5}') and n.name = any($::text[])))`,
  types: 'type = any($::smallint[])',
} as const;
type Condition = keyof typeof conditions;
const conditionNames: readonly Condition[] = ['after', 'before', 'names', 'types'];
const statements = new Map<string, { name: string; text: string }>();

/** At most 2 x 16 x 8 texts, made of constants (a client sends few of them); parameters in the order of `conditionNames` and of the places in each text. */
function pageStatement(
  forward: boolean,
  present: readonly Condition[],
  without: readonly EventPart[],
): { name: string; text: string } {
  const name = `read_timeline_${forward ? 'down' : 'up'}_${bits(conditionNames, present)}_${bits(eventParts, without)}`;
  const known = statements.get(name);
  if (known !== undefined) return known;
  const order = forward ? 'desc' : 'asc';
  let parameter = 5;
  const where = present
    .map((condition) => ` and ${conditions[condition].replaceAll('$', () => `$${++parameter}`)}`)
    .join('');
  const columns = columnsWithout(without);
  const text = `select root_id, ${columns} from (
      select l.root_id, e.*, row_number() over (partition by l.root_id order by e.occurred_at ${order}, e.id ${order}) as place
      from unnest($1::bigint[], $2::bigint[]) as l(root_id, leaf_id)
      cross join lateral (
        select ${columns} from event where profile_id = l.leaf_id and occurred_at between $4 and $5${where}
        order by occurred_at ${order}, id ${order} limit $3
      ) e
    ) placed
    where place <= $3
    order by root_id, place`;
  const statement = { name, text };
  statements.set(name, statement);
  return statement;
}

const byPosition = {
  name: 'read_event_by_position',
  text: `select e.* from unnest($1::bigint[], $2::timestamptz[]) as p(id, occurred_at)
         cross join lateral (select ${columnsWithout([])} from event where id = p.id and occurred_at = p.occurred_at) e`,
};

/** A row of `event`. */
export type EventRow = {
  id: number;
  profile_id: number;
  occurred_at: number;
  received_at: number;
  original_at: number | null;
  message_id: string;
  name_id: number;
  value: number | null;
  properties?: JsonObject;
  context?: JsonObject;
  identifiers?: [string, string, string][];
  source_id: number;
  flags: number;
};

type PlacedRow = EventRow & { readonly root_id: number };

export function createTimelineReader(pool: pg.Pool, dictionary: Dictionary): TimelineReader {
  const learn = (rows: readonly EventRow[]) => learnOf(rows, dictionary);
  const map = (row: EventRow) => mapEvent(row, dictionary);
  return {
    async pages(roots: readonly ActiveRoot[], request: TimelineRequest): Promise<Map<number, Page<TimelineEvent>>> {
      const rows = await readPage(pool, roots, request);
      await learn(rows);
      const groups = groupBy(rows, (row) => row.root_id, map);
      return new Map(roots.map((root) => [root.rootId, toPage(groups.get(root.rootId) ?? [], request)]));
    },
    async byPositions(positions: readonly TimelinePosition[]): Promise<(TimelineEvent | null)[]> {
      const { rows } = await pool.query<EventRow>({
        ...byPosition,
        values: [positions.map((position) => position.id), positions.map((position) => time(position.occurredAt))],
      });
      await learn(rows);
      const key = (position: TimelinePosition) => `${position.id}@${position.occurredAt}`;
      return inOrder(positions.map(key), new Map(rows.map(map).map((event) => [key(event), event])));
    },
  };
}

/** To be called before mapEvent: the names of sources and events. */
export async function learnOf(rows: readonly EventRow[], dictionary: Dictionary): Promise<void> {
  await dictionary.ensure({ names: rows.map((row) => row.name_id), sources: rows.map((row) => row.source_id) });
}

async function readPage(pool: pg.Pool, roots: readonly ActiveRoot[], request: TimelineRequest): Promise<PlacedRow[]> {
  const bounds = boundsOf(roots, request);
  if (bounds === null) return [];
  const present = conditionNames.filter((condition) => request[condition] !== undefined);
  const { rows } = await pool.query<PlacedRow>({
    ...pageStatement(request.forward, present, request.without ?? []),
    values: [
      ...rootColumns(roots),
      request.count + 1,
      ...bounds.map(time),
      ...present.flatMap((condition) => values(condition, request)),
    ],
  });
  return rows;
}

/** The first and last moment at which an event can lie; null where none can. */
function boundsOf(roots: readonly ActiveRoot[], { from, to, after, before }: TimelineRequest): [number, number] | null {
  const active = roots.flatMap(({ firstSeen, lastSeenAbout }) =>
    firstSeen === null || lastSeenAbout === null
      ? []
      : [[firstSeen, lastSeenAbout + activityStaleMilliseconds] as const],
  );
  const since = Math.max(minimum(active.map(([first]) => first)), from ?? -Infinity, before?.occurredAt ?? -Infinity);
  const until = Math.min(
    -minimum(active.map(([, last]) => -last)),
    to === undefined ? Infinity : to - 1,
    after?.occurredAt ?? Infinity,
  );
  return since <= until ? [since, until] : null;
}

/** Infinity of none. */
function minimum(numbers: readonly number[]): number {
  return numbers.reduce((least, one) => Math.min(least, one), Infinity);
}

/** A set as a number: PostgreSQL cuts names of statements at 63 characters. */
function bits<T>(all: readonly T[], present: readonly T[]): number {
  return all.reduce((sum, item, index) => (present.includes(item) ? sum + 2 ** index : sum), 0);
}

function values(condition: Condition, request: TimelineRequest): unknown[] {
  switch (condition) {
    case 'after':
    case 'before': {
      const position = request[condition];
      return position === undefined ? [] : [time(position.occurredAt), position.id];
    }
    case 'names':
      return [request.names];
    case 'types':
      return [request.types?.map((type) => eventTypes.indexOf(type))];
    default:
      return assertUnreachable(condition);
  }
}

function time(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

export function mapEvent(row: EventRow, dictionary: Dictionary): TimelineEvent {
  const { type, name } = dictionary.name(row.name_id);
  return {
    id: row.id,
    leafId: row.profile_id,
    type,
    name,
    occurredAt: row.occurred_at,
    receivedAt: row.received_at,
    originalAt: row.original_at,
    messageId: row.message_id,
    value: row.value,
    properties: row.properties ?? {},
    context: row.context ?? {},
    identifiers: row.identifiers ?? [],
    source: dictionary.source(row.source_id),
    futureFlagged: (row.flags & 1) !== 0,
    historical: (row.flags & 2) !== 0,
  };
}
