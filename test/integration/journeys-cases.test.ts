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
