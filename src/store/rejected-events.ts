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
    text: `insert into rejected_event (source_id, received_at, message_id, code, message, body)
      select source_id, to_timestamp(received_at / 1000.0), message_id, code, message, body
      from unnest($1::int[], $2::float8[], $3::text[], $4::text[], $5::text[], $6::text[])
        as r (source_id, received_at, message_id, code, message, body)`,
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

/** Oldest first. The cursor is the id. */
export async function listRejected(database: pg.Pool | pg.ClientBase, filter: RejectedFilter): Promise<RejectedRow[]> {
  const { rows } = await database.query<Row>({
    name: 'rejected-event-list',
    text: `select r.id, s.ref, r.received_at, r.message_id, r.code, r.message, r.body, r.replayed_at
      from rejected_event r join source_ref s on s.id = r.source_id
      where r.id > $1 and ($2::text is null or s.ref = $2) and ($3::text is null or r.code = $3)
        and (not $4::boolean or r.replayed_at is null)
      order by r.id limit $5`,
    values: [filter.afterId, filter.sourceRef ?? null, filter.code ?? null, filter.openOnly ?? false, filter.limit],
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
