import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isJsonObject, RapportError, type JsonObject } from '@rapport/sdk';
import { parse as parseCsv, type CsvError } from 'csv-parse';
import { readLines } from './lines';

/** `delimiter`: one character, or `whitespace` for columns aligned by blanks. */
export type FileFormat = { readonly kind: 'ndjson' } | { readonly kind: 'delimited'; readonly delimiter: string };

/** One record of a file and the line on which it ends; `broken` says why it could not be read. */
export type FileRecord =
  | { readonly line: number; readonly chars: number; readonly fields: JsonObject; readonly broken?: undefined }
  | { readonly line: number; readonly chars: number; readonly broken: string; readonly text: string };

const recordCharsMax = 1024 * 1024;

/**
 * Reads a file record by record, in constant memory. Empty lines are passed over; an empty cell is an absent field.
 * @param onBytes how many bytes were read since the last call
 * @throws RapportError file_unreadable
 */
export async function* readRecords(
  file: string,
  format: FileFormat,
  onBytes: (bytes: number) => void = () => undefined,
): AsyncGenerator<FileRecord> {
  const chunks = readChunks(file, onBytes);
  try {
    if (format.kind === 'ndjson') yield* readNdjson(chunks);
    else if (format.delimiter === 'whitespace') yield* readAligned(chunks);
    else yield* readCsv(chunks, format.delimiter);
  } finally {
    await chunks.return(undefined);
  }
}

/** @throws RapportError file_unreadable */
export async function* readChunks(file: string, onBytes: (bytes: number) => void): AsyncGenerator<Buffer, undefined> {
  const stream = createReadStream(file, { highWaterMark: 256 * 1024 });
  try {
    for await (const chunk of stream) {
      if (!Buffer.isBuffer(chunk)) continue;
      onBytes(chunk.length);
      yield chunk;
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new RapportError('file_unreadable', `${file} (${code})`, { cause: error });
  }
  return undefined;
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

async function* readAligned(chunks: AsyncIterable<Buffer>): AsyncGenerator<FileRecord> {
  let header: string[] | undefined;
  for await (const { number, text, tooLong } of readLines(chunks, recordCharsMax)) {
    if (text.trim() === '') continue;
    const cells = tooLong ? [] : text.trim().split(/\s+/);
    if (header === undefined) header = checkHeader(cells);
    else yield toRecord(number, text, header, cells);
  }
}

async function* readCsv(chunks: AsyncIterable<Buffer>, delimiter: string): AsyncGenerator<FileRecord> {
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
  // Errors of the file reach the loop below, because the pipeline destroys the parser with them.
  const feeding = pipeline(Readable.from(chunks), parser).catch(() => undefined);
  let header: string[] | undefined;
  try {
    for await (const entry of parser) {
      yield* skipped.splice(0);
      if (!isCsvEntry(entry)) throw new Error('csv-parse gave another shape');
      if (header === undefined) header = checkHeader(entry.record.map((name) => name.trim()));
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
  const filled = header.flatMap((name, index): [string, string][] => {
    const cell = cells[index] ?? '';
    return cell === '' ? [] : [[name, cell]];
  });
  return { line, chars: text.length, fields: Object.fromEntries(filled) };
}

/** @throws RapportError import_mapping_invalid */
function checkHeader(names: string[]): string[] {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new RapportError('import_mapping_invalid', `Two columns are called "${twice}".`);
  return names;
}
