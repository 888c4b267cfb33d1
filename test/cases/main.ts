import startTestServer, { stopTestServer } from '../support/server';
import { runIdentityFile } from './identity/run';
import { runJourneysFile } from './journeys/run';
import type { Result } from './result';
import { runSegmentsFile } from './segments/run';

type Area = (file: string, report: (result: Result) => void) => Promise<Result[]>;
const areas: ReadonlyMap<string, Area> = new Map([
  ['identity', runIdentityFile],
  ['segments', runSegmentsFile],
  ['journeys', runJourneysFile],
]);

const usage = `usage: npm run cases -- ${[...areas.keys()].join('|')} FILE [--json]`;

/** Runs the cases of a file and prints each result; with --json ends with one line for machines. */
export async function main(words: readonly string[]): Promise<number> {
  const [area = '', file] = words.filter((word) => !word.startsWith('--'));
  const run = areas.get(area);
  if (run === undefined || file === undefined) {
    console.error(usage);
    return 2;
  }
  await startTestServer();
  try {
    const results = await run(file, print);
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

function print(result: Result): void {
  const { id, title, status } = result;
  console.log(`${status === 'passed' ? 'pass' : status === 'failed' ? 'FAIL' : 'not applicable'}  ${id}  ${title}`);
  if (result.status !== 'passed') console.log(`      ${result.why}`);
}
