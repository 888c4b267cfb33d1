/** `npm test`: everything from a fresh clone: install, build, all tests. Arguments go to jest. */
import { ensureInstalled } from './install.mjs';
import { runStep, summarise } from './step.mjs';
import { ensureSystemPackages } from './system-packages.mjs';

const steps = [await ensureInstalled(), await ensureSystemPackages()];
const next = async (step) => steps.every((one) => one.ok) && steps.push(await step());
await next(() => runStep('build', 'node_modules/.bin/tsc', ['-b']));
const environment = { RAPPORT_TEST_BUILT: 'true' };
await next(() =>
  runStep('tests', 'node_modules/.bin/jest', process.argv.slice(2), { timeoutSeconds: 1440, environment }),
);
summarise(steps);
