import { readFileSync } from 'node:fs';
import startTestServer, { stopTestServer } from '../support/server';
import { caseFile } from './identity/case';
import { type Result, runIdentityCase } from './identity/run';

/** Cases run side by side: each has a schema of its own. */
const sideBySideMax = 3;

const usage = 'usage: npm run cases -- identity FILE [--json]';

/** Runs the cases of a file and prints each result; with --json ends with one line for machines. */
export async function main(words: readonly string[]): Promise<number> {
  const [area, file] = words.filter((word) => !word.startsWith('--'));
  if (area !== 'identity' || file === undefined) {
    console.error(usage);
    return 2;
  }
  await startTestServer();
  try {
    const results = await runFile(file, print);
    const failed = results.filter((one) => one.status === 'failed').map((one) => one.id);
    const notApplicable = results.flatMap((one) =>
      one.status === 'not applicable' ? [{ id: one.id, why: one.why }] : [],
    );
    const passed = results.filter((one) => one.status === 'passed').length;
    const total = results.length;
    console.log(`${passed} of ${total} passed, ${failed.length} failed, ${notApplicable.length} not applicable`);
    if (words.includes('--json')) console.log(JSON.stringify({ area, total, passed, failed, notApplicable }));
    return failed.length === 0 ? 0 : 1;
  } finally {
    await stopTestServer();
  }
}

/** In the order of the file. */
export async function runFile(file: string, report: (result: Result) => void): Promise<Result[]> {
  const { cases } = caseFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  const results: Result[] = [];
  for (let start = 0; start < cases.length; start += sideBySideMax) {
    const some = await Promise.all(cases.slice(start, start + sideBySideMax).map((one) => runIdentityCase(one)));
    for (const result of some) report(result);
    results.push(...some);
  }
  return results;
}

function print(result: Result): void {
  const { id, title, status } = result;
  console.log(`${status === 'passed' ? 'pass' : status === 'failed' ? 'FAIL' : 'not applicable'}  ${id}  ${title}`);
  if (result.status !== 'passed') console.log(`      ${result.why}`);
}
