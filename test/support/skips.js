/**
 * One line for each reason why tests were skipped, and how many: a suite that did not run must not look like one that did.
 * A skipped test names its reason: "... (skipped: redis-server is not installed)". Those that `-t` leaves out name none.
 */
class Skips {
  onRunComplete(_contexts, { testResults }) {
    const counts = new Map();
    for (const { testResults: tests } of testResults) {
      for (const { status, fullName } of tests) {
        const reason = status === 'pending' ? /\(skipped: ([^)]+)\)/.exec(fullName)?.[1] : undefined;
        if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1);
      }
    }
    for (const [reason, count] of counts)
      process.stderr.write(`skipped: ${count} ${count === 1 ? 'test' : 'tests'}, as ${reason}\n`);
  }
}

module.exports = Skips;
