import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isJsonObject, type ImportEncoding, type JsonObject } from '@rapport/sdk';
import { parse as parseCsv, type CsvError } from 'csv-parse';
import type { Bytes } from './bytes';
import { toUtf8 } from './encoding';
import { readLines } from './lines';

/** `delimiter`: one character, or `whitespace` for columns aligned by blanks. */
export type FileFormat = { readonly encoding: ImportEncoding } & (
  { readonly kind: 'ndjson' } | { readonly kind: 'delimited'; readonly delimiter: string }
);

/** One record of a file and the line on which it ends; `broken` says why it could not be read. */
export type FileRecord =
  | { readonly line: number; readonly chars: number; readonly fields: JsonObject; readonly broken?: undefined }
  | { readonly line: number; readonly chars: number; readonly broken: string; readonly text: string };

const recordCharsMax = 1024 * 1024;

/**
 * Reads a file record by record, in constant memory. Empty lines are passed over; an empty cell is an absent field. Columns
 * without a name, or with one that was there before, get a name of their own: `column 3`, `email (2)`.
 * @param onHeader the header as the file writes it; not of NDJSON
 * @throws whatever `bytes` throws
 */
export async function* readRecords(
  bytes: Bytes,
  format: FileFormat,
  onHeader: (cells: readonly string[]) => void = () => undefined,
): AsyncGenerator<FileRecord> {
  const chunks = toUtf8(bytes, format.encoding);
  try {
    if (format.kind === 'ndjson') yield* readNdjson(chunks);
    else if (format.delimiter === 'whitespace') yield* readAligned(chunks, onHeader);
    else yield* readCsv(chunks, format.delimiter, onHeader);
  } finally {
    await chunks.return(undefined);
  }
}

async function* readNdjson(chunks: AsyncIterable<Buffer>): AsyncGenerator<FileRecord> {
  for await (const { number, text, tooLong } of readLines(chunks, recordCharsMax)) {
    if (text.trim() === '') continue;
    const base = { line: number, chars: text.length };
    const fields = tooLong ? undefined : parseJson(text);
    if (isJsonObject(fields)) yield { ...base, fields };
    else yield { ...base, broken: tooLong ? 'It is too long.' : 'It is not a JSON object.', text };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type OnHeader = (cells: readonly string[]) => void;

async function* readAligned(chunks: AsyncIterable<Buffer>, onHeader: OnHeader): AsyncGenerator<FileRecord> {
  let header: string[] | undefined;
  for await (const { number, text, tooLong } of readLines(chunks, recordCharsMax)) {
    if (text.trim() === '') continue;
    const cells = tooLong ? [] : text.trim().split(/\s+/);
    if (header === undefined) header = nameHeader(cells, onHeader);
    else yield toRecord(number, text, header, cells);
  }
}

async function* readCsv(
  chunks: AsyncIterable<Buffer>,
  delimiter: string,
  onHeader: OnHeader,
): AsyncGenerator<FileRecord> {
  const skipped: FileRecord[] = [];
  const parser = parseCsv({
    delimiter,
    bom: true,
    info: true,
    raw: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: recordCharsMax,
    skip_records_with_error: true,
    on_skip: (error, raw) => {
      skipped.push(toBroken(error, raw ?? ''));
      return undefined;
    },
  });
  // Errors of the bytes reach the loop below, because the pipeline destroys the parser with them.
  const feeding = pipeline(Readable.from(chunks), parser).catch(() => undefined);
  let header: string[] | undefined;
  try {
    for await (const entry of parser) {
      yield* skipped.splice(0);
      if (!isCsvEntry(entry)) throw new Error('csv-parse gave another shape');
      if (header === undefined) header = nameHeader(entry.record, onHeader);
      else yield toRecord(entry.info.lines, entry.raw.trimEnd(), header, entry.record);
    }
    yield* skipped.splice(0);
  } finally {
    parser.destroy();
    await feeding;
  }
}

type CsvEntry = { readonly record: string[]; readonly info: { readonly lines: number }; readonly raw: string };

function isCsvEntry(entry: unknown): entry is CsvEntry {
  return typeof entry === 'object' && entry !== null && 'record' in entry && 'info' in entry && 'raw' in entry;
}

function toBroken(error: CsvError | undefined, raw: string): FileRecord {
  const line = typeof error?.['lines'] === 'number' ? error['lines'] : 0;
  return { line, chars: raw.length, broken: `It is not valid CSV (${error?.code ?? 'unknown'}).`, text: raw };
}

function toRecord(line: number, text: string, header: readonly string[], cells: readonly string[]): FileRecord {
  if (cells.length !== header.length) {
    const broken = `It has ${cells.length} fields; the header has ${header.length}.`;
    return { line, chars: text.length, broken, text };
  }
  if (cells.every((cell, index) => cell.trim() === header[index])) {
    return { line, chars: text.length, broken: 'It repeats the header.', text };
  }
  const filled = header.flatMap((name, index): [string, string][] => {
    const cell = cells[index] ?? '';
    return cell === '' ? [] : [[name, cell]];
  });
  return { line, chars: text.length, fields: Object.fromEntries(filled) };
}

function nameHeader(cells: readonly string[], onHeader: OnHeader): string[] {
  onHeader(cells);
  return nameColumns(cells);
}

/** Nothing of a file is lost because its header says too little. */
export function nameColumns(cells: readonly string[]): string[] {
  const names = new Set<string>();
  cells.forEach((cell, index) => {
    const wanted = cell.trim() === '' ? `column ${index + 1}` : cell.trim();
    let name = wanted;
    for (let count = 2; names.has(name); count++) name = `${wanted} (${count})`;
    names.add(name);
  });
  return [...names];
}

/** A column's type is decided by so many records. */
const sampleRecordsMax = 1_000;

export type Sample = {
  /** Of all columns, in the order of the file. */
  readonly names: readonly string[];
  readonly records: readonly JsonObject[];
  /** As the file writes it; null: there is none, or it is NDJSON. */
  readonly header: readonly string[] | null;
};

/** The header and the first records that can be read. @throws what `bytes` throws */
export async function sampleOf(bytes: Bytes, format: FileFormat): Promise<Sample> {
  const records: JsonObject[] = [];
  let header: readonly string[] | null = null;
  const onHeader = (cells: readonly string[]): void => {
    header = cells;
  };
  for await (const record of readRecords(bytes, format, onHeader)) {
    if (record.broken === undefined) records.push(record.fields);
    if (records.length === sampleRecordsMax) break;
  }
  const names = [...new Set([...nameColumns(header ?? []), ...records.flatMap((fields) => Object.keys(fields))])];
  return { names, records, header };
}
