import type { RejectedEvent } from '@rapport/sdk';
import type pg from 'pg';

/** Kept in the transaction of the accepted events of the same request. */
export async function insertRejected(
  client: pg.ClientBase,
  rows: readonly (RejectedEvent & { readonly sourceId: number })[],
): Promise<void> {
  if (rows.length === 0) return;
  await client.query(
    `insert into rejected_event (source_id, received_at, message_id, code, message, body)
     select s, to_timestamp(r / 1000), i, c, m, b
     from json_to_recordset($1::json) as n(s int, r float8, i text, c text, m text, b text)`,
    [
      JSON.stringify(
        rows.map((one) => ({
          s: one.sourceId,
          r: one.receivedAt,
          i: one.messageId,
          c: one.code,
          m: one.message,
          b: one.body,
        })),
      ),
    ],
  );
}
