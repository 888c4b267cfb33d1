import { existsSync } from 'node:fs';
import path from 'node:path';
import { runIdentityFile } from '../cases/identity/run';
import type { Result } from '../cases/result';

const ours = path.resolve(__dirname, '../cases/identity/own-cases.json');
const theirs = path.resolve(__dirname, '../../../shared/cases/identity.json');
const isHere = existsSync(theirs);
if (!isHere) console.warn(`skipped: the identity cases of other projects are not here (${theirs})`);

describe('identity as other products do it, under settings of ours', () => {
  it('our own cases', async () => {
    const results = await runAll(ours);
    expect(results.filter((one) => one.status !== 'passed')).toEqual([]);
  }, 120_000);

  (isHere ? it : it.skip)(
    'the cases of other projects: none fails, and what we do not offer has a reason',
    async () => {
      const results = await runAll(theirs);
      expect(results.filter((one) => one.status === 'failed')).toEqual([]);
      expect(results.filter((one) => one.status === 'not applicable').map((one) => one.id)).toEqual(['UN-05']);
    },
    180_000,
  );
});

async function runAll(file: string): Promise<Result[]> {
  return runIdentityFile(file, () => undefined);
}
