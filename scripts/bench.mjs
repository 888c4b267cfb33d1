/** `npm run bench -- NAME [--quick] [--json]`: builds, then runs one bench (test/bench). docs/benchmarks.md tells what each means. */
import { spawnSync } from 'node:child_process';

const build = { stdio: ['ignore', 2, 2] }; // stdout ends with the one line of --json
for (const args of [['-b'], ['-p', 'test/bench/tsconfig.json']]) {
  const { status } = spawnSync('node_modules/.bin/tsc', args, build);
  if (status !== 0) process.exit(status ?? 1);
}
const { status } = spawnSync(process.execPath, ['dist/bench/test/bench/main.js', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
