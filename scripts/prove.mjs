/**
 * `npm run prove`: what is short in `npm test`, at length. Rapport, PostgreSQL and one of two nodes are killed again and again
 * under 20 s of load from the Segment SDK, and with the queue on Redis in the middle of a broadcast to 50,000; the door and GraphQL
 * get tens of thousands of hostile requests; all roles and languages are looked at in a browser; `npm run dev` follows a change; and
 * in ten minutes of steady load memory must not grow. Arguments go to jest (then without the ten minutes), e.g.
 * `npm run prove -- crash/two-nodes`.
 */
import { ensureInstalled } from './install.mjs';
import { runStep, summarise } from './step.mjs';

const patterns =
  process.argv.length > 2
    ? process.argv.slice(2)
    : [
        'test/crash',
        'test/integration/fuzz',
        'test/integration/develop',
        'test/integration/helpdesk-sync',
        'test/browser',
      ];
const steps = [await ensureInstalled()];
const next = async (step) => steps.at(-1).ok && steps.push(await step());
await next(() => runStep('build', 'node_modules/.bin/tsc', ['-b']));
await next(() =>
  runStep(
    'prove',
    'node_modules/.bin/jest',
    [
      '--selectProjects=crash',
      '--selectProjects=integration',
      '--selectProjects=browser',
      '--runInBand',
      '--verbose',
      '--testPathPatterns',
      ...patterns,
    ],
    { timeoutSeconds: 7_200, environment: { RAPPORT_PROVE: 'long' } },
  ),
);
if (process.argv.length === 2)
  await next(() => runStep('soak', process.execPath, ['scripts/bench.mjs', 'memory'], { timeoutSeconds: 1_800 }));
summarise(steps);
