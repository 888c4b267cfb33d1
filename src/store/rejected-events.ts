import type { ErrorCode } from '@rapport/sdk';
import type pg from 'pg';

/** A dead letter: an event that the door refused, as it was kept. `body` is its JSON, masked like an accepted event. */
export type RejectedRow = {
  readonly id: number;
  readonly sourceRef: string;
  readonly receivedAt: number;
  readonly messageId: string | null;
  readonly code: string;
  readonly message: string;
  readonly body: string;
  readonly replayedAt: number | null;
};

export type NewRejectedRow = {
  /** source_ref.id */
  readonly sourceId: number;
  readonly receivedAt: number;
  readonly messageId: string | null;
  readonly code: ErrorCode;
  readonly message: string;
  readonly body: string;
};

/** Inside the ingest transaction, so that an answer which names a rejection is true. One statement, whatever the number. */
export async function insertRejected(client: pg.ClientBase, rows: readonly NewRejectedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query({
    name: 'rejected-event-insert',
    text: `with kept as (
        insert into rejected_event (source_id, received_at, message_id, code, message, body)
        select source_id, to_timestamp(received_at / 1000.0), message_id, code, message, body
        from unnest($1::int[], $2::float8[], $3::text[], $4::text[], $5::text[], $6::text[])
          as r (source_id, received_at, message_id, code, message, body)
        returning source_id, received_at, code
      )
      insert into rejected_delta (source_id, hour, code, count)
      select source_id, date_trunc('hour', received_at, 'UTC'), code, count(*) from kept group by 1, 2, 3`,
    values: [
      rows.map((row) => row.sourceId),
      rows.map((row) => row.receivedAt),
      rows.map((row) => row.messageId),
      rows.map((row) => row.code),
      rows.map((row) => row.message),
      rows.map((row) => row.body),
    ],
  });
}

export type RejectedFilter = {
  readonly sourceRef?: string;
  readonly code?: string;
  /** Only those that were not sent again with success. */
  readonly openOnly?: boolean;
  /** The id of the last row of the page before; 0 begins. */
  readonly afterId: number;
  readonly limit: number;
};

/** A condition that is always in the text, or never: a partial index is only used where the text says what it is made for. */
export function rejectedCondition(filter: { readonly source: boolean; readonly open: boolean }): string {
  const source = filter.source ? 'r.source_id = (select id from source_ref where ref = $2)' : '$2::text is null';
  return filter.open ? `${source} and r.replayed_at is null` : source;
}

/** Oldest first. The cursor is the id. */
export async function listRejected(database: pg.Pool | pg.ClientBase, filter: RejectedFilter): Promise<RejectedRow[]> {
  const shape = { source: filter.sourceRef !== undefined, open: filter.openOnly ?? false };
  const { rows } = await database.query<Row>({
    name: `rejected-event-list-${shape.source}-${shape.open}`,
    text: `select r.id, s.ref, r.received_at, r.message_id, r.code, r.message, r.body, r.replayed_at
      from rejected_event r join source_ref s on s.id = r.source_id
      where r.id > $1 and ${rejectedCondition(shape)} and ($3::text is null or r.code = $3)
      order by r.id limit $4`,
    values: [filter.afterId, filter.sourceRef ?? null, filter.code ?? null, filter.limit],
  });
  return rows.map(mapRow);
}

export async function markReplayed(
  database: pg.Pool | pg.ClientBase,
  ids: readonly number[],
  at: number,
): Promise<void> {
  if (ids.length === 0) return;
  await database.query({
    name: 'rejected-event-replayed',
    text: `update rejected_event set replayed_at = to_timestamp($2::float8 / 1000.0)
      where id = any ($1::bigint[]) and replayed_at is null`,
    values: [ids, at],
  });
}

/** What was refused again, with its new reason. */
export async function markRefusedAgain(
  database: pg.Pool | pg.ClientBase,
  refused: readonly { readonly id: number; readonly code: ErrorCode; readonly message: string }[],
): Promise<void> {
  if (refused.length === 0) return;
  await database.query({
    name: 'rejected-event-refused-again',
    text: `update rejected_event r set code = u.code, message = u.message
      from unnest($1::bigint[], $2::text[], $3::text[]) as u (id, code, message)
      where r.id = u.id and r.replayed_at is null and (r.code, r.message) is distinct from (u.code, u.message)`,
    values: [refused.map((one) => one.id), refused.map((one) => one.code), refused.map((one) => one.message)],
  });
}

/** Those of them that are there, oldest first. */
export async function rejectedByIds(database: pg.Pool | pg.ClientBase, ids: readonly number[]): Promise<RejectedRow[]> {
  const { rows } = await database.query<Row>({
    name: 'rejected-event-by-ids',
    text: `select r.id, s.ref, r.received_at, r.message_id, r.code, r.message, r.body, r.replayed_at
      from rejected_event r join source_ref s on s.id = r.source_id where r.id = any ($1::bigint[]) order by r.id`,
    values: [ids],
  });
  return rows.map(mapRow);
}

/** Adds what ingest has appended to the counts by hour; as foldEventNameDeltas. @returns how many deltas were folded */
export async function foldRejectedDeltas(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ folded: number }>(
    `with taken as (delete from rejected_delta returning source_id, hour, code, count),
     folded as (
       insert into rejected_hour as kept (source_id, hour, code, count)
       select source_id, hour, code, sum(count) from taken group by 1, 2, 3 order by 1, 2, 3
       on conflict (source_id, hour, code) do update set count = kept.count + excluded.count
     )
     select count(*) as folded from taken`,
  );
  return rows[0]?.folded ?? 0;
}

type Row = {
  id: number;
  ref: string;
  received_at: number;
  message_id: string | null;
  code: string;
  message: string;
  body: string;
  replayed_at: number | null;
};

function mapRow(row: Row): RejectedRow {
  return {
    id: row.id,
    sourceRef: row.ref,
    receivedAt: row.received_at,
    messageId: row.message_id,
    code: row.code,
    message: row.message,
    body: row.body,
    replayedAt: row.replayed_at,
  };
}
