import type pg from 'pg';

/** A column that holds what was sealed, and the one that names its rows. */
export type SealedPlace = {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
  readonly key: string;
};

/** `kind`: of the column; a value of type jsonb comes as text, too. */
export type SealedValue = { readonly key: string; readonly kind: 'text' | 'jsonb'; readonly text: string };

const pageRows = 1_000;

/**
 * Seals again what `reseal` wants to change (null: it is as it should be), a thousand rows in one statement; a value that somebody
 * changes meanwhile stays as he wrote it. @returns how many were written
 */
export async function resealColumn(
  client: pg.PoolClient,
  place: SealedPlace,
  reseal: (value: SealedValue) => string | null,
): Promise<number> {
  const [schema, table, column, key] = [place.schema, place.table, place.column, place.key].map((name) =>
    client.escapeIdentifier(name),
  );
  const name = `${schema}.${table}`;
  const kind = await kindOf(client, name, place.column);
  if (kind === null) return 0;
  let written = 0;
  for (let after: string | null = null; ;) {
    const { rows }: pg.QueryResult<{ key: string; text: string }> = await client.query({
      text: `select ${key}::text as key, ${column}::text as text from ${name}
        where ${column} is not null and ${column}::text <> '' and ($1::text is null or ${key}::text collate "C" > $1)
        order by ${key}::text collate "C" limit ${pageRows}`,
      values: [after],
    });
    const last = rows.at(-1);
    if (last === undefined) return written;
    after = last.key;
    const changed = rows.flatMap((row) => {
      const next = reseal({ ...row, kind });
      return next === null ? [] : [{ key: row.key, old: row.text, next }];
    });
    if (changed.length === 0) continue;
    const { rowCount } = await client.query(
      `update ${name} t set ${column} = n.next::${kind} from json_to_recordset($1::json) as n(key text, old text, next text)
       where t.${key}::text = n.key and t.${column} = n.old::${kind}`,
      [JSON.stringify(changed)],
    );
    written += rowCount ?? 0;
  }
}

/** Null: before Strapi's first start there is no such table. */
async function kindOf(client: pg.PoolClient, table: string, column: string): Promise<SealedValue['kind'] | null> {
  const { rows } = await client.query<{ kind: string }>(
    `select format_type(atttypid, null) as kind from pg_attribute where attrelid = to_regclass($1) and attname = $2`,
    [table, column],
  );
  const [found] = rows;
  if (found === undefined) return null;
  return found.kind === 'jsonb' ? 'jsonb' : 'text';
}
