import type { Session, WantedOptions } from '@rapport/sdk';

/** Of campaigns of both kinds, or of templates: those with these keys, then those with the text in their name or key, the newest first. */
export async function findNames(
  sql: Session,
  table: 'campaign' | 'template',
  { text, values, count }: WantedOptions,
): Promise<{ readonly key: string; readonly name: string }[]> {
  return sql.rows({
    text: `select key, name from ${table}
      where key = any($1::text[]) or strpos(lower(name), lower($2)) > 0 or strpos(key, lower($2)) > 0
      order by key = any($1::text[]) desc, id desc limit $3`,
    values: [values, text, count],
  });
}
