import type pg from 'pg';

/** What a leaf is found by, for the trait keys that a batch changed. */
export type SearchEntry = { readonly leafId: number; readonly key: string; readonly tokens: readonly string[] };

/** `profile_search`: the tokens of these keys go; `insertSearchTokens` brings the new ones. */
export async function deleteSearchTokens(
  client: pg.ClientBase,
  entries: readonly Omit<SearchEntry, 'tokens'>[],
): Promise<void> {
  if (entries.length === 0) return;
  await client.query({
    name: 'search-delete',
    text: `delete from profile_search s using json_to_recordset($1::json) as n(p bigint, k text)
           where s.profile_id = n.p and s.key = n.k`,
    values: [JSON.stringify(entries.map((one) => ({ p: one.leafId, k: one.key })))],
  });
}

export async function insertSearchTokens(client: pg.ClientBase, entries: readonly SearchEntry[]): Promise<void> {
  const rows = entries.flatMap((one) => one.tokens.map((token) => ({ p: one.leafId, k: one.key, t: token })));
  if (rows.length === 0) return;
  await client.query({
    name: 'search-insert',
    text: `insert into profile_search (token, key, profile_id)
           select distinct t, k, p from json_to_recordset($1::json) as n(p bigint, k text, t text) order by t, k, p
           on conflict do nothing`,
    values: [JSON.stringify(rows)],
  });
}
