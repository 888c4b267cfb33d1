import type { Session } from '@rapport/sdk';

/**
 * The helpdesk shows them: nobody need have seen the end of their hand-over. From now on they have its own id, by which it tells what becomes
 * of them.
 * @returns leaves whose message it is
 */
export async function noteSeen(
  sql: Session,
  connectionId: number,
  seen: readonly { readonly messageId: string; readonly providerId: string }[],
): Promise<number[]> {
  if (seen.length === 0) return [];
  const rows = await sql.rows<{ leafId: number }>({
    name: 'outreach-note-seen',
    text: `update message m set provider_id = s.provider_id,
        state = case when m.state = 'unknown' then 'handed' else m.state end,
        handed_at = case when m.state = 'unknown' then coalesce(m.handed_at, m.handing_at) else m.handed_at end
      from (select distinct on (id) id, provider_id from unnest($2::uuid[], $3::text[]) as u(id, provider_id)) s
      where m.public_id = s.id and m.connection_id = $1 and m.provider_id is null and m.state in ('claimed', 'unknown')
      returning m.profile_id as "leafId"`,
    values: [connectionId, seen.map((one) => one.messageId), seen.map((one) => one.providerId)],
  });
  return rows.map((one) => one.leafId);
}

/** Since when they may be on their way, in epoch milliseconds, by public id. */
export async function handedTimes(
  sql: Session,
  connectionId: number,
  messageIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (messageIds.length === 0) return new Map();
  const rows = await sql.rows<{ id: string; at: number }>({
    name: 'outreach-handed-times',
    text: `select public_id as id, coalesce(handing_at, handed_at) as at from message
      where connection_id = $1 and public_id = any($2::uuid[]) and coalesce(handing_at, handed_at) is not null`,
    values: [connectionId, messageIds],
  });
  return new Map(rows.map(({ id, at }) => [id, at]));
}
