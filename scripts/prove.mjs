/**
 * `npm run prove`: the long rounds that `npm test` only begins. Processes are killed in the middle of load, several times in each
 * round (20 s of load from the Segment SDK); then ten minutes of steady load, in which memory must not grow. About 20 minutes.
 */
import { ensureInstalled } from './install.mjs';
import { runStep, summarise } from './step.mjs';

const steps = [await ensureInstalled()];
const next = async (step) => steps.at(-1).ok && steps.push(await step());
const environment = { RAPPORT_PROVE: 'long' };
await next(() => runStep('build', 'node_modules/.bin/tsc', ['-b']));
await next(() =>
  runStep('crashes', 'node_modules/.bin/jest', ['--selectProjects', 'crash'], { environment, timeoutSeconds: 1800 }),
);
await next(() => runStep('soak', process.execPath, ['scripts/bench.mjs', 'memory'], { timeoutSeconds: 1800 }));
summarise(steps);
