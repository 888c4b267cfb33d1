import { param, type Sql, sql } from '@rapport/sdk';
import { instantSql } from './instant';

/** A value that a condition looks at, as each type: null where it has another one, or is missing. JSON null is missing. */
export type Field = {
  readonly json: Sql;
  readonly number: Sql;
  readonly text: Sql;
  /** Epoch milliseconds. */
  readonly instant: Sql;
};

/** @param value jsonb */
export function jsonField(value: Sql): Field {
  return {
    json: sql`nullif(${value}, 'null')`,
    number: sql`(case when jsonb_typeof(${value}) = 'number' then (${value})::float8 end)`,
    text: sql`(case when jsonb_typeof(${value}) = 'string' then ${value} #>> '{}' end)`,
    instant: instantSql(value),
  };
}

/** @param value float8, null where missing */
export function numberField(value: Sql): Field {
  return { ...jsonField(sql`to_jsonb(${value})`), number: value };
}

/** @param value text, null where missing */
export function textField(value: Sql): Field {
  return { ...jsonField(sql`to_jsonb(${value})`), text: value };
}

/** @param value timestamptz, null where missing */
export function instantField(value: Sql): Field {
  const instant = sql`round(date_part('epoch', ${value}) * 1000)`;
  return { ...jsonField(sql`to_jsonb(${value})`), instant };
}

/** The value below `keys`: only objects have keys. */
export function below(value: Sql, keys: readonly string[]): Sql {
  return keys.reduce((inner, key) => sql`(${inner} -> ${param(key, 'text')})`, value);
}
