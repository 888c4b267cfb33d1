import type { Identifier, Page, PageRequest, RejectedRow } from '@rapport/sdk';
import type pg from 'pg';
import { z } from 'zod';
import { toPage } from './read-models/page';

export type NewRejectedRow = Omit<RejectedRow, 'id'>;

/** The table `import_rejected`: rows of files that could not be imported, with their reasons. */
export async function insertRejectedRows(
  client: pg.ClientBase,
  jobId: number,
  rejected: readonly NewRejectedRow[],
): Promise<void> {
  if (rejected.length === 0) return;
  await client.query({
    name: 'import-rejected-insert',
    text: `insert into import_rejected (job_id, line, code, message, record)
      select $1, * from unnest($2::bigint[], $3::text[], $4::text[], $5::text[])`,
    values: [
      jobId,
      rejected.map((row) => row.line),
      rejected.map((row) => row.code),
      rejected.map((row) => row.message),
      rejected.map((row) => JSON.stringify(row.record)),
    ],
  });
}

/** In the order of the file. */
export async function pageOfRejectedRows(
  pool: pg.Pool,
  jobId: number,
  request: PageRequest<{ readonly id: number }>,
): Promise<Page<RejectedRow>> {
  const { rows } = await pool.query<Row>({
    name: `import-rejected-page-${request.forward ? 'next' : 'previous'}`,
    text: `select id, line, code, message, record from import_rejected
      where job_id = $1 and id ${request.forward ? '>' : '<'} $2
      order by id ${request.forward ? 'asc' : 'desc'} limit $3`,
    values: [
      jobId,
      request.forward ? (request.after?.id ?? 0) : (request.before?.id ?? Number.MAX_SAFE_INTEGER),
      request.count + 1,
    ],
  });
  return toPage(rows.map(mapRow), request);
}

/** What may be of a person: a cell that is one of the identifiers ($1), a text that holds a longer one, a phone number by its digits ($2). */
const maybeOfPerson = `(exists (select from unnest($1::text[]) needle where strpos(lower(r.record), needle) > 0)
  or exists (select from unnest($2::text[]) digits where strpos(regexp_replace(r.record, '\\D', '', 'g'), digits) > 0))`;

function needlesOf(identifiers: readonly Identifier[]): [string[], string[]] {
  return [
    identifiers.map(({ value }) => {
      const quoted = JSON.stringify(value).toLowerCase();
      return value.length >= 8 ? quoted.slice(1, -1) : quoted;
    }),
    identifiers.flatMap(({ value }) => (/^\+\d{7,}$/.test(value) ? [value.slice(-7)] : [])),
  ];
}

/** In the order in which they were rejected, behind `afterId`; who is meant has to be looked at. */
export async function rejectedRowsMaybeOf(
  client: pg.ClientBase,
  identifiers: readonly Identifier[],
  { afterId, rowsMax }: { readonly afterId: number; readonly rowsMax: number },
): Promise<RejectedRow[]> {
  const { rows } = await client.query<Row>(
    `select r.id, r.line, r.code, r.message, r.record from import_rejected r where ${maybeOfPerson} and r.id > $3 order by r.id limit $4`,
    [...needlesOf(identifiers), afterId, rowsMax],
  );
  return rows.map(mapRow);
}

export async function deleteRejectedRowsOf(client: pg.ClientBase, identifiers: readonly Identifier[]): Promise<number> {
  const { rowCount } = await client.query(
    `delete from import_rejected r where ${maybeOfPerson}`,
    needlesOf(identifiers),
  );
  return rowCount ?? 0;
}

/** The reasons stay. For an import during which somebody was erased: nobody knows any more who. */
export async function emptyRejectedRows(client: pg.ClientBase, jobId: number): Promise<void> {
  await client.query(`update import_rejected set record = '{}' where job_id = $1`, [jobId]);
}

/** @returns how many rows are gone, at most `rowsMax` */
export async function pruneRejectedRows(client: pg.ClientBase, before: number, rowsMax: number): Promise<number> {
  const { rowCount } = await client.query(
    `delete from import_rejected where ctid = any(array(
       select r.ctid from import_rejected r left join import_job j on j.id = r.job_id
       where j.id is null or j.finished_at < $1 limit $2))`,
    [new Date(before), rowsMax],
  );
  return rowCount ?? 0;
}

type Row = { id: number; line: number; code: string; message: string; record: string };

const recordShape = z.union([z.string(), z.record(z.string(), z.json())]);

function mapRow({ record, ...row }: Row): RejectedRow {
  return { ...row, record: recordShape.parse(JSON.parse(record)) };
}
