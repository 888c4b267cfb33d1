import { RapportError, type ImportEncoding } from '@rapport/sdk';
import { parse } from 'csv-parse/sync';
import type { Bytes } from './bytes';
import { toUtf8 } from './encoding';
import type { FileFormat } from './records';

const headCharsMax = 64 * 1024;
const headRecordsMax = 20;
const delimiters = [',', ';', '\t', '|'];

/** What somebody says about a file; the rest is found out. */
export type AskedFormat = {
  readonly kind?: 'csv' | 'ndjson' | undefined;
  /** One character, `tab` or `whitespace`. */
  readonly delimiter?: string | undefined;
  readonly encoding?: ImportEncoding | undefined;
};

/**
 * @param name of the file: .ndjson and .jsonl say what they are
 * @param encoding what EncodingDetector found
 * @throws RapportError import_mapping_invalid; what `bytes` throws
 */
export async function findFormat(
  { name, bytes, encoding }: { readonly name: string; readonly bytes: Bytes; readonly encoding: ImportEncoding },
  asked: AskedFormat,
): Promise<FileFormat> {
  const head = await readHead(toUtf8(bytes, asked.encoding ?? encoding));
  const found = { encoding: asked.encoding ?? encoding };
  const kind = asked.kind ?? (/\.(ndjson|jsonl)$/i.test(name) || head.trimStart().startsWith('{') ? 'ndjson' : 'csv');
  if (kind === 'ndjson') return { ...found, kind };
  return { ...found, kind: 'delimited', delimiter: readDelimiter(asked.delimiter) ?? guessDelimiter(head) };
}

function readDelimiter(delimiter: string | undefined): string | undefined {
  if (delimiter === undefined) return undefined;
  if (delimiter === 'tab' || delimiter === '\\t') return '\t';
  if (delimiter === 'whitespace' || delimiter.length === 1) return delimiter;
  throw new RapportError('import_mapping_invalid', 'A delimiter is one character, tab or whitespace.');
}

async function readHead(bytes: Bytes): Promise<string> {
  const decoder = new TextDecoder('utf-8');
  let head = '';
  for await (const chunk of bytes) {
    head += decoder.decode(chunk, { stream: true });
    if (head.length >= headCharsMax) break;
  }
  return head.slice(0, headCharsMax);
}

/**
 * The one by which the most records have as many cells as the header, and the more cells the better. Columns aligned by blanks
 * where no other splits anything and every line has as many words, more than one blank apart somewhere.
 */
export function guessDelimiter(head: string): string {
  let best = { delimiter: ',', score: 0 };
  for (const delimiter of delimiters) {
    const counts = cellCounts(head, delimiter);
    const width = counts[0] ?? 1;
    const score = (width - 1) * counts.filter((count) => count === width).length ** 2;
    if (score > best.score) best = { delimiter, score };
  }
  return best.score === 0 && isAligned(head) ? 'whitespace' : best.delimiter;
}

function cellCounts(head: string, delimiter: string): number[] {
  // The last line may be cut off.
  const records: unknown = parse(head, {
    ...{
      delimiter,
      bom: true,
      to: headRecordsMax,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    },
    skip_records_with_error: true,
  });
  return Array.isArray(records) ? records.map((record: unknown) => (Array.isArray(record) ? record.length : 0)) : [];
}

function isAligned(head: string): boolean {
  const lines = head
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, headRecordsMax);
  const counts = lines.map((line) => line.trim().split(/\s+/).length);
  const width = counts[0] ?? 1;
  return width > 1 && counts.every((count) => count === width) && lines.some((line) => / {2,}/.test(line.trim()));
}
