import { csvLine, type ImportRecord, type Imports, type RejectedRow } from '@rapport/sdk';

const pageRows = 500;

/**
 * Rejected rows as a spreadsheet reads them: line, reason, then the columns of the file, to be mended and imported again.
 * With a byte order mark, without which Excel takes UTF-8 for something else.
 */
export async function* rejectedCsv(imports: Imports, record: ImportRecord): AsyncGenerator<string> {
  const columns = record.options?.columns.map(({ name }) => name) ?? [];
  let after: { readonly id: number } | undefined;
  for (let begun = false; ; begun = true) {
    const request = { count: pageRows, forward: true, after, before: undefined };
    const page = await imports.rejected(record.publicId, request);
    if (!begun) yield `\uFEFF${csvLine(['line', 'reason', ...columns, 'text'])}`;
    yield page.items.map((row) => csvLine(cellsOf(row, columns))).join('');
    after = page.items.at(-1);
    if (!page.hasNext || after === undefined) return;
  }
}

/** A line that could not be read stands whole in the last cell. */
function cellsOf({ line, message, record }: RejectedRow, columns: readonly string[]): string[] {
  if (typeof record === 'string') return [String(line), message, ...columns.map(() => ''), record];
  const others = Object.entries(record).filter(([name]) => !columns.includes(name));
  const rest = others.length === 0 ? '' : JSON.stringify(Object.fromEntries(others));
  const cells = columns.map((name) => {
    const value = record[name];
    return value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  });
  return [String(line), message, ...cells, rest];
}
