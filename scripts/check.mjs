/** `npm run check`: one command says whether the tree is in order, the same here and in CI. */
import { generatedFiles } from './generated-files.mjs';
import { ensureInstalled } from './install.mjs';
import { runStep, summarise } from './step.mjs';

const steps = [await ensureInstalled()];
if (steps[0].ok) {
  steps.push(await runStep('types', 'node_modules/.bin/tsc', ['-b']));
  // Side by side: each uses one core.
  const looks = [
    ['types of tests', 'node_modules/.bin/tsc', ['-p', 'tsconfig.test.json']],
    ['types of the admin', 'node_modules/.bin/tsc', ['-p', 'tsconfig.admin.json']],
    ['eslint', 'node_modules/.bin/eslint', ['.']],
    ['prettier', 'node_modules/.bin/prettier', ['--check', '--log-level=warn', '.']],
  ];
  steps.push(...(await Promise.all(looks.map((look) => runStep(...look)))));
  // CI has run them a minute before, with all other tests.
  if (process.env.RAPPORT_UNIT_TESTED !== 'true')
    steps.push(await runStep('unit and architecture tests', 'node_modules/.bin/jest', ['--selectProjects', 'unit']));
  steps.push(await runStep('generated files', 'node_modules/.bin/jest', generatedFiles));
}
summarise(steps);
