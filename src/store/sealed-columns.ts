import type pg from 'pg';

/** A column of texts that are sealed. */
export type SealedColumn = { readonly schema: string; readonly table: string; readonly column: string };

const pageRows = 1_000;

/**
 * Seals again what `reseal` wants to change (null: it is as it should be), a thousand rows in one statement; a value that somebody
 * changes meanwhile stays as he wrote it. @returns how many were written
 */
export async function resealColumn(
  client: pg.PoolClient,
  { schema, table, column }: SealedColumn,
  reseal: (text: string) => string | null,
): Promise<number> {
  const name = `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(table)}`;
  const field = client.escapeIdentifier(column);
  // Before Strapi's first start there is nothing to seal.
  const { rows: there } = await client.query<{ name: string | null }>('select to_regclass($1) as name', [name]);
  if (there[0]?.name === null) return 0;
  let written = 0;
  for (let afterId = 0; ;) {
    const { rows } = await client.query<{ id: number; text: string }>(
      `select id::bigint as id, ${field} as text from ${name} where ${field} is not null and ${field} <> '' and id > $1 order by id limit ${pageRows}`,
      [afterId],
    );
    const last = rows.at(-1);
    if (last === undefined) return written;
    afterId = last.id;
    const changed = rows.flatMap(({ id, text }) => {
      const next = reseal(text);
      return next === null ? [] : [{ id, old: text, next }];
    });
    if (changed.length === 0) continue;
    const { rowCount } = await client.query(
      `update ${name} t set ${field} = n.next from json_to_recordset($1::json) as n(id bigint, old text, next text)
       where t.id = n.id and t.${field} = n.old`,
      [JSON.stringify(changed)],
    );
    written += rowCount ?? 0;
  }
}
