import { errorTable } from '@rapport/sdk';
import { expectCurrent } from '../support/generated';
import { projectFiles, textOf } from './tree';

const page = 'docs/error-codes.md';
const begin = '<!-- generated from plugins/sdk/src/errors.ts by npm run generate -->';
const end = '<!-- end -->';

/** Padded as Prettier would. */
function tableOfErrors(): string {
  const rows = [
    ['Code', 'Status', 'Retry', 'Meaning'],
    ...Object.entries(errorTable).map(([code, { status, message, retryable }]) => [
      `\`${code}\``,
      `${status}`,
      retryable ? 'yes' : 'no',
      message,
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`);
  lines.splice(1, 0, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`);
  return lines.join('\n');
}

test('docs/error-codes.md lists the same errors as the table (else: npm run generate)', () => {
  const [prose, rest] = textOf(page).split(begin);
  const after = rest?.split(end)[1];
  if (prose === undefined || after === undefined) throw new Error(`${page} has lost its markers`);
  expectCurrent(page, `${prose}${begin}\n\n${tableOfErrors()}\n\n${end}${after}`);
});

test('every error has a status of HTTP and one sentence', () => {
  for (const error of Object.values(errorTable)) {
    expect(error.status).toBeGreaterThanOrEqual(400);
    expect(error.status).toBeLessThan(600);
    expect(error.message).toMatch(/^[A-Z].*\.$/);
  }
});

/** Of commands that are still being built. A code that is used leaves the list; empty, it goes. */
const awaited = ['usage'];

test('every error can happen: its code is written somewhere in the product', () => {
  const product = projectFiles()
    .filter((file) => /^(src|plugins|bin)\//.test(file) && !/\.test\.ts$|^plugins\/sdk\/src\/errors\.ts$/.test(file))
    .map(textOf)
    .join('\n');
  const isUsed = (code: string): boolean => new RegExp(`['"\`]${code}['"\`]`).test(product);
  expect(Object.keys(errorTable).filter((code) => !isUsed(code) && !awaited.includes(code))).toEqual([]);
});
