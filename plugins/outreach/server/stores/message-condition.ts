import { type ConditionQuery, param, type Sql, sql } from '@rapport/sdk';

export const messageStatuses = ['received', 'opened', 'clicked', 'withheld'] as const;
export type AskedMessages = {
  readonly status: (typeof messageStatuses)[number];
  readonly campaign?: string | undefined;
  readonly template?: string | undefined;
  readonly topic?: string | undefined;
  readonly channel?: string | undefined;
};

/** When it happened (timestamptz), null where it did not. What is unknown was received by nobody, as far as we know. */
const moments: Readonly<Record<AskedMessages['status'], Sql>> = {
  received: sql`(case when m.state in ('handed', 'delivered', 'complained') then m.handed_at end)`,
  opened: sql`m.opened_at`,
  clicked: sql`m.clicked_at`,
  withheld: sql`(case when m.state = 'withheld' then m.ended_at end)`,
};

function those({ leaves }: ConditionQuery, { status, campaign, template, topic, channel }: AskedMessages): Sql {
  const of = (column: Sql, value: string | undefined): Sql =>
    value === undefined ? sql`` : sql` and ${column} = ${param(value, 'text')}`;
  const ofCampaign =
    campaign === undefined
      ? sql``
      : sql` and m.campaign_id = (select c.id from campaign c where c.key = ${param(campaign, 'text')})`;
  return sql`from message m where m.profile_id = any(${leaves}) and ${moments[status]} is not null${ofCampaign}${of(
    sql`m.template`,
    template,
  )}${of(sql`m.topic`, topic)}${of(sql`m.medium`, channel)}`;
}

/** timestamptz: what happened at that moment or before is too old. */
const windowStart = ({ nowAt }: ConditionQuery, milliseconds: number): Sql =>
  sql`${nowAt} - make_interval(secs => ${param(milliseconds / 1_000, 'float8')})`;

/** bigint @param within milliseconds; null: ever */
export function messageCount(query: ConditionQuery, asked: AskedMessages, within: number | null): Sql {
  const since = within === null ? sql`` : sql` and ${moments[asked.status]} > ${windowStart(query, within)}`;
  return sql`(select count(*) ${those(query, asked)}${since})`;
}

/** float8, epoch milliseconds: when the first of those that count is too old; null: none is there. */
export function leavesWindowAt(query: ConditionQuery, asked: AskedMessages, within: number): Sql {
  const at = moments[asked.status];
  return sql`(select extract(epoch from min(${at}))::float8 * 1000 + ${param(within, 'float8')} ${those(query, asked)}
    and ${at} > ${windowStart(query, within)})`;
}
