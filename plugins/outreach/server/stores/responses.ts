import type { Session } from '@rapport/sdk';
import type { MachineRule } from '../../domain/tracking/scanner';

/** Of a message that left, or that is leaving; null: there is none, or nobody any more. */
export async function handedMessage(
  sql: Session,
  publicId: string,
): Promise<{ readonly id: number; readonly handedAt: number | null } | null> {
  const [row] = await sql.rows<{ id: number; handedAt: number | null }>({
    name: 'outreach-handed-message',
    text: `select id, handed_at as "handedAt" from message where public_id = $1 and handing_at is not null`,
    values: [publicId],
  });
  return row ?? null;
}

/** One row for each link of a message, and for its pixel. What a person does takes the place of what a program did before. */
export async function insertVisit(
  sql: Session,
  visit: {
    readonly messageId: number;
    /** 0: opened. */
    readonly position: number;
    readonly count: number;
    readonly to: string;
    readonly at: number;
    readonly machineRule: MachineRule | null;
    readonly settlesAt: number;
  },
): Promise<void> {
  const { messageId, position, count, to, at, machineRule, settlesAt } = visit;
  const place = { link_position: position, link_count: count };
  await sql.run({
    name: 'outreach-insert-visit',
    text: `insert into message_report as r (message_id, key, kind, at, detail, is_machine, machine_rule, settles_at)
      values ($1, $2, $3, to_timestamp($4::float8 / 1000), $5::jsonb, $6::text is not null, $6, to_timestamp($7::float8 / 1000))
      on conflict (message_id, key) do update
        set at = excluded.at, is_machine = false, machine_rule = null, settles_at = excluded.settles_at, told_at = null
        where r.is_machine and not excluded.is_machine`,
    values: [
      ...[messageId, `link ${position}`, position === 0 ? 'opened' : 'clicked', at],
      ...[JSON.stringify(position === 0 ? place : { link_url: to, ...place }), machineRule, settlesAt],
    ],
  });
}

/** What came by our own links and may be a person's, or was followed together with others. */
export type VisitRow = {
  readonly id: number;
  readonly messageId: number;
  readonly position: number;
  readonly count: number;
  readonly at: number;
};

export async function visitsOf(sql: Session, messageIds: readonly number[]): Promise<VisitRow[]> {
  if (messageIds.length === 0) return [];
  return sql.rows<VisitRow>({
    name: 'outreach-visits',
    text: `select id, message_id as "messageId", (detail->>'link_position')::int as position, (detail->>'link_count')::int as count, at
      from message_report where message_id = any($1::bigint[]) and settles_at is not null
        and (not is_machine or machine_rule = 'every_link') order by id`,
    values: [messageIds],
  });
}

/** They were a program's. */
export async function flagVisits(sql: Session, ids: readonly number[], rule: MachineRule): Promise<void> {
  if (ids.length === 0) return;
  await sql.run({
    name: 'outreach-flag-visits',
    text: 'update message_report set is_machine = true, machine_rule = $2 where id = any($1::bigint[])',
    values: [ids, rule],
  });
}
