import { param, type Sql, sql } from '@rapport/sdk';

/**
 * Goes before a query and puts views of the tables, as of a moment, in the place of the tables: a `with` without `recursive` sees
 * the table of its own name, everything behind it the view. So the compiler is the same for today and for then. Events and people
 * count from when they arrived, conversations from when they were opened, lists from when somebody was put in. Who is who is as
 * today; whoever was taken out of a list or erased since is missing.
 * @param asOf epoch ms
 */
export function asOfTables(asOf: number): Sql {
  const at = sql`to_timestamp(${param(asOf, 'float8')} / 1000)`;
  return sql`with event as not materialized (select * from event where received_at <= ${at}),
    profile as not materialized (select * from profile where created_at <= ${at}),
    conversation as not materialized (select * from conversation where opened_at <= ${at}),
    list_member as not materialized (select * from list_member where added_at <= ${at}) `;
}
