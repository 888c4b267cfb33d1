/** Prints "N passed, N failed, N skipped" from jest's JSON file; a run that failed without a failed test counts as one. */
import { readFileSync } from 'node:fs';

const [file, status] = process.argv.slice(2);
let results = {
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
};
try {
  results = JSON.parse(readFileSync(file, 'utf8'));
} catch {
  console.error('the tests left no results');
}
const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
const skipped = results.numPendingTests + results.numTodoTests;
console.log(
  `${results.numPassedTests} passed, ${status === '0' ? failed : Math.max(failed, 1)} failed, ${skipped} skipped`,
);
