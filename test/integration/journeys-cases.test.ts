import path from 'node:path';
import { runJourneysFile } from '../cases/journeys/run';
import { describeWithShared, sharedFile } from '../support/shared';

describeWithShared('journeys as other products define them, in our language', () => {
  it('none fails, and what we do not offer has a reason', async () => {
    const results = await runJourneysFile(sharedFile('cases/journeys.json'), () => undefined);
    expect(results.filter((one) => one.status === 'failed')).toEqual([]);
    const others = results.filter((one) => one.status === 'not applicable');
    expect(others.map((one) => one.id)).toEqual(['JD-13']);
  }, 180_000);
});

describe('journeys of the same products beyond those cases', () => {
  it('do what is expected of them', async () => {
    const results = await runJourneysFile(path.resolve('test/cases/journeys/more.json'), () => undefined);
    expect(results.filter((one) => one.status !== 'passed')).toEqual([]);
    expect(results).not.toHaveLength(0);
  }, 180_000);
});
