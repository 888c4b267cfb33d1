import { earliestInstant, instantPattern, latestInstant, param, type Sql, sql } from '@rapport/sdk';

/** Of a jsonb value (null where missing) the instant that it tells, as epoch milliseconds; null where it tells none. Never fails. */
export function instantSql(json: Sql): Sql {
  return sql`(case jsonb_typeof(${json})
    when 'string' then case when ${json} #>> '{}' ~ ${param(instantPattern, 'text')}
      then round(date_part('epoch', date_trunc('milliseconds', (${json} #>> '{}')::timestamptz)) * 1000) end
    when 'number' then case when (${json})::float8 between ${param(earliestInstant, 'float8')} and ${param(latestInstant, 'float8')}
      then floor((${json})::float8) end
  end)`;
}

export const ms = (at: Sql): Sql => sql`round(date_part('epoch', ${at}) * 1000)`;
export const instant = (milliseconds: Sql): Sql => sql`to_timestamp((${milliseconds}) / 1000)`;
