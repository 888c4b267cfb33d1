/** `npm run generate`: writes the files that are made from others, by the very tests that compare them. */
import { generatedFiles } from './generated-files.mjs';
import { ensureInstalled } from './install.mjs';
import { runStep, summarise } from './step.mjs';

const steps = [await ensureInstalled()];
if (steps[0].ok) {
  const environment = { RAPPORT_GENERATE: 'true' };
  steps.push(await runStep('generated files', 'node_modules/.bin/jest', generatedFiles, { environment }));
}
summarise(steps);
