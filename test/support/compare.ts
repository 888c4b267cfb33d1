import pg from 'pg';

/** Every table of the schemas with its number of rows and a checksum of them all, whatever their order; and every sequence. */
export async function fingerprint(url: string, schemas: readonly string[]): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = any($1) order by 1`,
      [schemas],
    );
    const found: Record<string, string> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ seen: string }>(
        `select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) as seen from ${name} t`,
      );
      found[name] = rows[0]?.seen ?? '';
    }
    const { rows: sequences } = await client.query<{ name: string; value: string }>(
      `select format('%I.%I', schemaname, sequencename) as name, coalesce(last_value::text, 'unused') as value
       from pg_sequences where schemaname = any($1)`,
      [schemas],
    );
    for (const { name, value } of sequences) found[name] = value;
    return found;
  } finally {
    await client.end();
  }
}
