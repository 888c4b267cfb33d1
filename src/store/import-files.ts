import type { ImportEncoding } from '@rapport/sdk';
import type pg from 'pg';

/** The tables `import_file` and `import_chunk`: the bytes of files that people brought, in pieces. Times are epoch milliseconds. */
export type ImportFile = {
  readonly id: number;
  readonly name: string;
  readonly hash: string;
  readonly encoding: ImportEncoding;
};

export async function createFile(pool: pg.Pool, name: string, now: number): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(
    'insert into import_file (name, changed_at) values ($1, to_timestamp($2::float8 / 1000)) returning id',
    [name, now],
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('insert returned no row');
  return id;
}

/** Says that it is still arriving, too: what has not for long is pruned. */
export async function appendChunk(
  pool: pg.Pool,
  chunk: { readonly fileId: number; readonly ordinal: number; readonly bytes: Buffer; readonly now: number },
): Promise<void> {
  await pool.query({
    name: 'import-chunk-append',
    text: `with f as (update import_file set bytes = bytes + length($3::bytea), changed_at = to_timestamp($4::float8 / 1000)
             where id = $1 returning id)
           insert into import_chunk (file_id, ordinal, bytes) select id, $2, $3 from f`,
    values: [chunk.fileId, chunk.ordinal, chunk.bytes, chunk.now],
  });
}

export async function completeFile(
  pool: pg.Pool,
  file: { readonly id: number; readonly hash: string; readonly encoding: ImportEncoding; readonly now: number },
): Promise<void> {
  await pool.query(
    'update import_file set hash = $2, encoding = $3, changed_at = to_timestamp($4::float8 / 1000) where id = $1',
    [file.id, file.hash, file.encoding, file.now],
  );
}

/** Null where its bytes are gone, or were never all there. */
export async function findFile(pool: pg.Pool, id: number): Promise<ImportFile | null> {
  const { rows } = await pool.query<ImportFile>(
    `select id, name, hash, encoding from import_file where id = $1 and hash is not null
     and exists (select from import_chunk where file_id = $1)`,
    [id],
  );
  return rows[0] ?? null;
}

/** Its bytes, from the beginning or a later piece on, one piece in memory at a time; none where they are gone. */
export async function* readFile(pool: pg.Pool, fileId: number, from = 0): AsyncGenerator<Buffer, undefined> {
  for (let ordinal = from; ; ordinal++) {
    const { rows } = await pool.query<{ bytes: Buffer }>({
      name: 'import-chunk-read',
      text: 'select bytes from import_chunk where file_id = $1 and ordinal = $2',
      values: [fileId, ordinal],
    });
    if (rows[0] === undefined) return undefined;
    yield rows[0].bytes;
  }
}

/** Unless an import uses it. */
export async function removeFile(pool: pg.Pool, id: number): Promise<void> {
  await pool.query(
    `with f as (delete from import_file f where id = $1 and not exists (select from import_job j where j.file_id = f.id)
       returning id)
     delete from import_chunk c using f where c.file_id = f.id`,
    [id],
  );
}

/** When the same bytes were imported before, the last time; null: never. */
export async function importedBefore(pool: pg.Pool, hash: string, jobId: number): Promise<number | null> {
  const { rows } = await pool.query<{ at: number | null }>(
    `select max(j.started_at) as at from import_job j join import_file f on f.id = j.file_id
     where f.hash = $1 and j.id <> $2 and j.accepted + j.duplicates > 0`,
    [hash, jobId],
  );
  return rows[0]?.at ?? null;
}

const idle = `not exists (select from import_job j where j.file_id = c.file_id and j.state in ('waiting', 'running'))`;

/** Of files that no import needs now: nobody is looked for in them. */
export async function deleteIdleChunks(client: pg.ClientBase): Promise<number> {
  const { rowCount } = await client.query(`delete from import_chunk c where ${idle}`);
  return rowCount ?? 0;
}

/** The bytes of files that nobody has used since then. @returns how many pieces are gone, at most `rowsMax` */
export async function pruneChunks(client: pg.ClientBase, before: number, rowsMax: number): Promise<number> {
  const { rowCount } = await client.query(
    `delete from import_chunk where ctid = any(array(
       select c.ctid from import_chunk c join import_file f on f.id = c.file_id
       where f.changed_at < $1 and ${idle}
         and not exists (select from import_job j where j.file_id = f.id and j.changed_at >= $1) limit $2))`,
    [new Date(before), rowsMax],
  );
  return rowCount ?? 0;
}
